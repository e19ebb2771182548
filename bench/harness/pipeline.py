"""The inside, by Google Benchmark: every *_bench program without a table of its own, on one core."""

import json
import os
import statistics

from children import run as run_command
from samples import print_table


def run(workspace, peers, turns, rounds):
    """Program -> benchmark -> its numbers."""
    folder = workspace.build / "bench"
    programs = sorted(set(folder.glob("*_bench")) - {folder / "rules_bench", folder / "latency_bench", folder / "http_bench"})
    return {program.name: run_program(program, rounds) for program in programs}


def run_program(program, rounds):
    text = run_command([program, "--benchmark_format=json", f"--benchmark_repetitions={rounds}"],
                       preexec_fn=lambda: os.sched_setaffinity(0, {max(os.sched_getaffinity(0))}))
    samples = {}
    for entry in json.loads(text)["benchmarks"]:
        if entry["run_type"] == "iteration":
            samples.setdefault(entry["run_name"], []).append(entry)
    return show(program.name, {name: numbers(entries) for name, entries in samples.items()})


def numbers(entries):
    scale = {"ns": 1, "us": 1e3, "ms": 1e6, "s": 1e9}[entries[0]["time_unit"]]
    result = {"cpu_ns": statistics.median(entry["cpu_time"] * scale for entry in entries)}
    if "items_per_second" in entries[0]:
        rates = [entry["items_per_second"] for entry in entries]
        result |= {"items_per_second": statistics.median(rates), "min": min(rates), "max": max(rates)}
    return result


def show(title, results):
    rows = []
    for name, result in results.items():
        rate = spread = "-"
        if "items_per_second" in result:
            rate = f"{result['items_per_second']:,.0f}"
            spread = f"{result['min']:,.0f}-{result['max']:,.0f}"
        rows.append([name, f"{result['cpu_ns']:,.0f}", rate, spread])
    print_table(f"{title}, one core", ["benchmark", "CPU ns", "items/s", "min-max"], rows)
    return results
