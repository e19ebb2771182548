#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "base/clock.h"
#include "telemetry/log.h"

namespace wee {

/// Tells the log how far the scan at a source's start has come: a line `scan_progress` every kInterval with
/// what was found until then, and a last one when it is done. A scan that takes less says nothing. Not
/// synchronised.
class ScanProgress {
public:
    static constexpr std::chrono::seconds kInterval{5};

    /// The scan begins. `log` and `clock` must outlive the object.
    ScanProgress(std::string source, Log& log, const Clock& clock)
        : source_(std::move(source)), log_(log), clock_(clock), next_line_(clock.steady_now() + kInterval) {}

    /// Cheap: to be called for each.
    void count_directory() { ++directories_; }
    void count_file() { ++files_; }
    /// Writes the line when it is due. To be called now and then.
    void report_due();
    /// Whatever is counted later is not of the start, and not told.
    void finish();

private:
    void write_line(std::string_view state, std::string_view end);

    const std::string source_;
    Log& log_;
    const Clock& clock_;
    SteadyTime next_line_;
    std::uint64_t directories_ = 0;
    std::uint64_t files_ = 0;
    bool has_told_ = false;
    bool is_finished_ = false;
};

}  // namespace wee
