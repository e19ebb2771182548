// RE2::Set: one automaton for all patterns, whose states it learns from the paths it sees.
#include <optional>
#include <stdexcept>

#include <re2/set.h>

#include "bench/rules/path_matcher.h"

namespace wee {
namespace {

class Re2SetMatcher final : public PathMatcher {
public:
    explicit Re2SetMatcher(const Workload& workload) : workload_(workload) { compile(); }

    void match(std::size_t event, std::vector<RuleIndex>& matches) override {
        numbers_.clear();
        set_->Match(workload_.paths[event], &numbers_);
        matches.insert(matches.end(), numbers_.begin(), numbers_.end());
    }
    void forget() override { compile(); }

private:
    void compile() {
        set_.emplace(options(), RE2::UNANCHORED);
        for (const std::string& pattern : workload_.patterns) {
            if (set_->Add(regex_of(pattern), nullptr) < 0) {
                throw std::runtime_error("RE2 does not take " + pattern);
            }
        }
        if (!set_->Compile()) {
            throw std::runtime_error("RE2::Set has no memory");
        }
    }

    static RE2::Options options() {
        RE2::Options options;
        options.set_max_mem(std::int64_t{1} << 30);
        return options;
    }

    const Workload& workload_;
    std::optional<RE2::Set> set_;
    std::vector<int> numbers_;
};

}  // namespace

std::unique_ptr<PathMatcher> make_re2_set_matcher(const Workload& workload) {
    return std::make_unique<Re2SetMatcher>(workload);
}

}  // namespace wee
