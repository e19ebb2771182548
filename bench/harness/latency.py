"""From a file's creation to the rule that matches it, inside the engine."""

import json

from children import run as run_command
from samples import print_table, summary


def run(workspace, _peers, _turns, rounds):
    """Percentile -> its samples, in microseconds."""
    text = run_command([workspace.build / "bench/latency_bench", "--benchmark_format=json",
                        f"--benchmark_repetitions={rounds}"])
    entries = [entry for entry in json.loads(text)["benchmarks"] if entry["run_type"] == "iteration"]
    results = {key: summary([entry[key] for entry in entries]) for key in ("p50_us", "p99_us")}
    rows = [[key[:3], *(f"{result[part]:.0f}" for part in ("median", "min", "max"))]
            for key, result in results.items()]
    print_table("From a file's creation to the rule that matches, us", ["", "median", "min", "max"], rows)
    return results
