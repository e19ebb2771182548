"""Requests a second against nginx on loopback, over connections that are kept; ab beside us in the same rounds."""

import contextlib
import json
import os
import re
import shutil
import socket
import time
import urllib.request

from children import BenchmarkError, Child, run as run_command
from samples import as_text, columns_of, print_table, ratio

REQUESTS = 20_000
AT_ONCE = (1, 4)
BENCHMARKS = {"client": "send/real_time/threads:{}", "rule": "action_of_a_rule/at_once:{}/real_time"}
# One worker, as the server is not what is measured; nothing written to disk.
NGINX = """
daemon off; worker_processes 1; pid {folder}/nginx.pid; error_log stderr error;
events {{ worker_connections 256; }}
http {{
  access_log off; keepalive_requests 100000000; keepalive_timeout 60s;
  client_body_temp_path {folder}; proxy_temp_path {folder}; fastcgi_temp_path {folder};
  uwsgi_temp_path {folder}; scgi_temp_path {folder};
  server {{
    listen 127.0.0.1:{port};
    location / {{ default_type application/json; return 200 '{{"ok":true,"id":12345}}'; }}
    location = /status {{ stub_status; }}
  }}
}}
"""


def run(workspace, _peers, turns, rounds):
    """"client 4", "rule 4", "ab 4", ... -> its numbers."""
    for program in ("nginx", "ab"):
        if not shutil.which(program):
            print(f"Skipped: http: {program} is missing (apt-get install nginx-light apache2-utils)")
            return {}
    with server(workspace.scratch()) as url:
        peers = {f"{what}_{count}": (what, count) for count in AT_ONCE for what in (*BENCHMARKS, "ab")}
        samples = turns.take(peers, rounds, lambda peer: measure(workspace, url, *peer))
    return evaluate({name: columns_of(runs) for name, runs in samples.items()})


@contextlib.contextmanager
def server(folder):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    configuration = folder / "nginx.conf"
    configuration.write_text(NGINX.format(folder=folder, port=port))
    url = f"http://127.0.0.1:{port}/"
    with Child(["nginx", "-p", folder, "-c", configuration]) as nginx:
        deadline = time.monotonic() + 20
        while not answers(url):
            if time.monotonic() > deadline or nginx.process.poll() is not None:
                raise BenchmarkError("nginx does not answer")
            time.sleep(0.02)
        yield url


def fetch(url):
    """Never by a proxy."""
    return urllib.request.build_opener(urllib.request.ProxyHandler({})).open(url, timeout=5).read().decode()


def answers(url):
    try:
        return bool(fetch(url))
    except OSError:
        return False


def counts(url):
    """Connections and requests that the server has had."""
    accepted, _, requests = re.search(r"^ (\d+) (\d+) (\d+)", fetch(url + "status"), re.MULTILINE).groups()
    return int(accepted), int(requests)


def measure(workspace, url, what, count):
    connections, requests = counts(url)
    rate = ab(url, count) if what == "ab" else ours(workspace, url, what, count)
    connections, requests = (now - before for now, before in zip(counts(url), (connections, requests)))
    if requests < 1000 or connections > 0.01 * requests:
        raise BenchmarkError(f"{requests} requests took {connections} connections: they are not kept")
    return {"rate": rate}


def ours(workspace, url, what, count):
    name = BENCHMARKS[what].format(count)
    text = run_command([workspace.build / "bench" / "http_bench", "--benchmark_format=json",
                        f"--benchmark_filter=^{name}$"], timeout=120,
                       env={**os.environ, "WEE_BENCH_URL": url, "no_proxy": "*"})
    entries = json.loads(text)["benchmarks"]
    if len(entries) != 1 or entries[0].get("error_occurred"):
        raise BenchmarkError(f"{name}: {entries[0].get('error_message') if entries else 'no such benchmark'}")
    return entries[0]["items_per_second"]


def ab(url, count):
    text = run_command(["ab", "-q", "-k", "-n", str(REQUESTS), "-c", str(count), url], timeout=120)
    if not re.search(r"^Failed requests: +0$", text, re.MULTILINE):
        raise BenchmarkError("ab's requests failed")
    return float(re.search(r"^Requests per second: +([\d.]+)", text, re.MULTILINE).group(1))


def evaluate(results):
    for name, columns in results.items():
        baseline = results.get("ab_" + name.rsplit("_", 1)[1])
        if baseline:
            columns["rate_ratio"] = ratio(columns["rate"], baseline["rate"])
    rows = [[name.replace("_", ", at once: "), as_text(columns["rate"], "{:,.0f}"),
             as_text(columns.get("rate_ratio"), "{:.2f}")] for name, columns in results.items() if columns]
    print_table("HTTP requests to nginx on loopback, connections kept", ["who", "requests/s", "to ab"], rows)
    return results
