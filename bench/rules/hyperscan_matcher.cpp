// Hyperscan in block mode: one pass over the path for all patterns.
#include <stdexcept>

#include <hs/hs.h>

#include "bench/rules/path_matcher.h"

namespace wee {
namespace {

class HyperscanMatcher final : public PathMatcher {
public:
    explicit HyperscanMatcher(const Workload& workload) : workload_(workload) {
        std::vector<std::string> regexes;
        std::vector<const char*> texts;
        std::vector<unsigned> numbers;
        for (const std::string& pattern : workload.patterns) {
            regexes.push_back(regex_of(pattern));
            numbers.push_back(static_cast<unsigned>(numbers.size()));
        }
        for (const std::string& regex : regexes) {
            texts.push_back(regex.c_str());
        }
        const std::vector<unsigned> flags(texts.size(), HS_FLAG_SINGLEMATCH);
        hs_compile_error_t* error = nullptr;
        if (hs_compile_multi(texts.data(), flags.data(), numbers.data(), static_cast<unsigned>(texts.size()),
                             HS_MODE_BLOCK, nullptr, &database_, &error) != HS_SUCCESS ||
            hs_alloc_scratch(database_, &scratch_) != HS_SUCCESS) {
            throw std::runtime_error(error == nullptr ? "Hyperscan has no memory" : error->message);
        }
    }
    HyperscanMatcher(const HyperscanMatcher&) = delete;
    HyperscanMatcher& operator=(const HyperscanMatcher&) = delete;
    ~HyperscanMatcher() override {
        hs_free_scratch(scratch_);
        hs_free_database(database_);
    }

    void match(std::size_t event, std::vector<RuleIndex>& matches) override {
        const std::string& path = workload_.paths[event];
        hs_scan(database_, path.data(), static_cast<unsigned>(path.size()), 0, scratch_, add_match, &matches);
    }

private:
    static int add_match(unsigned number, unsigned long long /*from*/, unsigned long long /*to*/,
                         unsigned /*flags*/, void* matches) {
        static_cast<std::vector<RuleIndex>*>(matches)->push_back(number);
        return 0;
    }

    const Workload& workload_;
    hs_database_t* database_ = nullptr;
    hs_scratch_t* scratch_ = nullptr;
};

}  // namespace

std::unique_ptr<PathMatcher> make_hyperscan_matcher(const Workload& workload) {
    return std::make_unique<HyperscanMatcher>(workload);
}

}  // namespace wee
