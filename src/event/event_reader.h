#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "event/event.h"
#include "event/event_input.h"
#include "event/event_json.h"

namespace wee {

/// What to do about a line that is no event.
enum class BadLines { Stop, Skip };

/// Reads recorded events, one JSON object a line (event/event_json.h), batch by batch. Lines may end in LF or
/// CRLF, the last one in nothing; empty lines are passed over. Not synchronised.
class EventReader {
public:
    static constexpr std::size_t kMaximumLineBytes = 1024 * 1024;

    enum class Outcome {
        Events,   ///< Some were read; there may be more.
        End,      ///< There are no more.
        BadLine,  ///< The next line is no event: `problem` says where and why. Reading may go on behind it.
        Failed,   ///< The input cannot be read: `problem` says why.
    };

    explicit EventReader(EventInput input);

    /// Appends at most `most` (at least 1) events; fewer when the next ones would have to be waited for, or
    /// when the next line is bad. Nothing is appended unless the outcome is Events.
    Outcome read(EventBatch& events, std::size_t most);

    /// "events.jsonl:7: the event has no "kind": ...". REQUIRES: the last outcome was BadLine or Failed.
    [[nodiscard]] const std::string& problem() const { return problem_; }

private:
    /// The next line without its end, when all of it is there.
    [[nodiscard]] std::optional<std::string_view> peek_line() const;
    void pass(std::string_view line);
    /// Reads more; what keeps it from that.
    std::optional<Outcome> fill();
    Outcome refuse_long_line();
    Result<void> read_line(std::string_view line, EventBatch& events);
    Outcome report(Outcome outcome, const std::string& reason);

    EventInput input_;
    EventJsonReader json_;
    std::vector<char> buffer_;
    std::size_t begin_ = 0;  ///< What is between here and end_ was not looked at yet.
    std::size_t end_ = 0;
    std::uint64_t lines_ = 0;  ///< How many were passed.
    bool at_end_ = false;
    std::string problem_;
};

}  // namespace wee
