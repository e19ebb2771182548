import time

from children import Child
from peers.peer import Peer


class Fswatch(Peer):
    name = program = "fswatch"

    def report(self, scratch, folder, recursive):
        child = Child(["fswatch", "--monitor", "inotify_monitor", "--latency", "0.1", "-r", folder])
        self._wait_until_watching(child, folder)
        return child

    @staticmethod
    def _wait_until_watching(child, folder):
        """It does not say when it watches: poke it until it answers."""
        for number in range(100):
            (folder / f"probe-{number}").touch()
            time.sleep(0.1)
            child.read()
            if b"probe-" in child.output:
                return
        child.wait_for("probe-", timeout=1)
