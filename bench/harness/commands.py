"""A command for every file: how many a second in a burst, and how soon when they come one by one?"""

import time

from children import BenchmarkError
from samples import as_text, columns_of, percentile, print_table, ratio
from workspace import read_stamps, storm

FILES = 1_000
PACE_US = 5_000
BASELINE = "inotifywait | sh"
COLUMNS = {"rate": "{:.0f}", "p50": "{:.2f}", "p99": "{:.2f}", "rate_ratio": "{:.2f}", "p50_ratio": "{:.2f}"}
DISPLAYED = {"inotifywait": BASELINE}


def run(workspace, peers, turns, rounds):
    """Peer -> its numbers."""
    peers = {DISPLAYED.get(peer.name, peer.name): peer for peer in peers if peer.launch}
    results = evaluate(turns.take(peers, rounds, lambda peer: measure(workspace, peer)))
    show(results)
    return results


def measure(workspace, peer):
    burst, burst_stamps = start_commands(workspace, peer, 0)
    rate = FILES / ((max(burst_stamps.values()) - burst.start) / 1e9)
    paced, paced_stamps = start_commands(workspace, peer, PACE_US)
    latencies = [(paced_stamps[name] - created) / 1e6 for name, created in paced.created_at.items()]
    return {"rate": rate, "p50": percentile(latencies, 50), "p99": percentile(latencies, 99)}


def start_commands(workspace, peer, interval_us):
    """One peer, one storm: what was created when, and when the command for it started."""
    scratch = workspace.scratch()
    folder, log = scratch / "watched", scratch / "commands.log"
    folder.mkdir()
    log.touch()
    with peer.launch(scratch, folder, workspace.stamp, log) as child:
        wait_until_watching(folder, log)
        files = storm(workspace, folder, FILES, interval_us=interval_us)
        stamps = wait_for_commands(child, log, files.created_at)
    return files, stamps


def wait_until_watching(folder, log):
    """Not every peer says when it watches: create files until a command comes, then wait until no more do."""
    for number in range(200):
        (folder / f"probe-{number}").touch()
        time.sleep(0.1)
        if log.stat().st_size > 0:
            wait_until_quiet(log)
            return
    raise BenchmarkError("no command was started for any of 200 files")


def wait_until_quiet(log):
    size = -1
    while size != log.stat().st_size:
        size = log.stat().st_size
        time.sleep(0.3)


def wait_for_commands(child, log, names, timeout=60):
    deadline = time.monotonic() + timeout
    while True:
        child.read()
        stamps = read_stamps(log)
        missing = names.keys() - stamps.keys()
        if not missing:
            return {name: stamps[name] for name in names}
        if time.monotonic() > deadline:
            raise BenchmarkError(f"{len(missing)} of {len(names)} files got no command")
        time.sleep(0.2)  # the log is read whole: seldom, so as to disturb little


def evaluate(samples):
    results = {name: columns_of(runs) for name, runs in samples.items()}
    if BASELINE in results:
        for columns in results.values():
            for key in ("rate", "p50"):
                columns[f"{key}_ratio"] = ratio(columns[key], results[BASELINE][key])
    return results


def show(results):
    rows = [[name, *(as_text(columns.get(key), form) for key, form in COLUMNS.items())]
            for name, columns in results.items()]
    title = f"A command for each of {FILES} files (rate: at once; p50, p99: one every {PACE_US // 1000} ms)"
    print_table(title, ["peer", "commands/s", "p50 ms", "p99 ms", "rate ratio", "p50 ratio"], rows)
