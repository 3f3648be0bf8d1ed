"""What the numbers were measured on."""

import os
import platform
import subprocess
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from tests.chromium import find_chromium

PACKAGES = ("streamlit", "folium", "streamlit-folium", "pydeck", "duckdb", "pyarrow", "pandas", "playwright")


def describe_machine() -> dict[str, str]:
    """Processor, memory, versions; nothing that names the machine."""
    return {
        "cores": str(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()),
        "processor": _from_file("/proc/cpuinfo", "model name") or platform.processor() or "unknown",
        "memory": _memory(),
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
        "chromium": _chromium(),
        "packages": ", ".join(f"{name} {version(name)}" for name in PACKAGES),
    }


def load_average() -> float:
    """Processes that wanted a processor, on average over the last minute."""
    return os.getloadavg()[0]


def today() -> str:
    """Now, to the minute, UTC."""
    return datetime.now(UTC).strftime("%Y-%m-%d %H:%M")


def _from_file(path: str, name: str) -> str | None:
    try:
        lines = Path(path).read_text().splitlines()
    except OSError:
        return None
    return next((line.split(":", 1)[1].strip() for line in lines if line.startswith(name)), None)


def _memory() -> str:
    total = _from_file("/proc/meminfo", "MemTotal")
    return f"{int(total.split()[0]) / 2**20:.0f} GB" if total else "unknown"


def _chromium() -> str:
    path = find_chromium()
    if not path:
        return "none"
    done = subprocess.run([path, "--version"], capture_output=True, text=True, check=False)
    return done.stdout.strip() or "unknown"
