#include "app/backends.h"

#include <windows.h>

#include <shellapi.h>

#include "app/platform_source_factory.h"
#include "os/windows/wide_text.h"

namespace wee {

std::unique_ptr<SourceFactory> make_source_factory(Log& log, const Clock& clock, const Environment&) {
    return std::make_unique<PlatformSourceFactory>(PlatformSources{}, log, clock);
}

std::vector<SourceKind> source_kinds_of_this_machine(const Environment& /*environment*/) {
    return {{"file_watcher"},     {"process_monitor"}, {"window_watcher"},
            {"registry_monitor"}, {"timer", {{""}}},   {"replay", {{""}}}};
}

std::vector<std::string> program_arguments(int, char**) {
    SetConsoleOutputCP(CP_UTF8);
    int count = 0;
    wchar_t** wide = CommandLineToArgvW(GetCommandLineW(), &count);
    std::vector<std::string> arguments;
    for (int i = 1; i < count; ++i) {
        arguments.push_back(from_wide(wide[i]));
    }
    LocalFree(wide);
    return arguments;
}

}  // namespace wee
