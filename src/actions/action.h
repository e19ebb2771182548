#pragma once

#include <memory>
#include <stop_token>
#include <string>
#include <vector>

#include "actions/run_options.h"
#include "actions/run_scope.h"

namespace wee {

enum class ActionOutcome { Succeeded, Failed, Stopped };

/// What came of one action, as logs and traces show it.
struct ActionResult {
    ActionOutcome outcome = ActionOutcome::Succeeded;
    std::string message;    ///< One sentence: "exit code 0", or what failed and the mend.
    std::string output;     ///< The beginning of what it wrote (bounded), for a trace.
    StepAnswer answer{};    ///< For the actions behind it.
    bool may_retry = true;  ///< False: a failure that would only come again.
};

/// What an action may know while it runs.
struct ActionContext {
    const RunScope& scope;
    const std::string& rule_name;
    /// Requested when the engine ends or a newer run takes this one's place: give up within 500 ms.
    const std::stop_token& stop;
};

/// One thing that a rule does. Immutable: any thread may run it, several at once.
class Action {
public:
    virtual ~Action() = default;

    /// Does it, however long it takes (within its own time-out). Throws nothing; failures are in the result.
    virtual ActionResult run(const ActionContext& context) const = 0;

    /// "log", "execute": the name of its type in the configuration.
    [[nodiscard]] virtual std::string_view type() const = 0;

    /// What `run` would do, as one line without secrets, with nothing done: `execute "cp" "/a b" "/tmp"`.
    [[nodiscard]] virtual std::string describe(const RunScope& scope) const = 0;

    /// True when it never waits for anything outside of the engine. Runs of nothing but such actions gain
    /// nothing from running beside each other, so they keep the order of their events.
    [[nodiscard]] virtual bool is_instant() const { return false; }
};

/// What follows when an action fails.
enum class OnError { Fail, Continue, Log };

struct RuleAction {
    std::shared_ptr<const Action> action;
    OnError on_error = OnError::Fail;  ///< When the last attempt has failed.
    RetryOptions retry{};
    std::string name{};  ///< What later actions of the rule call it; may be empty.
};

/// The actions of one rule, in order. Immutable and shared.
using ActionList = std::vector<RuleAction>;

}  // namespace wee
