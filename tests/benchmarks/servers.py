"""Starts the page and the baselines on free ports, each as a process of its own, and ends them by their number."""

import asyncio
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
START_LIMIT = 240.0


@dataclass
class Server:
    """A started process and where it answers; ``spawned_at`` in seconds since 1970."""

    process: "subprocess.Popen[bytes]"
    port: int
    spawned_at: float
    log: Path

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def wait(self) -> "Server":
        """Return when the server says that it is well."""
        end = asyncio.get_running_loop().time() + START_LIMIT
        while asyncio.get_running_loop().time() < end:
            if self.process.poll() is not None:
                raise RuntimeError(f"the server stopped: {self.log.read_text()[-2000:]}")
            if await asyncio.to_thread(_is_well, self.address):
                return self
            await asyncio.sleep(0.05)
        raise RuntimeError(f"the server did not start in {START_LIMIT:.0f} s: {self.log.read_text()[-2000:]}")

    async def wait_for_port(self) -> None:
        """Return as soon as somebody listens on the port."""
        while self.process.poll() is None:
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", self.port)
            except OSError:
                await asyncio.sleep(0.005)
            else:
                writer.close()
                return
        raise RuntimeError(f"the server stopped: {self.log.read_text()[-2000:]}")

    def memory(self) -> dict[str, float]:
        """Resident memory now and at its highest, in MB; empty where /proc is not there."""
        try:
            lines = Path(f"/proc/{self.process.pid}/status").read_text().splitlines()
        except OSError:
            return {}
        sizes = {line.split(":")[0]: line.split()[1] for line in lines if line.startswith(("VmRSS", "VmHWM"))}
        return {"now": int(sizes["VmRSS"]) / 1024, "highest": int(sizes["VmHWM"]) / 1024}

    def stop(self) -> None:
        self.process.terminate()
        try:
            self.process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait(timeout=20)


def start_page(data: Path | None) -> Server:
    """Start Dateline on a file; None = the shipped records."""
    port = free_port()
    arguments = ["--data", str(data)] if data else []
    return _start([sys.executable, "-m", "dashboard.cli", "run", "--port", str(port), *arguments], port, {})


def start_baseline(name: str, data: Path | None) -> Server:
    """Start one of the small applications of ``baselines/`` with the settings that the page has."""
    port = free_port()
    settings = {
        "server.address": "127.0.0.1",
        "server.port": port,
        "server.headless": "true",
        "server.fileWatcherType": "none",
        "browser.gatherUsageStats": "false",
        "runner.postScriptGC": "false",
    }
    flags = [part for key, value in settings.items() for part in (f"--{key}", str(value))]
    script = Path(__file__).parent / "baselines" / "app.py"
    environment = {"BENCH_SCRIPT": name, "BENCH_DATA": str(data or ""), "PYTHONPATH": str(ROOT)}
    return _start([sys.executable, "-m", "streamlit", "run", str(script), *flags], port, environment)


def _start(command: list[str], port: int, environment: dict[str, str]) -> Server:
    folder = Path(tempfile.mkdtemp(prefix="dateline-bench-"))
    log = folder / "server.log"
    # In a folder of its own: no settings file of the repository is found there.
    spawned_at = time.time()
    with log.open("wb") as output:
        process = subprocess.Popen(
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=os.environ | environment,
        )
    return Server(process, port, spawned_at, log)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _is_well(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address}/_stcore/health", timeout=2) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False
