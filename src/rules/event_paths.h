#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string_view>

#include <boost/container/small_vector.hpp>

#include "event/event.h"

namespace wee {

inline constexpr EventKindSet kFileKinds{EventKind::FileCreated, EventKind::FileModified,
                                         EventKind::FileDeleted, EventKind::FileRenamed};

/// What path conditions look at in one event, prepared once for all rules: none, the path, or a rename's new
/// and old one. The bytes are as the event has them, valid UTF-8 or not. The event must outlive it.
class EventPaths {
public:
    struct Path {
        std::string_view full;       ///< With `/` between segments, on Windows paths too.
        std::string_view file_name;  ///< The last segment.
    };

    explicit EventPaths(const Event& event);
    EventPaths(const EventPaths&) = delete;
    EventPaths& operator=(const EventPaths&) = delete;

    [[nodiscard]] std::span<const Path> all() const { return {paths_.data(), count_}; }

    static constexpr std::size_t kMaximumCount = 2;

private:
    void add(const Event& event, FieldId field);

    std::array<Path, kMaximumCount> paths_;
    std::size_t count_ = 0;
    /// Windows paths with their separators turned round. Long enough that only a very long path allocates.
    std::array<boost::container::small_vector<char, 512>, kMaximumCount> turned_;
};

}  // namespace wee
