"""The JavaScript of folium's Timeline plugin, which folium loads from another host: fetched by npm, outside git."""

import shutil
import subprocess

from tests.benchmarks.plan import FOLDER

WANTED = ("leaflet.timeline@1.6.0", "moment@2.18.1")
"""The versions that folium 0.20 asks for."""


def install() -> bool:
    """Whether the plugin's modules are in ``bench-data/node_modules`` now."""
    if (FOLDER / "node_modules" / "leaflet.timeline").is_dir():
        return True
    npm = shutil.which("npm")
    if npm is None:
        return False
    FOLDER.mkdir(exist_ok=True)
    command = [npm, "install", "--no-save", "--no-package-lock", "--ignore-scripts", *WANTED]
    return subprocess.run(command, cwd=FOLDER, capture_output=True, check=False, timeout=120).returncode == 0
