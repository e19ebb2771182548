#pragma once

#include "script/host/byte_stream.h"
#include "script/runtime/value_limits.h"
#include "script/script_value.h"

namespace wee {

/// What is nested deeper than this is not carried: both ends recurse. A value of a script's may be as deep as
/// the runtime lets it, and stands in the list of a call.
inline constexpr int kDeepestCarried = static_cast<int>(kMostValueDepth) + 4;
/// More values than this in one message are refused: an empty one takes a byte there and 40 in memory.
inline constexpr std::size_t kMostCarried = kMostValues + 64;

/// False: nested too deep or too many; what was written is of no use then.
bool write_value(ByteWriter& writer, const ScriptValue& value);
bool write_list(ByteWriter& writer, const ScriptList& list);

/// A value of bytes that may be anything: `reader` has failed where they were no value.
ScriptValue read_value(ByteReader& reader);
ScriptList read_list(ByteReader& reader);

}  // namespace wee
