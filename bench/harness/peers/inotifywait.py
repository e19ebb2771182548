import subprocess

from children import Child
from peers.peer import Peer


class Inotifywait(Peer):
    """Asks the kernel for the same records as wee."""

    name = program = "inotifywait"
    events = "create,modify,attrib,close_write,delete,move"

    def report(self, scratch, folder, recursive):
        options = ["-e", self.events, "--format", "%e %w%f", *(["-r"] if recursive else [])]
        child = Child(["inotifywait", "-m", *options, folder], stderr=subprocess.STDOUT)
        child.wait_for("Watches established.")
        return child

    def launch(self, scratch, folder, command, log):
        loop = ('inotifywait -m -q -e create --format %w%f "$1" |'
                ' while read -r file; do "$2" "$3" "$file"; done')
        return Child(["/bin/sh", "-c", loop, "sh", folder, command, log])


class InotifywaitCreateOnly(Inotifywait):
    """Asks for a third of them: the least that a watcher can do."""

    name = "inotifywait -e create"
    events = "create"
    launch = None
