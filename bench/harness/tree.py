"""A large tree: how long until all of it is watched, and what watching it takes."""

import time

from file_storm import SENTINEL
from idle import memory_kib
from samples import as_text, columns_of, print_table, ratio

WIDTH = 316  # directories in the root, and in each of them: some 100,000
BASELINE = "inotifywait"
PEERS = ("wee", BASELINE, "watchman")
COLUMNS = {"start_ms": "{:,.0f}", "rss_mib": "{:.1f}", "start_ratio": "{:.2f}", "rss_ratio": "{:.2f}"}


def run(workspace, peers, turns, rounds):
    """Peer -> its numbers."""
    folder = make_tree(workspace)
    chosen = {peer.name: peer for peer in peers if peer.name in PEERS}
    samples = turns.take(chosen, rounds, lambda peer: measure(workspace, peer, folder))
    results = {name: columns_of(runs) for name, runs in samples.items() if runs}
    if BASELINE in results:
        for columns in results.values():
            columns["start_ratio"] = ratio(columns["start_ms"], results[BASELINE]["start_ms"])
            columns["rss_ratio"] = ratio(columns["rss_mib"], results[BASELINE]["rss_mib"])
    rows = [[name, *(as_text(columns.get(key), form) for key, form in COLUMNS.items())]
            for name, columns in results.items()]
    print_table(f"A tree of {WIDTH * WIDTH + WIDTH:,} directories",
                ["watcher", "until watched ms", "RSS MiB", "time ratio", "RSS ratio"], rows)
    return results


def make_tree(workspace):
    root = workspace.scratch() / "tree"
    for number in range(WIDTH):
        for inner in range(WIDTH):
            (root / f"d{number}" / f"d{inner}").mkdir(parents=inner == 0)
    return root


def measure(workspace, peer, folder):
    """Who sees nothing of a file in the last directory has not watched the tree."""
    start = time.monotonic()
    with peer.report(workspace.scratch(), folder, True) as watcher:
        taken = time.monotonic() - start
        sentinel = folder / f"d{WIDTH - 1}" / f"d{WIDTH - 1}" / SENTINEL
        sentinel.write_text("here\n")
        watcher.wait_for(SENTINEL)
        sentinel.unlink()
        return {"start_ms": taken * 1e3, "rss_mib": memory_kib(watcher.pid, "Rss") / 1024}
