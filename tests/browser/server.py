"""Starts the page on a free port of loopback, as a reader would."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

START_LIMIT = 60.0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running_page(
    folder: Path, *arguments: str, environment: dict[str, str] | None = None, port: int | None = None
) -> Iterator[str]:
    """The address of a page started in ``folder``, which is not the repository: no settings file is found there."""
    port = port or free_port()
    log = (folder / f"server-{port}.log").open("w+")
    command = [sys.executable, "-m", "dashboard.cli", "run", "--port", str(port), *arguments]
    process = subprocess.Popen(
        command,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=subprocess.STDOUT,
        env=os.environ | (environment or {}),
    )
    address = f"http://127.0.0.1:{port}"
    try:
        wait_until_healthy(address, process, Path(log.name))
        yield address
    finally:
        process.terminate()
        process.wait(timeout=60)
        log.close()


def wait_until_healthy(address: str, process: "subprocess.Popen[bytes]", log: Path) -> None:
    end = time.monotonic() + START_LIMIT
    while time.monotonic() < end:
        if process.poll() is not None:
            raise RuntimeError(f"the page stopped: {log.read_text()}")
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=2) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            time.sleep(0.05)
    raise RuntimeError(f"the page did not start in {START_LIMIT:.0f} s: {log.read_text()}")
