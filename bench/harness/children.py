"""The processes that a benchmark starts, watches and ends. Nothing else is ever signalled."""

import fcntl
import os
import select
import signal
import subprocess
import time

PIPE_BYTES = 1 << 20
READ_PAUSE_SECONDS = 0.001  # between reads of a flood, so that reading takes no core from what is measured


class BenchmarkError(Exception):
    """A run that cannot be counted: something was lost, or never came."""


_running = set()  # every Child that was not stopped yet


def stop_all():
    """After a failure: what was started half-way is in nobody's `with`."""
    for child in list(_running):
        child.stop()


class Child:
    """A process in a session of its own, with its standard output read on demand. Use it in a `with`."""

    def __init__(self, command, **options):
        options.setdefault("stdin", subprocess.DEVNULL)
        self.output = bytearray()
        self.found_at = None  # when `wait_for` last found its text, in monotonic nanoseconds
        self.started_at = time.monotonic_ns()
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, start_new_session=True, **options)
        self._pipe = self.process.stdout.fileno()
        fcntl.fcntl(self._pipe, fcntl.F_SETPIPE_SZ, PIPE_BYTES)
        os.set_blocking(self._pipe, False)
        self._searched = 0
        _running.add(self)

    @property
    def pid(self):
        return self.process.pid

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()

    def wait_for(self, text, timeout=60, pause=0.0):
        """Reads until `text` comes after what an earlier call found; returns when (monotonic ns)."""
        deadline = time.monotonic() + timeout
        self.found_at = time.monotonic_ns()
        while not self._find(text.encode()):
            select.select([self._pipe], [], [], 1)
            open_ = self.read()
            self.found_at = time.monotonic_ns()
            if time.monotonic() > deadline or not (open_ or text.encode() in self.output[self._searched:]):
                raise BenchmarkError(f"{self.process.args[0]}: no {text!r} in its output. It ends with: "
                                     f"{bytes(self.output[-300:])!r}")
            time.sleep(pause)
        return self.found_at

    def _find(self, text):
        found = self.output.find(text, self._searched)
        self._searched = max(self._searched, len(self.output) - len(text)) if found < 0 else found + len(text)
        return found >= 0

    def wait_for_more(self, timeout=60):
        """Reads what comes next; returns when (monotonic ns)."""
        if not select.select([self._pipe], [], [], timeout)[0] or not self.read():
            raise BenchmarkError(f"{self.process.args[0]}: nothing more came from it")
        return time.monotonic_ns()

    def read(self):
        """Takes what its output holds now. False when that has ended."""
        try:
            chunk = os.read(self._pipe, PIPE_BYTES)
        except BlockingIOError:
            return True
        self.output += chunk
        return bool(chunk)

    def cpu_seconds(self):
        """User and system time of all its threads so far, to the nanosecond."""
        process_clock = (~self.pid << 3) | 2  # what clock_getcpuclockid(3) makes of a process id
        return time.clock_gettime(process_clock)

    def finish(self, timeout=10):
        """Waits until it ends by itself; returns all of its output."""
        deadline = time.monotonic() + timeout
        while self.read() and time.monotonic() < deadline:
            if self.process.poll() is not None:  # what it started may hold the pipe open
                break
            time.sleep(READ_PAUSE_SECONDS)
        self.read()
        return bytes(self.output)

    def stop(self):
        """Asks it to end, then ends what is left of its session; returns all of its output."""
        if not self.process.stdout.closed:
            if self.process.poll() is None:
                self.process.terminate()
            self.finish()
            self._end_session()
            self.process.stdout.close()
            _running.discard(self)
        return bytes(self.output)

    def _end_session(self):
        """Whatever is left in the child's own process group: a pipeline's other half, a running command."""
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        self.process.wait()


def run(command, **options):
    """Runs a command that must succeed; returns its standard output as text."""
    if "input" not in options:
        options["stdin"] = subprocess.DEVNULL
    result = subprocess.run(command, capture_output=True, text=True, **options)
    if result.returncode != 0:
        raise BenchmarkError(f"{command[0]} failed ({result.returncode}): {result.stderr.strip()[-500:]}")
    return result.stdout
