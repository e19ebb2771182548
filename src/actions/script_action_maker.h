#pragma once

#include <memory>

#include "actions/action.h"
#include "actions/action_options.h"

namespace wee {

/// Makes the actions that run scripts: what these need lies beyond this folder. Port; any thread.
class ScriptActionMaker {
public:
    virtual ~ScriptActionMaker() = default;
    /// The action must not outlive the maker.
    virtual std::shared_ptr<const Action> make(const ScriptActionOptions& options) = 0;
};

}  // namespace wee
