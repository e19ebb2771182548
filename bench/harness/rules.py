"""Which rules does an event match? The rule set beside other matchers, by rules_bench, on one core."""

import json
import os

from children import run as run_command
from samples import as_text, print_table, summary

OURS = "wee"
NANOSECONDS = {"ns": 1, "us": 1e3, "ms": 1e6, "s": 1e9}


def run(workspace, peers, turns, rounds):
    """Number of rules -> matcher -> its numbers. The program fails when two find different rules."""
    command = [workspace.build / "bench" / "rules_bench", "--benchmark_format=json",
               "--benchmark_min_time=0.1", f"--benchmark_repetitions={rounds}"]
    text = run_command(command, timeout=1800,
                       preexec_fn=lambda: os.sched_setaffinity(0, {max(os.sched_getaffinity(0))}))
    results = evaluate(json.loads(text)["benchmarks"])
    show(results)
    return results


def evaluate(entries):
    results = {}
    for entry in entries:
        if entry["run_type"] != "iteration":
            continue
        what, matcher, rules = entry["run_name"].split("/")[:3]
        numbers = results.setdefault(rules, {}).setdefault(matcher, {})
        numbers.setdefault(f"{what}_ns", []).append(entry["cpu_time"] * NANOSECONDS[entry["time_unit"]])
        for counter in ("matches/event", "bytes/rule"):
            if counter in entry:
                numbers[counter.replace("/", "_per_")] = entry[counter]
    for matchers in results.values():
        for numbers in matchers.values():
            numbers |= {key: summary(values) for key, values in numbers.items() if key.endswith("_ns")}
        for numbers in matchers.values():
            numbers["ratio"] = numbers["match_ns"]["median"] / matchers[OURS]["match_ns"]["median"]
    return results


def show(results):
    rows = [[rules, matcher, as_text(numbers["match_ns"], "{:,.0f}"), f"{numbers['ratio']:,.1f}",
             f"{numbers['matches_per_event']:.3f}", compile_text(numbers), bytes_text(numbers)]
            for rules, matchers in results.items() for matcher, numbers in matchers.items()]
    print_table("Rules that an event matches, paths of 53 characters, one core",
                ["rules", "matcher", "CPU ns/event", "to wee", "matches/event", "compile ms", "bytes/rule"],
                rows)


def compile_text(numbers):
    return f"{numbers['compile_ns']['median'] / 1e6:,.1f}" if "compile_ns" in numbers else "-"


def bytes_text(numbers):
    return f"{numbers['bytes_per_rule']:,.0f}" if "bytes_per_rule" in numbers else "-"
