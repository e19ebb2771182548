"""A storm of processes that end at once: is every start and stop seen, and what does seeing cost?"""

import json
import os
import shutil
import time

from children import READ_PAUSE_SECONDS, BenchmarkError, Child
from peers.peer import SEARCHED
from samples import as_text, columns_of, print_table
from workspace import Storm

# name -> processes, starts a second (0: as many as the machine can)
STORMS = {"limit": (20_000, 0), "paced": (10_000, 2_000)}
SETTLE_SECONDS = 0.5
COLUMNS = {"rate": "{:,.0f}", "starts_lost": "{:.0f}", "stops_lost": "{:.0f}", "cpu_percent": "{:.1f}",
           "rss_mib": "{:.1f}"}
CONFIGURATION = """[engine]
event_buffer_size = 1000000
[[sources]]
name = "bench"
type = "process_monitor"
backend = "{backend}"
process_names = ["process_stor*"]
[[rules]]
name = "starts"
trigger = {{ type = "process_started", command_line = "--never" }}
action = {{ type = "log", message = "never" }}
"""


class Forkstat:
    """Debian's: the process connector, a line for every event."""

    name = "forkstat"

    def missing(self):
        if os.geteuid() != 0:
            return "it needs root"
        return None if shutil.which("forkstat", path=SEARCHED) else "there is no forkstat"

    def start(self, _scratch):
        child = Child([shutil.which("forkstat", path=SEARCHED), "-l", "-e", "exec,exit"])
        time.sleep(SETTLE_SECONDS)
        return child

    def lost(self, child, processes):
        lines = bytes(child.output).decode(errors="replace").splitlines()
        seen = {kind: sum(kind in line and "process_storm" in line for line in lines)
                for kind in (" exec ", " exit ")}
        return max(0, processes - seen[" exec "]), max(0, processes - seen[" exit "])


class WeeProcesses:
    def __init__(self, workspace, backend):
        self.name = f"wee ({backend})"
        self._wee, self._backend = workspace.wee, backend

    def missing(self):
        return None if os.geteuid() == 0 else "it needs root"

    def start(self, scratch):
        path = scratch / "wee.toml"
        path.write_text(CONFIGURATION.format(backend=self._backend))
        child = Child([self._wee, "run", "-c", path, "--log-format", "json"])
        child.wait_for('"ready"')
        return child

    def lost(self, child, processes):
        """The storm's own process starts and stops as well: nothing else has that name."""
        lines = [json.loads(line) for line in bytes(child.output).splitlines()]
        summary = next((line for line in lines if line.get("event") == "summary"), None)
        if summary is None or summary["dropped"]:
            raise BenchmarkError(f"wee dropped events or printed no summary: {summary}")
        missing = 2 * (processes + 1) - summary["generated"]
        return max(0, (missing + 1) // 2), max(0, missing // 2)


def run(workspace, _peers, turns, rounds):
    """Storm -> peer -> its numbers."""
    peers = [WeeProcesses(workspace, "ebpf"), WeeProcesses(workspace, "netlink"), Forkstat()]
    for peer in peers:
        if reason := peer.missing():
            print(f"Skipped: {peer.name}: {reason}")
    able = {peer.name: peer for peer in peers if not peer.missing()}
    results = {}
    for name, (processes, rate) in STORMS.items():
        samples = turns.take(able, rounds, lambda peer: measure(workspace, peer, processes, rate))
        results[name] = {peer.replace(" ", "_"): columns_of(runs) for peer, runs in samples.items()}
        title = f"{rate:,} starts/s" if rate else "as fast as the machine can"
        show(f"Process storm, {processes:,} processes, {title}", results[name])
    return results


def measure(workspace, peer, processes, rate):
    with peer.start(workspace.scratch()) as watcher:
        before = watcher.cpu_seconds()
        with Child([workspace.process_storm, str(processes), str(rate)]) as process:
            while process.process.poll() is None:
                watcher.read()
                time.sleep(READ_PAUSE_SECONDS)
            storm = Storm(process.finish().decode())
        time.sleep(SETTLE_SECONDS)
        watcher.read()
        cpu, rss = watcher.cpu_seconds() - before, resident_mib(watcher.pid)
        watcher.stop()
        starts_lost, stops_lost = peer.lost(watcher, processes)
    seconds = (storm.end - storm.start) / 1e9
    return {"rate": processes / seconds, "starts_lost": starts_lost, "stops_lost": stops_lost,
            "cpu_percent": 100 * cpu / seconds, "rss_mib": rss}


def resident_mib(pid):
    with open(f"/proc/{pid}/statm", encoding="ascii") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20


def show(title, results):
    rows = [[name, *(as_text(columns.get(key), form) for key, form in COLUMNS.items())]
            for name, columns in results.items() if columns]
    print_table(title, ["watcher", "starts/s", "starts lost", "stops lost", "CPU % of a core", "RSS MiB"], rows)
