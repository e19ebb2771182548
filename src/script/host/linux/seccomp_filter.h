#pragma once

namespace wee {

/// From now on this thread can only reckon, take memory, read and write open descriptors, and end. 0, or the
/// errno. REQUIRES: no_new_privs is set.
int apply_seccomp_filter();

}  // namespace wee
