#pragma once

#include <atomic>
#include <cstdint>
#include <mutex>
#include <string>
#include <unordered_map>

#include "event/event_sink.h"

namespace wee {

/// What a source that is being replaced reported in its last moments: how often each thing, whichever source
/// says so and when.
class ReportedEvents {
public:
    void add(const Event& event) { ++counts_[text_of(event)]; }
    void add(const ReportedEvents& others);
    /// Takes one such event out; false when there is none.
    bool remove(const Event& event);

private:
    static std::string text_of(const Event& event);

    std::unordered_map<std::string, std::size_t> counts_;
};

/// Between one source and the bus: lets events through, or, while sources change hands, holds those of the new
/// one back and takes note of those of the old one. Any thread.
class SourceOutlet final : public EventSink {
public:
    enum class Mode { Open, Noting, Holding };

    /// `sink` must outlive the outlet.
    SourceOutlet(EventSink& sink, Mode mode) : sink_(sink), mode_(mode) {}

    void emit(EventBatch batch) override;

    /// What has passed so far.
    [[nodiscard]] std::uint64_t events() const { return events_; }
    /// How often the source said that it lost something.
    [[nodiscard]] std::uint64_t losses() const { return losses_; }

    /// From now on what passes is taken note of.
    void begin_noting();
    [[nodiscard]] ReportedEvents noted() const;
    /// Lets what was held go, but for what `reported` holds already (and takes it out there), then opens.
    void open_without(ReportedEvents& reported);

private:
    void pass_on(EventBatch batch);

    EventSink& sink_;
    mutable std::mutex mutex_;
    Mode mode_;
    ReportedEvents noted_;
    EventBatch held_;
    std::atomic<std::uint64_t> events_ = 0;
    std::atomic<std::uint64_t> losses_ = 0;
};

}  // namespace wee
