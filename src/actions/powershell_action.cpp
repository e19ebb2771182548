#include "actions/powershell_action.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <vector>

#include "actions/launched_program.h"
#include "actions/output_excerpt.h"
#include "base/text.h"

namespace wee {
namespace {

/// PowerShell 7, and the one that every Windows has.
constexpr std::array kInterpreters = {"pwsh", "powershell.exe"};

constexpr const char* kScriptVariable = "WEE_POWERSHELL_SCRIPT";

/// Runs what stands in the variable. Constant, and without double quotes, which Windows' command line would need
/// escaped. The complaint's last line is the error's own message, because that is the one that logs show. Setting
/// the encoding fails where a process has no console, and matters only where it has one.
constexpr const char* kBootstrap =
    "$ErrorActionPreference = 'Stop'; $ProgressPreference = 'SilentlyContinue'; "
    "try { [Console]::OutputEncoding = New-Object System.Text.UTF8Encoding $false } catch { }; "
    "$global:LASTEXITCODE = 0; "
    "try { "
    "$script = [scriptblock]::Create($env:WEE_POWERSHELL_SCRIPT); "
    "Remove-Item Env:WEE_POWERSHELL_SCRIPT; "
    "& $script "
    "} catch { "
    "[Console]::Error.WriteLine($_.ScriptStackTrace); "
    "[Console]::Error.WriteLine($_.Exception.Message); "
    "exit 1 "
    "}; "
    "exit $LASTEXITCODE";

}  // namespace

ActionResult PowerShellAction::run(const ActionContext& context) const {
    LaunchRequest request = request_for(context.scope);
    if (request.command.empty()) {
        const auto* const found = std::ranges::find_if(
            kInterpreters, [this](const char* name) { return launcher_.can_find(name); });
        if (found == kInterpreters.end()) {
            return {ActionOutcome::Failed,
                    "there is no PowerShell: neither \"pwsh\" nor \"powershell.exe\" is in PATH; install "
                    "PowerShell 7, or say where it is with engine.powershell",
                    {}};
        }
        request.command = *found;
    }
    return run_program(request, options_.program.success_codes, launcher_, context);
}

LaunchRequest PowerShellAction::request_for(const RunScope& scope) const {
    LaunchRequest request = launch_request(options_.program, scope);
    request.command = options_.interpreter;
    std::vector<std::string> arguments{"-NoLogo", "-NoProfile", "-NonInteractive"};
    if (options_.script.empty()) {
        arguments.emplace_back("-File");
        arguments.push_back(scope.render(options_.file));
        std::ranges::move(request.arguments, std::back_inserter(arguments));
    } else {
        arguments.emplace_back("-Command");
        arguments.emplace_back(kBootstrap);
        request.environment.emplace_back(kScriptVariable, options_.script);
    }
    request.arguments = std::move(arguments);
    return request;
}

std::string PowerShellAction::describe(const RunScope& scope) const {
    if (!options_.script.empty()) {
        return "powershell script " + quote_for_display(first_line(options_.script));
    }
    std::string line = "powershell file " + quote_for_display(scope.show(options_.file));
    for (const TemplateText& argument : options_.program.arguments) {
        line += ' ' + quote_for_display(scope.show(argument));
    }
    return line;
}

}  // namespace wee
