#include "tests/contract/launcher_backends.h"

#include "os/linux/posix_spawn_launcher.h"

namespace wee {

std::vector<LauncherBackend> launcher_backends() {
    LauncherBackend backend;
    backend.name = "PosixSpawn";
    backend.make = make_process_launcher;
    backend.ends_at_once.command = "/bin/true";
    backend.make_endless = [](ProcessLauncher&) {};
    backend.endless.command = "/bin/sleep";
    backend.endless.arguments = {"600"};
    backend.endless.timeout = std::chrono::minutes{10};
    return {backend};
}

}  // namespace wee
