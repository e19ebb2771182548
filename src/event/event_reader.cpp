#include "event/event_reader.h"

#include <algorithm>
#include <cstring>
#include <span>
#include <utility>

namespace wee {
namespace {

constexpr std::size_t kBlockBytes = 256 * 1024;

Error too_long() {
    return Error("the line is longer than " + std::to_string(EventReader::kMaximumLineBytes) +
                 " bytes; an event takes some hundred");
}

bool is_blank(std::string_view line) {
    return line.find_first_not_of(" \t\r") == std::string_view::npos;
}

}  // namespace

EventReader::EventReader(EventInput input)
    : input_(std::move(input)), buffer_(kMaximumLineBytes + kBlockBytes) {}

EventReader::Outcome EventReader::read(EventBatch& events, std::size_t most) {
    const std::size_t start = events.size();
    while (events.size() - start < most) {
        const std::optional<std::string_view> line = peek_line();
        if (!line && events.size() == start && !at_end_) {
            if (const std::optional<Outcome> trouble = fill()) {
                return *trouble;
            }
            continue;
        }
        if (!line) {
            return events.size() > start ? Outcome::Events : Outcome::End;
        }
        const Result<void> result = read_line(*line, events);
        if (!result && events.size() > start) {
            return Outcome::Events;  // the bad line comes again
        }
        pass(*line);
        if (!result) {
            return report(Outcome::BadLine, result.error().message());
        }
    }
    return Outcome::Events;
}

Result<void> EventReader::read_line(std::string_view line, EventBatch& events) {
    if (is_blank(line)) {
        return {};
    }
    if (line.size() > kMaximumLineBytes) {
        return too_long();
    }
    Result<void> result = json_.read(line, lines_ + 1, events.emplace_back());
    if (!result) {
        events.pop_back();
    }
    return result;
}

std::optional<std::string_view> EventReader::peek_line() const {
    const std::string_view rest(buffer_.data() + begin_, end_ - begin_);
    const std::size_t length = rest.find('\n');
    if (length != std::string_view::npos) {
        return rest.substr(0, length);
    }
    return at_end_ && !rest.empty() ? std::optional(rest) : std::nullopt;
}

void EventReader::pass(std::string_view line) {
    begin_ = std::min(begin_ + line.size() + 1, end_);  // the last line may have no end
    ++lines_;
}

std::optional<EventReader::Outcome> EventReader::fill() {
    if (end_ - begin_ > kMaximumLineBytes) {
        return refuse_long_line();
    }
    std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
    end_ -= begin_;
    begin_ = 0;
    const Result<std::size_t> size = input_.read(std::span(buffer_).subspan(end_));
    if (!size) {
        problem_ = size.error().message();
        return Outcome::Failed;
    }
    at_end_ = size.value() == 0;
    end_ += size.value();
    return std::nullopt;
}

/// Passes over the line without keeping it.
EventReader::Outcome EventReader::refuse_long_line() {
    while (!peek_line() && !at_end_) {
        begin_ = end_;
        if (const std::optional<Outcome> trouble = fill()) {
            return *trouble;
        }
    }
    pass(peek_line().value_or(""));
    return report(Outcome::BadLine, too_long().message());
}

EventReader::Outcome EventReader::report(Outcome outcome, const std::string& reason) {
    problem_ = input_.name() + ':' + std::to_string(lines_) + ": " + reason;
    return outcome;
}

}  // namespace wee
