"""What the server gives besides the page."""

import csv
import gzip
import io
import json
from pathlib import Path
from urllib.parse import quote

import pytest

from dashboard.assets import FRONTEND
from events.selection import Selection
from tests.dashboard.test_headers import ask, visit
from tests.events.test_tally import decode


@pytest.fixture(scope="module")
def assets(served):
    """The folder of the page's files, as the page names it."""
    elements = [one.delta.new_element for one in visit(served) if one.WhichOneof("type") == "delta"]
    given = [one.bidi_component.json for one in elements if one.WhichOneof("type") == "bidi_component"]
    return next(json.loads(one)["assets"] for one in given if one)


def test_a_tally_is_the_engine_s_and_may_be_kept(served, shipped):
    status, headers, content = ask(served, "/tally?v=1")
    header, _ = decode(gzip.decompress(content))
    assert (status, headers["content-encoding"]) == (200, "gzip")
    assert "immutable" in headers["cache-control"]
    assert header["rows"] == len(shipped.engine.tally(Selection()))


def test_a_tally_follows_text_clock_and_captives_only(served):
    whole = ask(served, "/tally")[2]
    assert ask(served, "/tally?from=2025-01-01&side=Ukraine")[2] == whole
    assert ask(served, "/tally?text=sudzha")[2] != whole
    assert ask(served, "/tally?clock=said")[2] != whole
    assert ask(served, "/tally?captives=1")[2] != whole


ODD = [
    "text=" + "x" * 60_000,
    "text=%ff%fe",
    "text=%00",
    "text=%ed%a0%80",
    "text=%27%20OR%201%3D1",
    "&".join(["side=Ukraine"] * 2_000),
    "from=9999-12-31&to=0001-01-01",
    "clock=noon&exact=2&captives=yes",
    "=&&;?#",
    quote("text={{7*191}}"),
]


@pytest.mark.parametrize("query", ODD, ids=range(len(ODD)))
@pytest.mark.parametrize("path", ["/tally", "/export/statements.csv"])
def test_odd_queries_are_answered(served, path, query):
    status, _, content = ask(served, f"{path}?{query}")
    assert status in {200, 400, 414}
    assert b"Traceback" not in content


def test_the_csv_of_a_view_holds_its_statements(served, shipped):
    status, headers, content = ask(served, "/export/statements.csv?claimant=nis&from=2025-01-13&to=2025-01-13")
    rows = list(csv.DictReader(io.StringIO(content.decode(), newline="")))
    expected = shipped.statements(Selection(claimant=("nis",)))
    assert status == 200
    assert headers["content-disposition"].startswith("attachment")
    assert {row["statement_id"] for row in rows} < {one.statement_id for one in expected}
    assert "at least 300" in {row["as_written"] for row in rows}


TYPES = {
    ".js": {"text/javascript", "application/javascript"},
    ".css": {"text/css"},
    ".svg": {"image/svg+xml"},
}


@pytest.mark.parametrize("name", sorted(path.name for path in FRONTEND.glob("*.*")))
def test_every_file_of_the_page_is_served_with_its_type(served, assets, name):
    status, headers, content = ask(served, f"/{assets}{name}")
    kind = headers["content-type"].partition(";")[0]
    assert status == 200
    assert kind in TYPES[Path(name).suffix]
    assert headers["access-control-allow-origin"] == "*"
    assert content == (FRONTEND / name).read_bytes()


@pytest.mark.parametrize(
    "path",
    [
        "ASSETS/../app.py",
        "ASSETS/%2e%2e/app.py",
        "ASSETS/..%2fapp.py",
        "ASSETS/%2fetc%2fpasswd",
        "ASSETS/....//app.py",
        "ASSETS/..%5capp.py",
        "leaflet/..%2f__init__.py",
    ],
)
def test_no_address_leads_out_of_the_folder(served, assets, path):
    _, _, content = ask(served, "/" + path.replace("ASSETS/", assets))
    assert b"streamlit run" not in content
    assert b"root:" not in content


@pytest.mark.parametrize("path", ["/tally", "/export/statements.csv"])
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_nothing_can_be_written(served, path, method):
    assert ask(served, path, method, b"x")[0] == 405
