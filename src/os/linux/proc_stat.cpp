#include "os/linux/proc_stat.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>

#include "os/linux/file_descriptor.h"

namespace wee {
namespace {

constexpr std::size_t kChunk = 4096;

template <typename Number>
bool parse(std::string_view text, Number& number) {
    return std::from_chars(text.data(), text.data() + text.size(), number).ec == std::errc{};
}

/// `fields` begins with the state, proc(5)'s field 3.
bool parse_fields(std::string_view fields, ProcStatFields& stat) {
    bool good = true;
    for (int number = 3; number <= 22 && good; ++number) {
        const std::string_view field = fields.substr(0, fields.find(' '));
        fields.remove_prefix(std::min(fields.size(), field.size() + 1));
        switch (number) {
            case 3:
                stat.state = field.empty() ? '?' : field.front();
                break;
            case 4:
                good = parse(field, stat.parent);
                break;
            case 5:
                good = parse(field, stat.group);
                break;
            case 6:
                good = parse(field, stat.session);
                break;
            case 9:
                good = parse(field, stat.flags);
                break;
            case 20:
                good = parse(field, stat.threads);
                break;
            case 22:
                good = parse(field, stat.start_ticks);
                break;
            default:
                break;
        }
    }
    return good;
}

}  // namespace

std::optional<ProcStatFields> parse_proc_stat(std::string_view text) {
    const std::size_t begin = text.find('(');
    const std::size_t end = text.rfind(") ");
    if (begin == std::string_view::npos || end == std::string_view::npos || end < begin) {
        return std::nullopt;
    }
    ProcStatFields stat;
    stat.name = text.substr(begin + 1, end - begin - 1);
    return parse_fields(text.substr(end + 2), stat) ? std::optional(std::move(stat)) : std::nullopt;
}

std::optional<std::string> read_proc_file(const std::string& path, std::size_t limit) {
    const FileDescriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (!file.is_open()) {
        return std::nullopt;
    }
    std::string content;
    std::size_t size = 0;
    while (size < limit) {
        const std::size_t wanted = std::min(kChunk, limit - size);
        content.resize(size + wanted);
        const ssize_t count = ::read(file.number(), content.data() + size, wanted);
        if (count < 0) {
            return std::nullopt;
        }
        if (count == 0) {
            break;
        }
        size += static_cast<std::size_t>(count);
    }
    content.resize(size);
    return content;
}

}  // namespace wee
