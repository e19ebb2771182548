#pragma once

#include <string>

#include "script/script_value.h"

namespace wee {

/// The value as JSON on one line. Numbers that JSON has no form for are null; bytes that are no UTF-8 appear as
/// the text `\xHH`.
std::string to_json(const ScriptValue& value);

/// A value that is no list or table as text, "" for nothing: as templates show it.
std::string to_text(const ScriptValue& value);

}  // namespace wee
