"""The machine that the numbers are from."""

import os
import platform
from pathlib import Path


def value_after(path, key):
    for line in Path(path).read_text().splitlines():
        if line.startswith(key):
            return line.split(":", 1)[1].strip()
    return "unknown"


def describe():
    memory_kib = int(value_after("/proc/meminfo", "MemTotal").split()[0])
    return {
        "cpu": value_after("/proc/cpuinfo", "model name"),
        "cores": len(os.sched_getaffinity(0)),
        "memory_gib": round(memory_kib / 2**20, 1),
        "kernel": platform.release(),
        "system": platform.freedesktop_os_release().get("PRETTY_NAME", "unknown"),
        "load_before": os.getloadavg()[0],
    }


def as_text(machine):
    return (f"{machine['cores']} cores of {machine['cpu']}, {machine['memory_gib']} GiB, "
            f"Linux {machine['kernel']}, {machine['system']}")


def warning(machine):
    """A sentence when something else was running, or None."""
    if machine["load_before"] < 0.5:
        return None
    return (f"The load was {machine['load_before']:.2f} before the first benchmark: something else was "
            "running, so the numbers are provisional.")
