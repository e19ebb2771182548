#pragma once

#include <memory>
#include <string>
#include <vector>

#include "app/sources_report.h"
#include "base/clock.h"
#include "engine/source_factory.h"
#include "os/environment.h"
#include "os/file_writer.h"
#include "os/http_client.h"
#include "os/media_player.h"
#include "os/notifier.h"
#include "os/process_launcher.h"
#include "os/termination_signals.h"
#include "script/host/script_host.h"
#include "script/host/serve_scripts.h"
#include "telemetry/log.h"

namespace wee {

/// This machine's backend of every port. app/linux and app/windows are the one place where sources' backends
/// are named; those of os/ and script/ come from their linux/ or windows/ folder as they are.

std::unique_ptr<Environment> make_environment();
std::unique_ptr<ProcessLauncher> make_process_launcher();
/// Opens what it needs at the first request.
std::unique_ptr<HttpClient> make_http_client(const Environment& environment);
std::unique_ptr<FileWriter> make_file_writer();
/// The environment must outlive both.
std::unique_ptr<Notifier> make_notifier(const Environment& environment);
std::unique_ptr<MediaPlayers> make_media_players(const Environment& environment);
/// Call it first thing: a signal that comes earlier ends the process in the system's way.
std::unique_ptr<TerminationSignals> make_termination_signals();

/// All three must outlive the factory and the sources that it makes.
std::unique_ptr<SourceFactory> make_source_factory(Log& log, const Clock& clock,
                                                   const Environment& environment);

/// Every type of source, in the order of the documentation.
std::vector<SourceKind> source_kinds_of_this_machine(const Environment& environment);

/// Starts the hosts of scripts, each a process of this very program.
std::unique_ptr<ScriptHostStarter> make_script_host_starter();
/// What such a process does: see `wee script-host`. The exit code.
int run_script_host(const ScriptExecutor& execute);

/// The arguments without the program's name: UTF-8 where the system keeps them as text, else the bytes.
std::vector<std::string> program_arguments(int count, char** arguments);

}  // namespace wee
