"""Where a benchmark works: fresh folders on tmpfs, and the programs that were built."""

import itertools
import os
import shutil
import tempfile
from pathlib import Path

from children import BenchmarkError, run


class Workspace:
    """Use it in a `with`: it leaves nothing behind. `build` is the folder that CMake built in."""

    def __init__(self, build):
        self.build = build
        self.wee = build / "src/app/wee"
        self.storm = build / "bench/storm"
        self.stamp = build / "bench/stamp"
        self.process_storm = build / "bench/process_storm"
        self._numbers = itertools.count()

    def __enter__(self):
        memory = "/dev/shm" if os.path.isdir("/dev/shm") else None
        self.root = Path(tempfile.mkdtemp(prefix="wee-bench-", dir=memory))
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.root, ignore_errors=True)

    def scratch(self):
        """An empty folder that was never used before: for one peer in one round."""
        scratch = self.root / str(next(self._numbers))
        scratch.mkdir()
        return scratch


class Storm:
    """What the program `storm` did: when it created which file (monotonic nanoseconds)."""

    def __init__(self, text):
        times = {name: int(moment) for name, moment in (line.split() for line in text.splitlines())}
        if "end" not in times:
            raise BenchmarkError("the storm could not create its files; its message is above")
        self.start, self.end = times.pop("start"), times.pop("end")
        self.created_at = times


def storm_command(workspace, folder, files, subfolders=0, interval_us=0, sentinel="", writers=1):
    return [workspace.storm, folder, str(files), str(subfolders), str(interval_us), sentinel, str(writers)]


def storm(*arguments, **options):
    return Storm(run(storm_command(*arguments, **options)))


def read_stamps(log):
    """File name -> when the first command that was given it started."""
    stamps = {}
    for line in log.read_text().splitlines():
        moment, path = line.split(" ", 1)
        stamps.setdefault(os.path.basename(path), int(moment))
    return stamps
