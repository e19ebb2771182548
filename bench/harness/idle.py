"""What waiting costs, and how long it takes until it begins."""

import re
import time
from pathlib import Path

from children import BenchmarkError
from samples import as_text, print_table, summary

SETTLE_SECONDS = 2
WATCH_SECONDS = 10
PEERS = ("wee", "inotifywait", "fswatch", "watchman", "incron", "Node-RED")
SAY_READY = ("wee", "inotifywait")


def run(workspace, peers, turns, rounds):
    """Peer -> its numbers."""
    peers = {peer.name: peer for peer in peers if peer.name in PEERS}
    results = {name: looks[0] for name, looks in
               turns.take(peers, 1, lambda peer: look_at(workspace, peer)).items()}
    starters = {name: peers[name] for name in results if name in SAY_READY}
    for name, times in turns.take(starters, rounds, lambda peer: time_start(workspace, peer)).items():
        results[name]["start_ms"] = summary(times)
    show(results)
    return results


def start(workspace, peer):
    scratch = workspace.scratch()
    folder = scratch / "watched"
    folder.mkdir()
    if peer.report:
        return peer.report(scratch, folder, False)
    return peer.launch(scratch, folder, workspace.stamp, scratch / "commands.log")


def look_at(workspace, peer):
    with start(workspace, peer) as child:
        time.sleep(SETTLE_SECONDS)
        cpu, switches = child.cpu_seconds(), wake_ups(child.pid)
        time.sleep(WATCH_SECONDS)
        if child.process.poll() is not None:
            raise BenchmarkError(f"it ended by itself: {bytes(child.output[-300:])!r}")
        return {"rss_kib": memory_kib(child.pid, "Rss"), "pss_kib": memory_kib(child.pid, "Pss"),
                "cpu_ms": (child.cpu_seconds() - cpu) * 1e3,
                "wake_ups_per_second": (wake_ups(child.pid) - switches) / WATCH_SECONDS}


def memory_kib(pid, key):
    text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    return int(re.search(rf"^{key}:\s+(\d+) kB", text, re.MULTILINE)[1])


def wake_ups(pid):
    """Voluntary context switches of all its threads."""
    texts = [(task / "status").read_text() for task in Path(f"/proc/{pid}/task").iterdir()]
    return sum(int(re.search(r"^voluntary_ctxt_switches:\s+(\d+)", text, re.MULTILINE)[1]) for text in texts)


def time_start(workspace, peer):
    """Milliseconds from exec to the line that says that it watches."""
    with start(workspace, peer) as child:
        return (child.found_at - child.started_at) / 1e6


def show(results):
    rows = []
    for name, result in results.items():
        rows.append([name, f"{result['rss_kib'] / 1024:.1f}", f"{result['pss_kib'] / 1024:.1f}",
                     f"{result['cpu_ms']:.2f}", f"{result['wake_ups_per_second']:.1f}",
                     as_text(result.get("start_ms"))])
    print_table(f"Idle for {WATCH_SECONDS} s",
                ["peer", "RSS MiB", "PSS MiB", "CPU ms", "wake-ups/s", "exec to watching ms"], rows)
