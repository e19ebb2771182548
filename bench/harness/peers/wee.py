import json
import subprocess

from children import BenchmarkError, Child
from peers.peer import Peer

SOURCE = """[[sources]]
name = "bench"
type = "file_watcher"
paths = [{folder}]
recursive = {recursive}
"""
RULE = """
[[rules]]
name = {name}
trigger = {{ type = "file_created", pattern = {pattern} }}
action = {action}
"""


def quoted(text):
    return json.dumps(str(text))  # a JSON string is a TOML string


def rule(name, pattern, action):
    return RULE.format(name=quoted(name), pattern=quoted(pattern), action=action)


class Wee(Peer):
    """With a rule that no file matches: what watching alone costs."""

    name = "wee"
    rule = rule("nothing", "*.none", '{ type = "log", message = "never" }')
    matches_every_file = False

    def __init__(self, workspace):
        self.program = workspace.wee

    def report(self, scratch, folder, recursive):
        sentinel = rule("sentinel", "sentinel", '{ type = "log", message = "saw sentinel" }')
        return self._start(scratch, folder, self.rule + sentinel, recursive)

    def launch(self, scratch, folder, command, log):
        arguments = f'[{quoted(log)}, "{{{{EVENT_PATH}}}}"]'
        action = f'{{ type = "execute", command = {quoted(command)}, args = {arguments} }}'
        # As silent as the peers, which print nothing for a command that went well.
        return self._start(scratch, folder, '[engine]\nlog_level = "warn"\n' + rule("launch", "*", action))

    def start_on(self, scratch, configuration):
        path = scratch / "wee.toml"
        path.write_text(configuration)
        return Child([self.program, "run", "-c", path, "--log-format", "json"], stderr=subprocess.STDOUT)

    def _start(self, scratch, folder, rules, recursive=False):
        source = SOURCE.format(folder=quoted(folder), recursive=str(recursive).lower())
        child = self.start_on(scratch, rules + source)
        child.wait_for('"ready"')
        return child

    def check(self, output, files):
        """The books at the end must hold every file."""
        lines = [json.loads(line) for line in output.splitlines()]
        summary = next((line for line in lines if line.get("event") == "summary"), None)
        if summary is None:
            raise BenchmarkError("wee printed no summary")
        lost = summary["generated"] - summary["processed"]
        matched = files + 1 if self.matches_every_file else 1  # and the sentinel
        if summary["generated"] <= files or lost or summary["dropped"] or summary["matched"] != matched:
            raise BenchmarkError(f"wee did not see every file: {summary}")
        if summary["actions_succeeded"] != matched:
            raise BenchmarkError(f"wee did not run every action: {summary}")
        return summary


class WeeCounting(Wee):
    """With a rule that matches every file and runs the cheapest action there is."""

    name = "wee, rule matches"
    rule = rule("count", "file-*", '{ type = "log", message = "{{EVENT_PATH}}", level = "debug" }')
    matches_every_file = True
    launch = None


class WeePrinting(WeeCounting):
    """Prints a line for every file, as the peers do."""

    name = "wee, prints each"
    rule = rule("print", "file-*", '{ type = "log", message = "{{EVENT_PATH}}" }')
