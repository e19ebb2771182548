import json
import subprocess

from children import Child
from peers.peer import Peer

SETTINGS = """module.exports = {
    flowFile: "flows.json", httpAdminRoot: false, httpNodeRoot: false, disableEditor: true,
    uiHost: "127.0.0.1", uiPort: 0, logging: { console: { level: "info" } },
    telemetry: { enabled: false }, credentialSecret: false,
};
"""


class NodeRed(Peer):
    """A watch node wired to an exec node, headless."""

    name = "Node-RED"
    program = "node"

    def __init__(self, folder):
        self.script = folder / "node_modules/node-red/red.js"

    def missing(self):
        return super().missing() or (None if self.script.exists() else "npm has not installed it")

    def launch(self, scratch, folder, command, log):
        return self._start(scratch, self._flow(folder, [str(command), str(log)]))

    @staticmethod
    def _flow(folder, command):
        place = {"z": "tab", "x": 100, "y": 100}
        return [
            {"id": "tab", "type": "tab", "label": "bench"},
            {"id": "n1", "type": "watch", **place, "files": str(folder), "recursive": "", "wires": [["n2"]]},
            {"id": "n2", "type": "exec", **place, "command": " ".join(command), "addpay": "payload",
             "append": "", "useSpawn": "true", "timer": "", "oldrc": False, "wires": [[], [], []]},
        ]

    def _start(self, scratch, flow):
        home = scratch / "node-red"
        home.mkdir()
        (home / "settings.js").write_text(SETTINGS)
        (home / "flows.json").write_text(json.dumps(flow))
        child = Child(["node", self.script, "--userDir", home], stderr=subprocess.STDOUT)
        child.wait_for("Started flows")
        return child
