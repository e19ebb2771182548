#pragma once

#include <functional>
#include <memory>
#include <string>
#include <utility>

#include <gtest/gtest.h>

#include "actions/executor.h"

namespace wee {

/// An action that does what the test says.
class FunctionAction final : public Action {
public:
    using Function = std::function<ActionResult(const ActionContext&)>;
    explicit FunctionAction(Function function, bool is_instant = false)
        : function_(std::move(function)), is_instant_(is_instant) {}

    ActionResult run(const ActionContext& context) const override { return function_(context); }
    [[nodiscard]] std::string_view type() const override { return "function"; }
    [[nodiscard]] std::string describe(const RunScope& /*scope*/) const override { return "function"; }
    [[nodiscard]] bool is_instant() const override { return is_instant_; }

private:
    Function function_;
    bool is_instant_;
};

using RulePointer = std::shared_ptr<const ExecutableRule>;

inline RulePointer make_rule(std::string name, ActionList actions, RunOptions options = {}) {
    return std::make_shared<const ExecutableRule>(
        ExecutableRule{std::move(name), std::move(actions), options});
}

/// A rule with one action, which does what `function` does.
inline RulePointer make_rule(std::string name, FunctionAction::Function function, RunOptions options = {}) {
    return make_rule(std::move(name),
                     ActionList{{.action = std::make_shared<FunctionAction>(std::move(function))}}, options);
}

inline Run make_run(const RulePointer& rule, const std::string& path, std::string key = {},
                    SteadyTime time = {}) {
    Event event = make_event(EventKind::FileCreated, "files", {});
    event.metadata.set(FieldId::Path, path);
    return {rule, std::make_shared<const Event>(std::move(event)), std::move(key), time};
}

inline std::string path_of(const Event& event) {
    const std::string* path = event.metadata.find(FieldId::Path);
    return path != nullptr ? *path : std::string();
}

inline void expect_balanced(const ExecutorTotals& totals) {
    EXPECT_EQ(totals.runs_submitted, totals.runs_finished + totals.runs_waiting + totals.runs_running +
                                         totals.runs_dropped + totals.runs_skipped + totals.runs_cooled_down +
                                         totals.runs_replaced);
}

}  // namespace wee
