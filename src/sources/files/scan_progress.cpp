#include "sources/files/scan_progress.h"

namespace wee {

void ScanProgress::report_due() {
    if (is_finished_) {
        return;
    }
    if (const SteadyTime now = clock_.steady_now(); now >= next_line_) {
        next_line_ = now + kInterval;
        has_told_ = true;
        write_line("is being scanned: ", " so far");
    }
}

void ScanProgress::finish() {
    if (has_told_ && !is_finished_) {
        write_line("was scanned: ", "");
    }
    is_finished_ = true;
}

void ScanProgress::write_line(std::string_view state, std::string_view end) {
    std::string message = "source '" + source_ + "': what it watches ";
    message += state;
    message += std::to_string(directories_) + " directories, " + std::to_string(files_) + " files";
    message += end;
    log_.info("scan_progress", message,
              {{"source", source_}, {"directories", directories_}, {"files", files_}});
}

}  // namespace wee
