#include "script/runtime/script_output.h"

#include <string>

namespace wee {

void ScriptOutput::write(LogLevel level, std::string_view line) {
    if (is_cut_) {
        return;
    }
    if (line.size() < left_) {  // a line counts its end
        left_ -= line.size() + 1;
        calls_.log(level, line);
        return;
    }
    is_cut_ = true;
    if (left_ > 0) {
        calls_.log(level, line.substr(0, left_));
    }
    calls_.log(LogLevel::Warning, "the output is cut here: the script writes more than " +
                                      std::to_string(limit_) + " bytes, which is its limit");
}

}  // namespace wee
