#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string_view>

#include <boost/container/small_vector.hpp>
#include <boost/container/static_vector.hpp>

#include "event/event.h"
#include "rules/trigger.h"

namespace wee {

inline constexpr EventKindSet kFileKinds{EventKind::FileCreated, EventKind::FileModified,
                                         EventKind::FileDeleted, EventKind::FileRenamed};

/// What conditions look at in one event, prepared once for all rules. The bytes are as the event has them,
/// valid UTF-8 or not. The event must outlive it.
class EventTexts {
public:
    struct Path {
        std::string_view full;       ///< With `/` between segments, on Windows paths too.
        std::string_view file_name;  ///< The last segment.
    };
    static constexpr std::size_t kMaximumPaths = 2;
    /// What a subject may look at: views, and how many.
    using Texts = boost::container::static_vector<std::string_view, kMaximumPaths>;

    explicit EventTexts(const Event& event);
    EventTexts(const EventTexts&) = delete;
    EventTexts& operator=(const EventTexts&) = delete;

    [[nodiscard]] const Event& event() const { return event_; }
    /// None but for a file event; a rename's new and old one.
    [[nodiscard]] std::span<const Path> paths() const { return {paths_.data(), count_}; }
    /// process_name, else the last segment of exe, else empty.
    [[nodiscard]] std::string_view process_name() const;
    /// Every text that the subject stands for; none when the event lacks it.
    [[nodiscard]] Texts of(const Subject& subject) const;

private:
    void add(FieldId field);

    const Event& event_;
    std::array<Path, kMaximumPaths> paths_;
    std::size_t count_ = 0;
    /// Windows paths with their separators turned round. Long enough that only a very long path allocates.
    std::array<boost::container::small_vector<char, 4096>, kMaximumPaths> turned_;
};

}  // namespace wee
