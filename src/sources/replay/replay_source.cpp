#include "sources/replay/replay_source.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>
#include <system_error>
#include <thread>
#include <utility>

#include "event/event_reader.h"
#include "sources/replay/replay_pace.h"

namespace wee {
namespace {

constexpr std::size_t kEventsAtOnce = 1024;
/// A file of another kind is all bad lines: it must not flood the log.
constexpr std::uint64_t kReportedBadLines = 20;

class ReplaySource final : public Source {
public:
    ReplaySource(ReplaySourceOptions options, Log& log, const Clock& clock)
        : options_(std::move(options)), log_(log), pace_(options_.speed, clock) {}
    ~ReplaySource() override { end(); }

    [[nodiscard]] const std::string& name() const override { return options_.name; }
    Result<void> start(EventSink& sink) override;
    void request_stop() override { thread_.request_stop(); }
    void stop() override { end(); }

private:
    void end();
    void emit_all(EventReader& reader, EventSink& sink, const std::stop_token& stop);
    void report_bad_line(const std::string& problem);
    void report_end();

    const ReplaySourceOptions options_;
    Log& log_;
    ReplayPace pace_;
    std::uint64_t emitted_ = 0;
    std::uint64_t bad_lines_ = 0;
    std::jthread thread_;  // last: it uses all of the above
};

Result<void> ReplaySource::start(EventSink& sink) {
    const std::filesystem::path path(std::u8string(options_.path.begin(), options_.path.end()));
    std::error_code error;
    if (std::filesystem::exists(path, error) && !std::filesystem::is_regular_file(path, error)) {
        // A pipe could keep `stop` waiting.
        return Error("\"" + options_.path + "\" is no regular file; name a file with a JSON event a line");
    }
    Result<EventInput> input = EventInput::open(options_.path);
    if (!input) {
        return input.error();
    }
    thread_ = std::jthread([this, &sink, reader = EventReader(std::move(input).value())](
                               const std::stop_token& stop) mutable { emit_all(reader, sink, stop); });
    return {};
}

void ReplaySource::end() {
    thread_.request_stop();
    if (thread_.joinable()) {
        thread_.join();
    }
}

void ReplaySource::emit_all(EventReader& reader, EventSink& sink, const std::stop_token& stop) {
    const auto emit = [this, &sink](EventBatch events) {
        emitted_ += events.size();
        sink.emit(std::move(events));
    };
    while (!stop.stop_requested()) {
        EventBatch events;
        switch (reader.read(events, kEventsAtOnce)) {
            case EventReader::Outcome::Events:
                pace_.deliver(std::move(events), emit, stop);
                break;
            case EventReader::Outcome::BadLine:
                report_bad_line(reader.problem());
                break;
            case EventReader::Outcome::Failed:
                log_.error("replay_failed", "source \"" + options_.name + "\": " + reader.problem(),
                           {{"source", options_.name}});
                return;
            case EventReader::Outcome::End:
                report_end();
                return;
        }
    }
}

void ReplaySource::report_bad_line(const std::string& problem) {
    if (++bad_lines_ <= kReportedBadLines) {
        log_.error("replay_bad_line", "source \"" + options_.name + "\": " + problem,
                   {{"source", options_.name}});
    }
}

void ReplaySource::report_end() {
    log_.write(
        bad_lines_ == 0 ? LogLevel::Info : LogLevel::Warning, "replay_finished",
        "source \"" + options_.name + "\" has replayed all " + std::to_string(emitted_) +
            " events of its file" +
            (bad_lines_ == 0 ? std::string() : "; " + std::to_string(bad_lines_) + " lines were no event"),
        {{"source", options_.name}, {"events", emitted_}, {"bad_lines", bad_lines_}});
}

}  // namespace

std::unique_ptr<Source> make_replay_source(ReplaySourceOptions options, Log& log, const Clock& clock) {
    return std::make_unique<ReplaySource>(std::move(options), log, clock);
}

}  // namespace wee
