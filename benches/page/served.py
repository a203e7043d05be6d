"""What do the measurements share? A page that is served on this machine alone while it is measured, and its memory."""

import contextlib
import http.client
import os
import socket
import subprocess
import time


class Page:
    """A page that answers."""

    def __init__(self, process, port, ready):
        self.process, self.port, self.ready = process, port, ready


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def is_well(port):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


def memory(process):
    """Kilobytes that are in memory now; 0 where the system does not tell."""
    with contextlib.suppress(OSError):
        with open(f"/proc/{process.pid}/status", encoding="ascii") as status:
            for line in status:
                if line.startswith("VmRSS:"):
                    return int(line.split()[1])
    return 0


@contextlib.contextmanager
def served(program, store, patience=30):
    """Serves a store until the block ends."""
    port = free_port()
    began = time.perf_counter()
    process = subprocess.Popen(
        [program, "serve", "--store", os.fspath(store), "--port", str(port)], stdout=subprocess.DEVNULL
    )
    try:
        while not is_well(port):
            if process.poll() is not None or time.perf_counter() - began > patience:
                raise SystemExit(f"{program} does not serve {store}")
            time.sleep(0.002)
        yield Page(process, port, time.perf_counter() - began)
    finally:
        process.terminate()
        process.wait()
