#include "os/linux/tzif_time_zone.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "os/linux/posix_zone_rule.h"

namespace wee {
namespace {

using std::chrono::seconds;
using std::chrono::sys_seconds;

/// Takes numbers in network order from the front; remembers when the bytes were not enough.
class BytesReader {
public:
    explicit BytesReader(std::string_view bytes) : rest_(bytes) {}

    [[nodiscard]] bool failed() const { return failed_; }
    std::string_view bytes(std::size_t count) {
        failed_ = failed_ || count > rest_.size();
        const std::string_view taken = rest_.substr(0, failed_ ? 0 : count);
        rest_.remove_prefix(taken.size());
        return taken;
    }
    template <typename Number>
    Number number() {
        std::uint64_t value = 0;
        for (const char byte : bytes(sizeof(Number))) {
            value = value << 8U | static_cast<unsigned char>(byte);
        }
        return static_cast<Number>(value);
    }
    [[nodiscard]] std::string_view rest() const { return rest_; }

private:
    std::string_view rest_;
    bool failed_ = false;
};

struct Header {
    char version = '\0';
    std::uint32_t utc_flags = 0;
    std::uint32_t standard_flags = 0;
    std::uint32_t leap_seconds = 0;
    std::uint32_t transitions = 0;
    std::uint32_t types = 0;
    std::uint32_t letters = 0;
};

constexpr std::size_t kTypeBytes = 6;
constexpr std::uint32_t kMostOfAnything = 1'000'000;

std::optional<Header> read_header(BytesReader& reader) {
    Header header;
    const bool is_tzif = reader.bytes(4) == "TZif";
    header.version = reader.number<char>();
    reader.bytes(15);
    for (std::uint32_t* count : {&header.utc_flags, &header.standard_flags, &header.leap_seconds,
                                 &header.transitions, &header.types, &header.letters}) {
        *count = reader.number<std::uint32_t>();
        if (*count > kMostOfAnything) {
            return std::nullopt;
        }
    }
    return is_tzif && !reader.failed() && header.types > 0 ? std::optional(header) : std::nullopt;
}

std::size_t size_of_data(const Header& header, std::size_t time_bytes) {
    return header.transitions * (time_bytes + 1) + header.types * kTypeBytes + header.letters +
           header.leap_seconds * (time_bytes + 4) + header.standard_flags + header.utc_flags;
}

struct Transition {
    sys_seconds begin;
    seconds offset;
};

class TzifTimeZone final : public TimeZone {
public:
    TzifTimeZone(seconds first, std::vector<Transition> transitions, std::optional<PosixZoneRule> rule)
        : first_(first), transitions_(std::move(transitions)), rule_(rule) {}

    [[nodiscard]] ZonePeriod period_at(sys_seconds instant) const override {
        const auto next = std::ranges::upper_bound(transitions_, instant, {}, &Transition::begin);
        if (next == transitions_.end() && rule_) {
            ZonePeriod period = rule_->period_at(instant);
            if (!transitions_.empty()) {
                period.begin = std::max(period.begin, transitions_.back().begin);
            }
            return period;
        }
        const bool is_first = next == transitions_.begin();
        return {is_first ? kBeginning : std::prev(next)->begin,
                next == transitions_.end() ? kEnd : next->begin, is_first ? first_ : std::prev(next)->offset};
    }

private:
    const seconds first_;
    const std::vector<Transition> transitions_;
    const std::optional<PosixZoneRule> rule_;
};

std::vector<sys_seconds> read_times(BytesReader& reader, std::uint32_t count) {
    std::vector<sys_seconds> times;
    for (std::uint32_t i = 0; i < count && !reader.failed(); ++i) {
        const seconds time{reader.number<std::int64_t>()};
        times.push_back(sys_seconds{
            std::clamp(time, TimeZone::kBeginning.time_since_epoch(), TimeZone::kEnd.time_since_epoch())});
    }
    return times;
}

std::vector<seconds> read_offsets(BytesReader& reader, std::uint32_t count) {
    constexpr seconds kLargest = std::chrono::hours{26};
    std::vector<seconds> offsets;
    for (std::uint32_t i = 0; i < count && !reader.failed(); ++i) {
        offsets.push_back(std::clamp(seconds{reader.number<std::int32_t>()}, -kLargest, kLargest));
        reader.bytes(kTypeBytes - sizeof(std::int32_t));
    }
    return offsets;
}

/// The last line: what goes on after the last transition.
std::optional<PosixZoneRule> read_footer(std::string_view text) {
    if (!text.starts_with('\n') || !text.ends_with('\n') || text.size() < 2) {
        return std::nullopt;
    }
    return PosixZoneRule::parse(text.substr(1, text.size() - 2));
}

std::shared_ptr<const TimeZone> read_data(BytesReader& reader, const Header& header) {
    const std::vector<sys_seconds> times = read_times(reader, header.transitions);
    const std::string_view types = reader.bytes(header.transitions);
    const std::vector<seconds> offsets = read_offsets(reader, header.types);
    reader.bytes(header.letters + header.leap_seconds * 12 + header.standard_flags + header.utc_flags);
    if (reader.failed() || !std::ranges::is_sorted(times)) {
        return nullptr;
    }
    std::vector<Transition> transitions;
    for (std::size_t i = 0; i < times.size(); ++i) {
        const auto type = static_cast<unsigned char>(types[i]);
        if (type >= offsets.size()) {
            return nullptr;
        }
        transitions.push_back({times[i], offsets[type]});
    }
    return std::make_shared<TzifTimeZone>(offsets.front(), std::move(transitions),
                                          read_footer(reader.rest()));
}

}  // namespace

std::shared_ptr<const TimeZone> read_tzif(std::string_view bytes) {
    BytesReader reader(bytes);
    const std::optional<Header> old_header = read_header(reader);
    if (!old_header || old_header->version < '2') {
        return nullptr;
    }
    constexpr std::size_t kOldTimeBytes = 4;  // version 1's data come first, for old readers
    reader.bytes(size_of_data(*old_header, kOldTimeBytes));
    const std::optional<Header> header = read_header(reader);
    return header ? read_data(reader, *header) : nullptr;
}

}  // namespace wee
