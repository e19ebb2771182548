#pragma once

namespace wee {

/// From now on this thread opens, makes and changes no file, and where the kernel knows how, uses no TCP port,
/// no abstract socket and no signal beyond its own domain. 0, or the errno. REQUIRES: no_new_privs is set.
int apply_landlock();

}  // namespace wee
