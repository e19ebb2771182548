#include "app/sources_command.h"

#include <cstdio>

#include "app/backends.h"
#include "app/sources_report.h"

namespace wee {

ExitCode list_sources(const CommandLine& command_line) {
    const std::vector<SourceKind> kinds = source_kinds_of_this_machine(*make_environment());
    if (command_line.output_format == OutputFormat::Text) {
        std::fputs(sources_to_people(kinds).c_str(), stdout);
        return ExitCode::Fine;
    }
    for (const SourceKind& kind : kinds) {
        std::printf("%s\n", source_to_programs(kind).c_str());
    }
    return ExitCode::Fine;
}

}  // namespace wee
