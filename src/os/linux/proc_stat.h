#pragma once

#include <sys/types.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace wee {

/// What proc(5) says of /proc/PID/stat (and of a thread's), as far as it is asked for here.
struct ProcStatFields {
    std::string name;  ///< At most 15 bytes; may hold blanks, parentheses and line feeds.
    char state = '?';
    pid_t parent = 0;
    pid_t group = 0;
    std::uint32_t session = 0;
    std::uint32_t flags = 0;
    long threads = 1;
    std::uint64_t start_ticks = 0;  ///< Since boot.
};

/// Nothing for what is no such text.
std::optional<ProcStatFields> parse_proc_stat(std::string_view text);

/// Up to `limit` bytes of a file below /proc; nothing when it cannot be read.
std::optional<std::string> read_proc_file(const std::string& path, std::size_t limit);

}  // namespace wee
