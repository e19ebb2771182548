#pragma once

namespace wee {

/// Opens /dev/null as every standard stream that is closed (`wee run >&-`). Else the next descriptor of ours
/// would get that number: what is printed would go into it, and it would be lost where a child's streams are
/// set up. Call it before anything else opens a descriptor; again does no harm.
void occupy_standard_descriptors();

}  // namespace wee
