"""A small server that shows the map frame as the product does: sandboxed, origin null, everything from loopback."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import numpy as np
import xstatic.pkg.leaflet
from playwright.sync_api import Browser, Page

from events.tally import DASHED, DRAWN, EXACT, HOLLOW, NO_INDEX, PRIMARY, SPEAKING, STRUCK, Facet, Tally, encode_tally

HERE = Path(__file__).resolve().parent
REPOSITORY = HERE.parents[2]
FOLDERS = {
    "/assets/v/": REPOSITORY / "dashboard" / "frontend",
    "/assets/leaflet/": Path(xstatic.pkg.leaflet.BASE_DIR),
    "/basemap/v/": REPOSITORY / "geodata" / "data",
    "/component/": HERE,
}
TYPES = {".js": "text/javascript", ".css": "text/css", ".html": "text/html; charset=utf-8"}
KINDS = ["deployment", "combat", "casualties", "capture", "strike", "training", "desertion", "diplomacy", "other"]
EPOCH = 19936  # 2024-08-01
DAYS = 273


class Harness:
    """The address of the harness page, and the data sets that it can be given by name."""

    def __init__(self, url: str, data: dict[str, bytes]):
        self.url = url
        self.data = data
        self.broken: set[str] = set()

    def add(self, name: str, tally: Tally | bytes, words: dict[str, Any]) -> None:
        """Offer a tally (or damaged bytes) under ``name``."""
        self.data[f"/data/{name}.bin"] = tally if isinstance(tally, bytes) else encode_tally(tally)
        self.data[f"/data/{name}.json"] = json.dumps(words).encode()


@contextmanager
def serve() -> Iterator[Harness]:
    """The harness on a free loopback port."""
    data: dict[str, bytes] = {}
    server = ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    harness = Harness(f"http://127.0.0.1:{server.server_port}/", data)
    server.RequestHandlerClass = _handler(harness)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield harness
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def opened_page(browser: Browser, harness: Harness, width: int = 1400, height: int = 900) -> Iterator[Page]:
    """The harness page, after the frame took its port and drew the base map; it must end without an error of a script.

    The base map's boundaries make every mark anew when they come, and a mark that fades in is hidden at first: a test
    that looks or clicks meanwhile would find what the next frame takes away.
    """
    errors: list[str] = []
    page = browser.new_page(viewport={"width": width, "height": height}, reduced_motion="reduce")
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(harness.url)
    page.evaluate("window.ready")
    if not harness.broken:
        page.frames[1].wait_for_selector(".dl-name", state="attached")
    yield page
    page.context.close()
    assert errors == []


def _handler(harness: Harness) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            content = _content(harness, self.path)
            self.send_response(200 if content is not None else 404)
            self.send_header("Access-Control-Allow-Origin", "*")
            self.send_header("Content-Type", TYPES.get(Path(self.path).suffix or ".html", "application/octet-stream"))
            self.send_header("Content-Length", str(len(content or b"")))
            self.end_headers()
            self.wfile.write(content or b"")

        def log_message(self, *_: object) -> None:
            """Stay quiet."""

    return Handler


def _content(harness: Harness, path: str) -> bytes | None:
    if path in harness.data:
        return harness.data[path]
    if path == "/":
        return (HERE / "index.html").read_bytes()
    for prefix, folder in FOLDERS.items():
        file = folder / path.removeprefix(prefix)
        if path.startswith(prefix) and prefix not in harness.broken and file.is_file():
            return file.read_bytes()
    return None


PLACES = [
    ("ru-krs", "Kursk Oblast", 51.67, 36.153, "oblast", 0, "RU-KRS"),
    ("ru-sudzha", "Sudzha", 51.191, 35.271, "settlement", 2.5, None),
    ("ua-pokrovsk", "Pokrovsk", 48.28, 37.177, "settlement", 5, None),
    ("ru-kha", "Khabarovsk region", 54.6, 133.444, "oblast", 0, "RU-KHA"),
    ("hu-budapest", "Budapest", 47.498, 19.04, "settlement", 10, None),
]


def make_words(**changes: Any) -> dict[str, Any]:
    """The words of a small data set of places; ``changes`` replace parts."""
    places = [
        dict(zip(("id", "name", "latitude", "longitude", "precision", "radius_km", "boundary"), place, strict=True))
        | {"label": place[1]}
        for place in PLACES
    ]
    events = [{"id": f"event-{n}", "title": f"Reported event {n}", "kind": KINDS[n % 8]} for n in range(15)]
    sides = [{"id": side, "label": side} for side in ("Ukraine", "United States", "South Korea")]
    words = {
        "unit": "statement",
        "places": places,
        "events": events,
        "facets": {"side": {"title": "Side", "values": sides}},
    }
    return words | {"opening": [48, 33, 52.6, 39]} | changes


def make_tally(rows: list[dict[str, int]], facets: dict[str, Facet] | None = None) -> Tally:
    """A tally of place rows: each has place, event, start, end, flags and side (an index of a set)."""
    rows = sorted(rows, key=lambda row: row["start"])
    spots = np.array([_mercator(*PLACES[row["place"]][2:4]) for row in rows])
    column = lambda name, kind: np.array([row[name] for row in rows], dtype=kind)  # noqa: E731 - a table of columns follows
    return Tally(
        epoch=EPOCH,
        days=DAYS,
        columns={
            "x": spots[:, 0].astype(np.float32),
            "y": spots[:, 1].astype(np.float32),
            "start": column("start", np.uint16),
            "end": column("end", np.uint16),
            "flags": column("flags", np.uint8),
            "place": column("place", np.uint16),
            "event": column("event", np.uint16),
            "facet:side": column("side", np.uint8),
        },
        facets=facets or {"side": Facet(3, [[0], [1], [2], [0, 2]])},
    )


def five_articles() -> list[dict[str, int]]:
    """Rows like those of the shipped data: 14 events somewhere in Kursk Oblast, and what is known better."""
    rows = []
    for n in range(52):
        event = n % 14 if n < 46 else NO_INDEX
        start = (n % 14) * 19 + n // 14
        flags = PRIMARY | DRAWN | DASHED | (HOLLOW if n % 14 == 13 else 0)
        rows.append({"place": 0, "event": event, "start": start, "end": start + n % 3, "flags": flags, "side": n % 4})
    rows += [
        {"place": 1, "event": 0, "start": 98, "end": 98, "flags": PRIMARY | DRAWN | DASHED, "side": 1},
        {
            "place": 2,
            "event": NO_INDEX,
            "start": 190,
            "end": 190,
            "flags": PRIMARY | DRAWN | HOLLOW | STRUCK | EXACT,
            "side": 0,
        },
        {"place": 3, "event": 14, "start": 70, "end": 80, "flags": PRIMARY | DRAWN | DASHED, "side": 2},
        {"place": 4, "event": NO_INDEX, "start": 98, "end": 98, "flags": DRAWN | SPEAKING | EXACT, "side": 1},
    ]
    return rows


def free_tally(size: int, seed: int = 3, days: int = 1096) -> Tally:
    """Rows without places of their own, clustered in space, 26 % of several days, with two facets."""
    random = np.random.default_rng(seed)
    centres = random.normal([0.602, 0.337], [0.006, 0.004], (400, 2))
    spots = centres[random.integers(0, 400, size)] + random.normal(0, 0.0008, (size, 2))
    start = np.sort(random.integers(0, days, size))
    end = np.minimum(start + np.where(random.random(size) < 0.26, random.integers(1, 30, size), 0), days - 1)
    flags = PRIMARY | DRAWN | np.where(random.random(size) < 0.7, EXACT, DASHED)
    outlets = [[n] for n in range(60)] + [[n, (n * 7 + 1) % 60] for n in range(20)]
    return Tally(
        epoch=18262,
        days=days,
        columns={
            "x": spots[:, 0].astype(np.float32),
            "y": spots[:, 1].astype(np.float32),
            "start": start.astype(np.uint16),
            "end": end.astype(np.uint16),
            "flags": flags.astype(np.uint8),
            "facet:outlet": random.integers(0, 80, size).astype(np.uint8),
            "facet:kind": random.integers(0, 9, size).astype(np.uint8),
        },
        facets={"outlet": Facet(60, outlets), "kind": Facet(9, [[n] for n in range(9)])},
    )


def free_words() -> dict[str, Any]:
    """The words of ``free_tally``."""
    kinds = [{"id": kind, "label": kind.capitalize()} for kind in KINDS]
    outlets = [{"id": f"outlet-{n}", "label": f"Outlet {n}"} for n in range(60)]
    facets = {"outlet": {"title": "Outlet", "values": outlets}, "kind": {"title": "Kind", "values": kinds}}
    return make_words(places=[], events=[], unit="event", facets=facets)


def _mercator(latitude: float, longitude: float) -> tuple[float, float]:
    sine = np.sin(np.radians(latitude))
    return longitude / 360 + 0.5, float(0.5 - np.log((1 + sine) / (1 - sine)) / (4 * np.pi))
