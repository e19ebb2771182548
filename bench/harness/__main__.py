"""Runs the benchmarks on a finished build; bench/run calls it."""

import argparse
import json
import sys
from pathlib import Path

import children
import commands
import file_storm
import goals
import http_requests
import idle
import latency
import machine
import pipeline
import processes
import rules
import tree
from peers import all_peers
from turns import Turns
from workspace import Workspace

BENCHMARKS = {"storm": (file_storm.run, 9), "commands": (commands.run, 5), "pipeline": (pipeline.run, 7),
              "rules": (rules.run, 5), "idle": (idle.run, 20), "processes": (processes.run, 5),
              "tree": (tree.run, 3), "latency": (latency.run, 3),
              "http": (http_requests.run, 5)}


def parse_arguments():
    parser = argparse.ArgumentParser(prog="bench/run", description="Measures wee beside its peers.")
    parser.add_argument("benchmarks", nargs="*", metavar="BENCHMARK",
                        help=f"which to run; without any, all of: {', '.join(BENCHMARKS)}")
    parser.add_argument("--peers", help="run only these, by name: wee,inotifywait,...")
    parser.add_argument("--rounds", type=int, help="how often each peer is measured, in turns")
    parser.add_argument("--build", type=Path, required=True, help=argparse.SUPPRESS)
    parser.add_argument("--output", type=Path, required=True, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    for name in arguments.benchmarks:
        if name not in BENCHMARKS:
            parser.error(f"there is no benchmark '{name}'; write one of: {', '.join(BENCHMARKS)}")
    return arguments


def choose_peers(workspace, arguments):
    """Those that were asked for and can run here; a line for each that cannot."""
    peers = all_peers(workspace, arguments.output / "node-red")
    if arguments.peers is not None:
        wanted = arguments.peers.split(",")
        peers = [peer for peer in peers if any(peer.name.startswith(name) for name in wanted)]
    for peer in peers:
        if reason := peer.missing():
            print(f"Skipped: {peer.name}: {reason}")
    return [peer for peer in peers if not peer.missing()]


def run_benchmarks(workspace, turns, arguments):
    """The results by benchmark."""
    peers, results = choose_peers(workspace, arguments), {}
    for name in arguments.benchmarks or BENCHMARKS:
        run, rounds = BENCHMARKS[name]
        results[name] = run(workspace, peers, turns, arguments.rounds or rounds)
    return results


def main():
    arguments = parse_arguments()
    described = machine.describe()
    print(f"Machine: {machine.as_text(described)}")
    print(machine.warning(described) or "Nothing else was running.")
    turns = Turns()
    with Workspace(arguments.build) as workspace:
        try:
            results = run_benchmarks(workspace, turns, arguments)
        finally:
            children.stop_all()
    outcome = goals.check(results)
    everything = {"machine": described, "results": results, "goals": outcome, "failures": turns.failures}
    path = arguments.output / "results.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(everything, indent=1))
    print(f"\nAll numbers: {path}")
    return 1 if turns.failures else 0


if __name__ == "__main__":
    sys.exit(main())
