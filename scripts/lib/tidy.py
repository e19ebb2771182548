"""Runs clang-tidy over src/ (without tests): tidy.py REPOSITORY BUILD_FOLDER. Needs a finished build.

A file that passed is left out until it, a header it reads, its compiler call or .clang-tidy changes.
"""

import hashlib
import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path


def read_dependencies(build_folder):
    """Object file -> the files that it was compiled from, as Ninja keeps them."""
    output = subprocess.run(["ninja", "-C", build_folder, "-t", "deps"], capture_output=True, text=True, check=True)
    dependencies, current = {}, None
    for line in output.stdout.splitlines():
        if line.startswith("    "):
            current.append(line.strip())
        elif ": #deps" in line:
            current = dependencies.setdefault(line.split(": #deps")[0], [])
    return dependencies


def content_of(path, repository):
    """Our files by content, the system's by size and time: there are hundreds of those."""
    if repository in path.parents:
        return path.read_bytes()
    status = path.stat()
    return f"{status.st_size} {status.st_mtime_ns}".encode()


class Tidy:
    def __init__(self, repository, build_folder):
        self.repository, self.build_folder = repository, build_folder
        self.cache = build_folder.parent / "tidy-cache"
        self.cache.mkdir(exist_ok=True)
        self.dependencies = read_dependencies(build_folder)
        version = subprocess.run(["clang-tidy", "--version"], capture_output=True, check=True).stdout
        self.settings = version + (repository / ".clang-tidy").read_bytes()

    def key(self, entry):
        digest = hashlib.sha256(self.settings + entry["command"].encode())
        arguments = entry["command"].split()
        output = arguments[arguments.index("-o") + 1]
        for name in sorted(self.dependencies[output]):
            path = (self.build_folder / name).resolve()
            digest.update(str(path).encode() + b"\0" + content_of(path, self.repository) + b"\0")
        return digest.hexdigest()

    def check(self, entry):
        """True when the file is clean."""
        passed = self.cache / self.key(entry)
        if passed.exists():
            return True
        result = subprocess.run(["clang-tidy", "--quiet", "--extra-arg=-Wno-unknown-warning-option", "-p", self.build_folder,
                                 entry["file"]],
                                capture_output=True, text=True)
        clean = result.returncode == 0
        print(f"{'ok' if clean else 'FAILED':<7} {Path(entry['file']).relative_to(self.repository)}", flush=True)
        if clean:
            passed.touch()
        else:
            print(result.stdout, result.stderr, flush=True)
        return clean


def entries_of(repository, build_folder):
    entries = json.loads((build_folder / "compile_commands.json").read_text())
    sources = repository / "src"
    return [e for e in entries if sources in Path(e["file"]).parents and not e["file"].endswith("_test.cpp")]


def main(repository, build_folder):
    tidy, entries = Tidy(repository, build_folder), entries_of(repository, build_folder)
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        clean = list(pool.map(tidy.check, entries))
    print(f"clang-tidy: {len(clean)} files, {clean.count(False)} with findings")
    return 0 if all(clean) else 1


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
