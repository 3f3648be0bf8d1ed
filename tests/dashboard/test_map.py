"""One map whose script never changes and holds no word from data (Promise 1)."""

import re
from pathlib import Path

import pytest
from streamlit_folium import st_folium

from dashboard.render.map import build_map
from dashboard.views.map_view import build_map_view
from events.selection import FACETS

REPOSITORY = Path(__file__).resolve().parents[2]
MODULES = sorted(path for name in ("dashboard", "events", "geodata") for path in (REPOSITORY / name).rglob("*.py"))


def rendered():
    """The map's page, without the number that folium draws for each map."""
    return re.sub(r"[0-9a-f]{32}", "ID", build_map().get_root().render())


def test_the_map_is_the_same_at_every_call():
    assert len({rendered() for _ in range(5)}) == 1


def test_the_map_names_no_other_host():
    assert re.findall(r"(?:https?:)?//[\w.]+", rendered()) == []
    assert "http" not in rendered().replace("http-equiv", "")


def test_the_map_s_addresses_are_relative_and_ours():
    addresses = re.findall(r"""(?:src|href)="([^"]+)""", rendered())
    assert addresses
    assert all(one.startswith(("../../leaflet/", "../../assets/")) for one in addresses)


def test_the_map_holds_no_word_from_the_data(shipped):
    known = shipped.collection
    words = [one.name for one in known.claimants.values()] + [one.label for one in known.articles.values()]
    words += [one.gist for one in known.statements.values()] + [one.title for one in known.events.values()]
    words += [place.name for place in shipped.gazetteer.places if len(place.name) > 3]
    assert [one for one in words if one in rendered()] == []


def test_only_one_module_knows_folium():
    imports = re.compile(r"^\s*(?:from|import)\s+(?:folium|branca|streamlit_folium)\b|import_module\(", re.MULTILINE)
    knowing = [path.relative_to(REPOSITORY).as_posix() for path in MODULES if imports.search(path.read_text("utf-8"))]
    assert knowing == ["dashboard/render/map.py"]
    assert st_folium


def test_nothing_on_the_page_is_markdown_or_html():
    calls = "markdown|html|table|write|title|header|subheader|caption|image|metric|info|warning|error|toast|iframe"
    risky = re.compile(rf"\bst\.(?:{calls})\(|unsafe_allow_html")
    of_the_page = [path for path in MODULES if path.is_relative_to(REPOSITORY / "dashboard")]
    assert [path.name for path in of_the_page if risky.search(path.read_text("utf-8"))] == []


def test_our_scripts_build_no_html_from_text():
    frontend = sorted((REPOSITORY / "dashboard/frontend").glob("*.js"))
    risky = re.compile(
        r"\.innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|bindPopup|bindTooltip"
    )
    assert frontend
    assert [path.name for path in frontend if risky.search(path.read_text("utf-8"))] == []


# The words that the layer draws


@pytest.fixture
def words(shipped):
    return build_map_view(shipped).words


def test_words_stand_in_the_order_of_the_tally_s_numbers(shipped, words):
    assert [one["id"] for one in words["places"]] == list(shipped.place_ids)
    assert [one["id"] for one in words["events"]] == list(shipped.event_ids)
    for facet in FACETS:
        assert [one["id"] for one in words["facets"][facet]["values"]] == list(shipped.engine.codes[facet].values)


def test_places_that_open_in_view_are_inside_the_opening_box(words):
    south, west, north, east = words["opening"]
    inside = {
        one["name"] for one in words["places"] if south <= one["latitude"] <= north and west <= one["longitude"] <= east
    }
    assert {"Sudzha", "Kursk Oblast", "Pokrovsk"} <= inside


def test_areas_have_a_boundary_and_points_have_none(words):
    boundary = {one["name"]: one["boundary"] for one in words["places"]}
    assert boundary["Kursk Oblast"]
    assert boundary["Sudzha"] is boundary["Pokrovsk"] is None


def test_khabarovsk_is_a_region(words):
    assert "Khabarovsk region" in {one["label"] for one in words["places"]}


def test_every_side_has_its_tag_beside_its_colour(words):
    for value in words["facets"]["side"]["values"]:
        assert value["id"] == "newsroom" or (value["tag"] and value["color"].startswith("#"))
