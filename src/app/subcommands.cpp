#include "app/subcommands.h"

namespace wee {
namespace {

CLI::App& declare_command(CLI::App& app, RawOptions& options, Command command, const char* name,
                          const char* description) {
    CLI::App* declared = app.add_subcommand(name, description)->fallthrough();
    declared->callback([&options, command] { options.result.command = command; });
    return *declared;
}

void declare_file(CLI::App& command, RawOptions& options, const char* description) {
    command.add_option("FILE", options.file, description)->type_name("");
}

void declare_events(CLI::App& command, RawOptions& options, const char* description) {
    command.add_option("EVENTS", options.result.events, description)->required()->type_name("");
}

void declare_json(CLI::App& command, RawOptions& options, const char* description) {
    command.add_flag("--json", options.json, description);
}

void declare_explain(CLI::App& app, RawOptions& options) {
    CLI::App& explain = declare_command(app, options, Command::Explain, "explain",
                                        "Show which conditions of which rules an event meets");
    declare_events(explain, options, "A JSON file: an event, an array or a line for each; - reads lines");
    declare_json(explain, options, "One JSON object for each event");
    explain.add_flag("--matched-only", options.matched_only, "Leave out the rules that do not match");
}

void declare_replay(CLI::App& app, RawOptions& options) {
    CLI::App& replay = declare_command(app, options, Command::Replay, "replay",
                                       "Run recorded events through the rules; runs no action by itself");
    declare_events(replay, options, "A file with a JSON event a line; - reads standard input");
    replay.add_flag("--execute", options.execute, "Run the actions");
    replay
        .add_option("--speed", options.speed,
                    "fast (the default), recorded, or how many times as fast as recorded")
        ->type_name("SPEED");
    replay.add_flag("--skip-bad-lines", options.skip_bad_lines, "Count lines that are no event and go on");
    declare_json(replay, options, "JSON lines; the last one is the result");
}

void declare_test(CLI::App& app, RawOptions& options) {
    CLI::App& test = declare_command(app, options, Command::Test, "test",
                                     "Hold the rules against the [[tests]] of the configuration");
    declare_file(test, options, "The file with rules and tests, as with -c");
    declare_json(test, options, "One JSON object for each test");
}

void declare_script(CLI::App& app, RawOptions& options) {
    CLI::App* script = app.add_subcommand("script", "Run a script by hand")->fallthrough();
    script->require_subcommand(1);
    CLI::App& run = declare_command(*script, options, Command::RunScript, "run",
                                    "Run a function of a Lua script once, as a rule would");
    run.add_option("SCRIPT", options.result.script, "The script's file")->required()->type_name("");
    run.add_option("--event", options.result.events, "A file with the event as JSON; - reads standard input")
        ->type_name("FILE");
    run.add_option("--function", options.result.function, "The function that gets the event (on_event)")
        ->type_name("NAME");
    run.add_option("--timeout", options.script_timeout, "How long it may take (30s)")->type_name("TIME");
    // The engine's own; without a group the help leaves it out.
    declare_command(app, options, Command::ScriptHost, "script-host", "").group("");
}

}  // namespace

void declare_subcommands(CLI::App& app, RawOptions& options) {
    declare_file(declare_command(app, options, Command::Run, "run", "Run the engine (the default)"), options,
                 "The configuration file, as with -c");
    CLI::App& check =
        declare_command(app, options, Command::Check, "check", "Validate a configuration and run nothing");
    declare_file(check, options, "The file to check, as with -c");
    declare_json(check, options, "One JSON object for programs");
    declare_explain(app, options);
    declare_replay(app, options);
    declare_test(app, options);
    declare_script(app, options);
    CLI::App& sources = declare_command(app, options, Command::Sources, "sources",
                                        "List the types of source that this machine can run");
    declare_json(sources, options, "One JSON object for each type");
}

}  // namespace wee
