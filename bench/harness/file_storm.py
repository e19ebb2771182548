"""A storm of files: how soon and how cheaply is the last of them seen?"""

import re

from children import READ_PAUSE_SECONDS, BenchmarkError, Child
from samples import as_text, columns_of, print_table, ratio
from workspace import Storm, storm_command

FILES = 20_000
# name -> subfolders, writers
LAYOUTS = {"one_folder": (0, 1), "200_folders": (200, 1), "1000_folders_two_writers": (1000, 2)}
SENTINEL = "sentinel"
BASELINE = "inotifywait"
COLUMNS = {"storm": "{:.0f}", "lag": "{:.1f}", "wall": "{:.0f}", "cpu": "{:.0f}",
           "wall_ratio": "{:.2f}", "cpu_ratio": "{:.2f}"}


def run(workspace, peers, turns, rounds):
    """Layout -> peer -> its numbers."""
    peers = {peer.name: peer for peer in peers if peer.report}
    results = {}
    for name, layout in LAYOUTS.items():
        samples = turns.take(peers, rounds, lambda peer: measure(workspace, peer, *layout))
        results[name] = evaluate(samples)
        show(f"File storm, {FILES} files, {name.replace('_', ' ')}", results[name])
    return results


def measure(workspace, peer, subfolders, writers):
    """Milliseconds: `storm` until the last file was made, `wall` until it was seen, `lag` between, `cpu`."""
    scratch = workspace.scratch()
    folder = scratch / "watched"
    folder.mkdir()
    for number in range(subfolders):
        (folder / f"d{number}").mkdir()
    with peer.report(scratch, folder, subfolders > 0) as watcher:
        cpu_before = watcher.cpu_seconds()
        with Child(storm_command(workspace, folder, FILES, subfolders, sentinel=SENTINEL, writers=writers)) as process:
            seen = wait_for_all(peer, watcher)
            cpu = watcher.cpu_seconds() - cpu_before
            storm = Storm(process.finish().decode())
        check(peer, watcher.stop())
    return {"wall": (seen - storm.start) / 1e6, "cpu": cpu * 1e3,
            "storm": (storm.end - storm.start) / 1e6, "lag": (seen - storm.end) / 1e6}


def wait_for_all(peer, watcher):
    """When the last file was reported (monotonic nanoseconds)."""
    seen = watcher.wait_for(SENTINEL, pause=READ_PAUSE_SECONDS)
    while not peer.keeps_order and count_named(watcher.output) < FILES:
        seen = watcher.wait_for_more()
    return seen


def count_named(output):
    return len(set(re.findall(rb"file-\d+", output)))


def check(peer, output):
    """Nothing may be lost; a peer that names files must have named each of them."""
    if hasattr(peer, "check"):
        peer.check(output, FILES)
    elif (named := count_named(output)) != FILES:
        raise BenchmarkError(f"it named {named} of {FILES} files")


def evaluate(samples):
    results = {name: columns_of(runs) for name, runs in samples.items()}
    if BASELINE in results:
        for columns in results.values():
            for key in ("wall", "cpu"):
                columns[f"{key}_ratio"] = ratio(columns[key], results[BASELINE][key])
    return results


def show(title, results):
    rows = [[name, *(as_text(columns.get(key), form) for key, form in COLUMNS.items())]
            for name, columns in results.items()]
    header = ["watcher", "storm ms", "lag ms", "wall ms", "CPU ms", "wall ratio", "CPU ratio"]
    print_table(title, header, rows)
