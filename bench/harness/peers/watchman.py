import json
import subprocess
import time

from children import BenchmarkError, Child, run
from peers.peer import Peer


class Watchman(Peer):
    """A server of our own in the foreground, and its client."""

    name = program = "watchman"
    keeps_order = False

    def report(self, scratch, folder, recursive):
        server = self._start_server(scratch)
        self._ask(scratch, ["watch", str(folder)])
        query = {"expression": ["type", "f"], "fields": ["name"]}
        return Subscription(server, self._client(scratch), ["subscribe", str(folder), "bench", query])

    def launch(self, scratch, folder, command, log):
        server = self._start_server(scratch)
        trigger = {"name": "bench", "expression": ["type", "f"], "append_files": True,
                   "command": [str(command), str(log)]}
        self._ask(scratch, ["watch", str(folder)])
        self._ask(scratch, ["trigger", str(folder), trigger])
        return server

    @staticmethod
    def _socket(scratch):
        return scratch / "watchman.sock"

    def _client(self, scratch):
        return ["watchman", f"--sockname={self._socket(scratch)}", "--no-spawn"]

    def _start_server(self, scratch):
        files = [f"--{kind}={scratch / f'watchman.{kind}'}" for kind in ("statefile", "logfile", "pidfile")]
        server = Child(["watchman", f"--sockname={self._socket(scratch)}", *files, "--foreground"],
                       stderr=subprocess.DEVNULL)
        deadline = time.monotonic() + 10
        while not self._socket(scratch).exists() and time.monotonic() < deadline:
            time.sleep(0.05)
        self._ask(scratch, ["get-pid"])
        return server

    def _ask(self, scratch, request):
        answer = json.loads(run([*self._client(scratch), "-j"], input=json.dumps(request)))
        if "error" in answer:
            raise BenchmarkError(f"watchman: {answer['error']}")


class Subscription(Child):
    """The output is the client's, the cost the server's."""

    def __init__(self, server, client, request):
        super().__init__([*client, "-j", "-p", "--no-pretty"], stdin=subprocess.PIPE)
        self.server = server
        self.process.stdin.write(json.dumps(request).encode() + b"\n")
        self.process.stdin.flush()
        self.wait_for('"clock"')

    @property
    def pid(self):
        return self.server.pid

    def stop(self):
        output = super().stop()
        self.server.stop()
        return output
