#pragma once

#include "actions/action.h"
#include "actions/action_options.h"
#include "os/process_launcher.h"

namespace wee {

/// Runs a PowerShell script in a process of its own. Succeeds when its exit code is a success.
///
/// The event reaches the script as environment variables (EVENT_PATH, ...), never as text of the script.
/// `script` travels in a variable too, started by a constant command: -EncodedCommand would make PowerShell write
/// its errors as XML where they are captured. It ends at its first error (exit code 1), else with its own `exit`
/// or the exit code of the last program that it ran. A `file` is run as it is, by -File.
class PowerShellAction final : public Action {
public:
    /// `launcher` must outlive the action.
    PowerShellAction(PowerShellActionOptions options, ProcessLauncher& launcher)
        : options_(std::move(options)), launcher_(launcher) {}

    ActionResult run(const ActionContext& context) const override;
    [[nodiscard]] std::string_view type() const override { return "powershell"; }
    [[nodiscard]] std::string describe(const RunScope& scope) const override;

private:
    [[nodiscard]] LaunchRequest request_for(const RunScope& scope) const;

    PowerShellActionOptions options_;
    ProcessLauncher& launcher_;
};

/// Bytes of a script: Windows gives a variable no more than 32,767 characters.
inline constexpr std::size_t kLongestPowerShellScript = 30'000;

}  // namespace wee
