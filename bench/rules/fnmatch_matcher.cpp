// What a program without an index does: fnmatch(3) for every pattern, names against the file name. Its `*`
// takes `/` too, which makes no difference on this workload's paths.
#include <fnmatch.h>

#include "bench/rules/path_matcher.h"

namespace wee {
namespace {

class FnmatchMatcher final : public PathMatcher {
public:
    explicit FnmatchMatcher(const Workload& workload) : workload_(workload) {}

    void match(std::size_t event, std::vector<RuleIndex>& matches) override {
        const std::string& path = workload_.paths[event];
        const char* name = path.c_str() + path.rfind('/') + 1;
        for (std::size_t i = 0; i < workload_.patterns.size(); ++i) {
            const std::string& pattern = workload_.patterns[i];
            const bool is_path = pattern.find('/') != std::string::npos;
            if (fnmatch(pattern.c_str(), is_path ? path.c_str() : name, 0) == 0) {
                matches.push_back(static_cast<RuleIndex>(i));
            }
        }
    }

private:
    const Workload& workload_;
};

}  // namespace

std::unique_ptr<PathMatcher> make_fnmatch_matcher(const Workload& workload) {
    return std::make_unique<FnmatchMatcher>(workload);
}

}  // namespace wee
