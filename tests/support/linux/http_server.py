#!/usr/bin/python3
"""The HTTP server of the tests, on free ports of loopback: each path is a way to answer.

Usage: http_server.py DIRECTORY     writes its certificates there and, once it listens, its ports into `ports`
"""

import gzip
import json
import os
import ssl
import subprocess
import sys
import threading
import urllib.parse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

MEGABYTE = bytes(1024 * 1024)
seen = {}  # the first word of a path -> how many requests it got


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def __getattr__(self, name):
        """Every method is answered alike."""
        if name.startswith("do_"):
            return self.answer
        raise AttributeError(name)

    def answer(self):
        self.body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        parts = urllib.parse.urlsplit(self.path)
        self.query = dict(urllib.parse.parse_qsl(parts.query))
        words = parts.path.strip("/").split("/")
        seen[words[0]] = seen.get(words[0], 0) + 1
        try:
            getattr(self, "say_" + words[0], self.say_echo)(*words[1:])
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def begin(self, length):
        self.send_response(200)
        self.send_header("Content-Length", length)
        self.end_headers()

    def send(self, status, body=b"", **headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", len(body))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def send_json(self, value):
        self.send(200, json.dumps(value).encode(), Content_Type="application/json")

    def say_echo(self, *_):
        self.send_json({"method": self.command, "path": self.path, "body": self.body.decode("latin-1"),
                        "headers": {name.lower(): value for name, value in self.headers.items()},
                        "connection": self.client_address[1]})

    def say_seen(self, word):
        self.send_json(seen.get(word, 0))

    def say_status(self, status):
        self.send(int(status), f"status {status} it is\n".encode())

    def say_fail(self, times, name):
        """503 so many times, then 200."""
        count = seen.get("fail/" + name, 0)
        seen["fail/" + name] = count + 1
        self.send(503 if count < int(times) else 200, b"attempt %d" % (count + 1))

    def say_redirect(self, hops):
        self.send(302, Location="/echo" if int(hops) <= 1 else f"/redirect/{int(hops) - 1}")

    def say_circle(self):
        self.send(302, Location="/circle")

    def say_to(self, status):
        self.send(int(status), Location=self.query["url"])

    def say_never(self):
        self.connection.recv(1)  # until the client goes

    def say_stall(self):
        self.begin(1000)
        self.wfile.write(b"0123456789")
        self.connection.recv(1)

    def say_huge(self):
        self.begin(10_000 * len(MEGABYTE))
        for _ in range(10_000):
            self.wfile.write(MEGABYTE)

    def say_gzip(self):
        self.send(200, gzip.compress(b"unpacked"), Content_Encoding="gzip")

    def say_bomb(self):
        self.send(200, gzip.compress(64 * MEGABYTE), Content_Encoding="gzip")

    def say_cut(self):
        self.begin(1000)
        self.wfile.write(b"0123456789")
        self.close_connection = True

    def say_nothing(self):
        self.close_connection = True

    def say_headers(self):
        self.send_response(200)
        for number in range(100_000):
            self.send_header(f"X-{number}", "x" * 1000)
            self.flush_headers()

    def say_garbage(self):
        self.wfile.write(b"SSH-2.0-OpenSSH_9.2\r\n")
        self.close_connection = True

    def log_message(self, *_):
        pass


def make_certificate(directory, name, alternatives):
    """Its own authority; returns the file of the certificate and that of its key."""
    certificate, key = directory / f"{name}.pem", directory / f"{name}.key"
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
                    "-days", "30", "-subj", f"/CN={name}", "-addext", f"subjectAltName={alternatives}",
                    "-keyout", key, "-out", certificate], check=True, stderr=subprocess.DEVNULL)
    return certificate, key


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, *_):
        pass  # a client that goes in the middle is what the tests are about


def serve(certificate=None):
    server = Server(("127.0.0.1", 0), Handler)
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server.server_address[1]


def main(directory):
    own = make_certificate(directory, "own", "DNS:localhost,IP:127.0.0.1")
    foreign = make_certificate(directory, "foreign", "DNS:other.example")
    (directory / "authorities.pem").write_bytes(own[0].read_bytes() + foreign[0].read_bytes())
    ports = [serve(), serve(own), serve(foreign)]
    (directory / "ports.part").write_text("".join(f"{port}\n" for port in ports))
    os.rename(directory / "ports.part", directory / "ports")
    threading.Event().wait()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
