#include "sources/desktop/linux/x11_text.h"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace wee {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";  // U+FFFD
constexpr char kEscape = '\x1B';
constexpr char kControlSequence = '\x9B';

void append_latin1(std::string& text, char byte) {
    const auto code = static_cast<unsigned char>(byte);
    if (code < 0x80U) {
        text += byte;
    } else {
        text += static_cast<char>(0xC0U | (code >> 6U));
        text += static_cast<char>(0x80U | (code & 0x3FU));
    }
}

class CompoundText {
public:
    explicit CompoundText(std::string_view bytes) : rest_(bytes) {}

    std::string decode() {
        while (!rest_.empty()) {
            if (rest_.front() == kEscape) {
                take_escape();
            } else if (rest_.front() == kControlSequence) {
                take_control_sequence();
            } else {
                take_byte();
            }
        }
        return std::move(text_);
    }

private:
    enum class CharacterSet { Known, Foreign };

    // Bytes 0x20 to 0x2F lead on, and the next one ends the sequence.
    void take_escape() {
        std::size_t length = 1;
        while (length < rest_.size() && rest_[length] >= 0x20 && rest_[length] <= 0x2F) {
            ++length;
        }
        const std::string_view sequence = rest_.substr(1, length);
        rest_.remove_prefix(std::min(length + 1, rest_.size()));
        if (sequence == "%G") {
            take_utf8();
        } else if (sequence.starts_with("%/")) {
            take_extended_segment();
        } else if (sequence.starts_with('(') || sequence.starts_with("$(") ||
                   (sequence.starts_with('$') && sequence.size() == 2)) {
            lower_ = sequence == "(B" || sequence == "(J" ? CharacterSet::Known : CharacterSet::Foreign;
        } else if (sequence.starts_with('-') || sequence.starts_with(')') || sequence.starts_with("$)")) {
            upper_ = sequence == "-A" ? CharacterSet::Known : CharacterSet::Foreign;
        }
    }

    void take_utf8() {
        constexpr std::string_view kEnd = "\x1B%@";
        const std::size_t end = rest_.find(kEnd);
        text_ += rest_.substr(0, end);
        rest_.remove_prefix(end == std::string_view::npos ? rest_.size() : end + kEnd.size());
    }

    // Two bytes say how much follows in an encoding that goes by a name.
    void take_extended_segment() {
        if (rest_.size() < 2) {
            rest_ = {};
            return;
        }
        const auto high = static_cast<unsigned char>(rest_[0]) & 0x7FU;
        const auto low = static_cast<unsigned char>(rest_[1]) & 0x7FU;
        rest_.remove_prefix(std::min<std::size_t>(2 + high * 128 + low, rest_.size()));
        text_ += kReplacement;
    }

    // The direction of writing; ends with a byte from 0x40 on.
    void take_control_sequence() {
        std::size_t length = 1;
        while (length < rest_.size() && rest_[length] < 0x40) {
            ++length;
        }
        rest_.remove_prefix(std::min(length + 1, rest_.size()));
    }

    void take_byte() {
        const char byte = rest_.front();
        rest_.remove_prefix(1);
        const auto code = static_cast<unsigned char>(byte);
        const bool is_control = code < 0x20U;
        if (is_control || (code < 0x80U ? lower_ : upper_) == CharacterSet::Known) {
            append_latin1(text_, byte);
        } else {
            text_ += kReplacement;
        }
    }

    std::string_view rest_;
    std::string text_;
    CharacterSet lower_ = CharacterSet::Known;
    CharacterSet upper_ = CharacterSet::Known;
};

}  // namespace

std::string latin1_to_utf8(std::string_view bytes) {
    std::string text;
    text.reserve(2 * bytes.size());
    for (const char byte : bytes) {
        append_latin1(text, byte);
    }
    return text;
}

std::string compound_text_to_utf8(std::string_view bytes) {
    return CompoundText(bytes).decode();
}

}  // namespace wee
