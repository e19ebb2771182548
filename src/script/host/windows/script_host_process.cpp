#include <cstdio>

#include "script/host/serve_scripts.h"

namespace wee {

int run_script_host(const ScriptExecutor& /*execute*/) {
    std::fputs("wee script-host is not there on Windows yet\n", stderr);
    return 2;
}

}  // namespace wee
