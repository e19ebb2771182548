"""Sums the XML reports of all stages: summary.py REPORTS. Exit code 1 when anything failed."""

import re
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path


class Stage:
    def __init__(self, name, result, seconds):
        self.name, self.result, self.seconds = name, result, int(seconds)
        self.passed = 0
        self.failures = []  # lines for people
        self.skips = []


def reason_of(element):
    """The message of GTEST_SKIP or EXPECT_..., without the place it starts with, on one line."""
    lines = element.get("message", "").splitlines()
    return " ".join(lines[1:] or lines).strip() or "no reason given"


def add_case(stage, program, case):
    name = f"{stage.name}: {program}: {case.get('classname')}.{case.get('name')}"
    failure, skip = case.find("failure"), case.find("skipped")
    if failure is not None:
        stage.failures.append(f"{name}: {reason_of(failure)}")
    elif skip is not None:
        stage.skips.append(f"{name}: {reason_of(skip)}")
    elif case.get("status") == "run":
        stage.passed += 1
    else:
        stage.skips.append(f"{name}: disabled")


# What XML does not allow, and GoogleTest writes all the same when a test's parameter holds it.
NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def read_report(path):
    text = path.read_bytes().decode("utf-8", "replace")
    return ElementTree.fromstring(NOT_XML.sub("\ufffd", text))


def add_program(stage, folder, test):
    """One executable: what GoogleTest reports, and what CTest saw beyond that (a crash, a time-out, a sanitizer)."""
    program = test.get("name")
    report = folder / f"{program}_test.xml"
    failures_before = len(stage.failures)
    if report.exists():
        for case in read_report(report).iter("testcase"):
            add_case(stage, program, case)
    if test.get("status") == "run" and report.exists():
        return
    if len(stage.failures) == failures_before:
        stage.failures.append(f"{stage.name}: {program}: the program itself failed (its output is above)")


def read_stage(reports, line):
    stage = Stage(*line.split())
    folder = reports / stage.name
    if (folder / "ctest.xml").exists():
        for test in read_report(folder / "ctest.xml").iter("testcase"):
            add_program(stage, folder, test)
    if stage.result == "skipped":
        stage.skips.append(f"{stage.name}: the whole stage (its output says why)")
    elif stage.result != "ok" and not stage.failures:
        stage.failures.append(f"{stage.name}: the stage itself failed (its output is above)")
    return stage


def print_table(stages):
    print(f"\n{'stage':<10} {'result':<7} {'seconds':>7} {'passed':>7} {'failed':>7} {'skipped':>8}")
    for stage in stages:
        print(f"{stage.name:<10} {stage.result:<7} {stage.seconds:>7} {stage.passed:>7} "
              f"{len(stage.failures):>7} {len(stage.skips):>8}")


def print_list(title, lines):
    if lines:
        print(f"\n{title}:")
        for line in lines:
            print(f"  {line}")


def main(reports):
    stages = [read_stage(reports, line) for line in (reports / "stages").read_text().splitlines()]
    failures = [line for stage in stages for line in stage.failures]
    skips = [line for stage in stages for line in stage.skips]
    print_table(stages)
    print_list("Skipped", skips)
    print_list("Failed", failures)
    print(f"\n{sum(stage.passed for stage in stages)} passed, {len(failures)} failed, {len(skips)} skipped")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
