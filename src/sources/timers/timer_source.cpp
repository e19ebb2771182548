#include "sources/timers/timer_source.h"

#include <cstdint>
#include <string>
#include <system_error>
#include <thread>
#include <utility>

#include "base/timestamp.h"
#include "sources/timers/timer_schedule.h"

namespace wee {
namespace {

/// "60", "0.5"
std::string in_seconds(std::chrono::milliseconds interval) {
    const auto count = interval.count();
    std::string text = std::to_string(count / 1000);
    if (count % 1000 != 0) {
        const std::string decimals = std::to_string(1000 + count % 1000).substr(1);
        text += '.' + decimals.substr(0, decimals.find_last_not_of('0') + 1);
    }
    return text;
}

class TimerSource final : public Source {
public:
    TimerSource(TimerOptions options, const Clock& clock, std::unique_ptr<TimerAlarm> alarm)
        : options_(std::move(options)), clock_(clock), alarm_(std::move(alarm)) {}
    ~TimerSource() override { stop(); }
    TimerSource(const TimerSource&) = delete;
    TimerSource& operator=(const TimerSource&) = delete;

    [[nodiscard]] const std::string& name() const override { return options_.name; }
    Result<void> start(EventSink& sink) override;
    void request_stop() override { stop_.request_stop(); }
    void stop() override;

private:
    void tick_until_stopped(EventSink& sink);
    Event tick(const TimerDue& due);

    const TimerOptions options_;
    const Clock& clock_;
    const std::unique_ptr<TimerAlarm> alarm_;
    std::unique_ptr<TimerSchedule> schedule_;
    std::uint64_t ticks_ = 0;
    std::stop_source stop_;
    std::thread thread_;
};

Result<void> TimerSource::start(EventSink& sink) {
    const std::string prefix = "source '" + options_.name + "': ";
    if (Result<void> opened = alarm_->open(); !opened) {
        return Error(prefix + opened.error().message());
    }
    schedule_ = make_timer_schedule(options_, clock_);
    try {
        thread_ = std::thread([this, &sink] { tick_until_stopped(sink); });
    } catch (const std::system_error& failure) {
        return Error(prefix + "cannot start a thread: " + failure.code().message() +
                     "; raise the limit with 'ulimit -u' or TasksMax= of the service's unit");
    }
    return {};
}

void TimerSource::stop() {
    stop_.request_stop();
    if (thread_.joinable()) {
        thread_.join();
    }
}

void TimerSource::tick_until_stopped(EventSink& sink) {
    while (!stop_.stop_requested()) {
        if (const std::optional<TimerDue> due = schedule_->take_due(clock_)) {
            EventBatch batch;
            batch.push_back(tick(*due));
            sink.emit(std::move(batch));
        } else {
            alarm_->wait_until(schedule_->next(), stop_.get_token());
        }
    }
}

Event TimerSource::tick(const TimerDue& due) {
    Event event = make_event(EventKind::TimerTick, options_.name, clock_.wall_now());
    if (const auto* interval = std::get_if<IntervalTiming>(&options_.timing)) {
        event.metadata.set(FieldId::IntervalSeconds, in_seconds(interval->interval));
    }
    event.metadata.set(FieldId::TickCount, std::to_string(++ticks_));
    event.metadata.set(FieldId::ScheduledTime, format_timestamp(due.scheduled));
    if (due.missed > 0) {
        event.metadata.set("missed_ticks", std::to_string(due.missed));
    }
    return event;
}

}  // namespace

std::unique_ptr<Source> make_timer_source(TimerOptions options, const Clock& clock,
                                          std::unique_ptr<TimerAlarm> alarm) {
    return std::make_unique<TimerSource>(std::move(options), clock, std::move(alarm));
}

}  // namespace wee
