"""A page like Streamlit's for the scripts of the page, on its own loopback server; the frame only listens."""

from __future__ import annotations

import json
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Frame, Page

HERE = Path(__file__).parent
FRONTEND = Path(__file__).resolve().parents[3] / "dashboard" / "frontend"
TYPES = {".html": "text/html", ".js": "text/javascript", ".css": "text/css"}
HOSTILE = '<img src=x onerror="window.hurt=1">{{7*7}}\'"'
EPOCH = date(1970, 1, 1)
# In the first frame the page learns its height, in the second it has it.
TWO_FRAMES = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())))"


def day(iso: str) -> int:
    """The day number of an ISO date."""
    return (date.fromisoformat(iso) - EPOCH).days


def make_facet(title: str, labels: dict[str, str], **more: Any) -> dict[str, Any]:
    values = [{"id": key, "label": label} for key, label in labels.items()]
    return {"title": title, "mask": True, "values": values, **more}


def make_sample() -> dict[str, Any]:
    """A setup and counts of a small invented data set, with one hostile label and one long list."""
    claimants = {"zelenskyy": "Zelenskyy", "nis": "South Korea’s NIS", "hostile": HOSTILE}
    claimants |= {f"c{number}": f"Speaker {number}" for number in range(22)}
    sides = [("ukraine", "Ukraine", "UA", "#0072B2"), ("russia", "Russia", "RU", "#D55E00")]
    facets = {
        "report": make_facet("Report", {"a1": "Report of 27 Feb 2025", "a2": "Outlet not stated, 7 Feb 2025"}),
        "claimant": make_facet("Said by", claimants),
        "side": {
            "title": "Speaker's side",
            "mask": True,
            "values": [dict(zip(("id", "label", "tag", "color"), side, strict=True)) for side in sides],
        },
        "measure": make_facet("Measure", {"killed": "Killed", "wounded": "Wounded"}),
        "place": make_facet("Place", {"sudzha": "Sudzha", "kursk": "Kursk Oblast"}, mask=False),
    }
    first, last = day("2024-08-01"), day("2025-04-30")
    dates = [day(iso) for iso in ("2024-08-06", "2024-10-13", "2024-11-07", "2025-01-09", "2025-02-07", "2025-02-27")]
    bins = [0] * (last - first + 1)
    for number, when in enumerate(dates):
        for offset in range(number + 1):
            bins[when - first + offset] = 2 + (number * 3 + offset) % 7
    facet_counts = {name: list(range(len(facet["values"]), 0, -1)) for name, facet in facets.items()}
    facet_counts["claimant"][2] = 40  # the hostile label is the most frequent
    facet_counts["measure"] = [0, 12]
    return {
        "setup": {
            "tally": "tally.bin",
            "words": {"unit": "statement", "facets": facets, "places": [], "events": []},
            "period": [first, last],
            "counts": "layer",
            "forecastFrom": day("2025-02-28"),
        },
        "counts": {
            "from": first,
            "to": last,
            "statements": 71,
            "placed": 60,
            "inView": 60,
            "marks": 14,
            "facets": facet_counts,
            "bins": bins,
            "binDays": 1,
            "startDays": dates,
        },
    }


@dataclass
class Site:
    """What the server gives; a test may change it."""

    sample: dict[str, Any] = field(default_factory=make_sample)
    tally: bytes = b"DLT1 and so on"
    tally_status: int = 200
    origin: str = ""

    def answer(self, path: str) -> tuple[int, str, bytes]:
        if path == "/sample.json":
            return 200, "application/json", json.dumps(self.sample).encode()
        if path == "/tally.bin":
            return self.tally_status, "application/octet-stream", self.tally
        folder = FRONTEND if path.startswith("/frontend/") else HERE
        file = folder / Path(path).name if path != "/" else HERE / "index.html"
        if not file.is_file() or file.suffix not in TYPES:
            return 404, "text/plain", b"no such file"
        return 200, TYPES[file.suffix], file.read_bytes()


@contextmanager
def serve() -> Iterator[Site]:
    """Serve a page on a free port until the block ends."""
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, kind, body = site.answer(urlsplit(self.path).path)
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    site.origin = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()


@dataclass
class Screen:
    """One page of the harness, and what a test asks it."""

    page: Page
    site: Site

    def open(self, query: str = "") -> Screen:
        """Load the page; the parts are mounted, stand where they stay, and the frame has been told everything."""
        self.page.goto(f"{self.site.origin}/{query}")
        self.page.wait_for_function("window.mounted === true")
        if self.site.tally_status == 200:
            self.wait_heard("tally")
            self.wait_heard("select")  # the last thing that follows a tally
        self.page.evaluate(TWO_FRAMES)
        return self

    @property
    def frame(self) -> Frame:
        frame = self.page.query_selector("iframe").content_frame()  # type: ignore[union-attr]
        assert frame is not None
        frame.wait_for_function("window.heard !== undefined")
        return frame

    def heard(self, kind: str) -> list[dict[str, Any]]:
        """The messages of one kind that the frame got, without buffers."""
        script = "kind => heard.filter(({type}) => type === kind).map(({buffer, words, ...rest}) => rest)"
        messages: list[dict[str, Any]] = self.frame.evaluate(script, kind)
        return messages

    def wait_heard(self, kind: str, count: int = 1) -> list[dict[str, Any]]:
        self.frame.wait_for_function(
            "([kind, count]) => heard.filter(({type}) => type === kind).length >= count", arg=[kind, count]
        )
        return self.heard(kind)

    def forget(self) -> None:
        """Begin the lists of what was said and heard anew."""
        self.frame.evaluate("heard.length = 0")
        self.page.evaluate("said.length = 0")

    def said(self, topic: str) -> list[Any]:
        """What the page said on a topic of the bus since the last `forget`."""
        values: list[Any] = self.page.evaluate(
            "topic => said.filter((one) => one.topic === topic).map((one) => one.detail)", topic
        )
        return values

    def view(self) -> dict[str, Any]:
        view: dict[str, Any] = self.page.evaluate("bus.last('view')")
        return view

    def window(self) -> tuple[str, str]:
        """The window as the two handles tell a screen reader."""
        return tuple(  # type: ignore[return-value]
            self.page.get_by_role("slider", name=name, exact=True).get_attribute("aria-valuetext")
            for name in ("From", "To")
        )

    def frame_tells(self, message: dict[str, Any]) -> None:
        self.frame.evaluate("message => tell(message)", message)
