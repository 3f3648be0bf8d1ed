"""Where the page's own files are served, under a name that changes with their content."""

import hashlib
import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

import geodata

FRONTEND = Path(__file__).parent / "frontend"
BASEMAP = Path(geodata.__file__).parent / "data"

ASSETS_PATH = "/assets"
BASEMAP_PATH = "/basemap"
LEAFLET_PATH = "/leaflet"


@lru_cache(maxsize=1)
def assets_version() -> str:
    """A short hash of all our frontend and basemap files, so that a browser may keep them for good."""
    digest = hashlib.sha256()
    for folder in (FRONTEND, BASEMAP):
        for path in sorted(folder.glob("*")):
            if path.is_file():
                digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:10]


def assets_url() -> str:
    """The folder of the frontend files, relative to the page, with a trailing slash."""
    return f"{ASSETS_PATH[1:]}/{assets_version()}/"


def basemap_url() -> str:
    """The folder of the basemap files, relative to the page, with a trailing slash."""
    return f"{BASEMAP_PATH[1:]}/{assets_version()}/"


def leaflet_url() -> str:
    """Leaflet's script, relative to the page."""
    return f"{LEAFLET_PATH[1:]}/leaflet.js"


@lru_cache(maxsize=4)
def modules_of(entries: tuple[str, ...]) -> tuple[str, ...]:
    """The names of these modules of ours and of all that they import, in the order in which a browser finds them."""
    found = dict.fromkeys(entries)
    left = list(entries)
    while left:
        script = (FRONTEND / left.pop(0)).read_text("utf-8")
        new = [
            name for name in re.findall(r'^import [^"]*"\./([\w-]+\.js)";$', script, re.MULTILINE) if name not in found
        ]
        found |= dict.fromkeys(new)
        left += new
    return tuple(found)


def preload_header(folder: str, modules: Iterable[str]) -> str:
    """A ``Link`` header that has the browser fetch modules from ``folder`` now, not one import after the other."""
    return ", ".join(f"<{folder}{name}>; rel=modulepreload" for name in modules)
