#include "sources/processes/command_line_text.h"

#include <algorithm>

namespace wee {
namespace {

constexpr std::string_view kCutMark = "...";

bool is_plain(char byte) {
    const auto is_between = [byte](char first, char last) { return byte >= first && byte <= last; };
    return is_between('a', 'z') || is_between('A', 'Z') || is_between('0', '9') ||
           static_cast<unsigned char>(byte) >= 0x80 ||
           std::string_view("@%+=:,./_-").find(byte) != std::string_view::npos;
}

void append_argument(std::string& line, std::string_view argument) {
    if (!argument.empty() && std::ranges::all_of(argument, is_plain)) {
        line.append(argument);
        return;
    }
    line.push_back('\'');
    for (const char byte : argument) {
        if (byte == '\'') {
            line.append("'\\''");
        } else {
            line.push_back(byte);
        }
    }
    line.push_back('\'');
}

/// Without what ends the last argument, and without what setproctitle() and its like leave behind.
std::string_view without_padding(std::string_view arguments) {
    const std::size_t last = arguments.find_last_not_of('\0');
    const std::size_t nuls = arguments.size() - (last == std::string_view::npos ? 0 : last + 1);
    if (nuls > 2) {
        arguments.remove_suffix(nuls);
    } else if (nuls > 0) {
        arguments.remove_suffix(1);
    }
    return arguments;
}

/// At the limit, or before the character that lies across it.
std::size_t cut_position(std::string_view line) {
    std::size_t position = kLongestCommandLine;
    const auto is_inside = [&] { return (static_cast<unsigned char>(line[position]) & 0xC0U) == 0x80; };
    while (position > kLongestCommandLine - 4 && is_inside()) {
        --position;
    }
    return position;
}

}  // namespace

CommandLineText command_line_text(std::string_view arguments, bool is_cut) {
    CommandLineText result{{}, is_cut};
    if (arguments.empty()) {
        return result;
    }
    std::string_view rest = without_padding(arguments);
    result.text.reserve(std::min(rest.size() + 8, kLongestCommandLine + 8));
    while (result.text.size() <= kLongestCommandLine) {
        const std::size_t end = rest.find('\0');
        append_argument(result.text, rest.substr(0, std::min(end, kLongestCommandLine + 1)));
        if (end == std::string_view::npos) {
            break;
        }
        rest.remove_prefix(end + 1);
        result.text.push_back(' ');
    }
    if (result.text.size() > kLongestCommandLine) {
        result.text.resize(cut_position(result.text));
        result.is_cut = true;
    }
    if (result.is_cut) {
        result.text.append(kCutMark);
    }
    return result;
}

}  // namespace wee
