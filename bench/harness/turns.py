"""Peers take turns (A B A B ...), so that what disturbs the machine disturbs all of them."""

from children import BenchmarkError, stop_all


class Turns:
    """Keeps what went wrong, for all benchmarks of a session."""

    def __init__(self):
        self.failures = []

    def take(self, peers, rounds, measure):
        """Name -> its samples; `measure(peer)` makes one. Who fails once is out."""
        samples = {name: [] for name in peers}
        for _ in range(rounds):
            for name in list(samples):
                try:
                    samples[name].append(measure(peers[name]))
                except BenchmarkError as error:
                    stop_all()
                    del samples[name]
                    self.failures.append(f"{name}: {error}")
                    print(f"FAILED: {self.failures[-1]}", flush=True)
        return samples
