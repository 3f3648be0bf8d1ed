"""The page over a Parquet file of events: panel, words, counts, and what it says of a file that cannot be opened."""

from datetime import timedelta
from pathlib import Path
from urllib.parse import parse_qs

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

import dashboard
from dashboard.data import compressed_tally, export_csv, load, open_store, tally_query
from dashboard.screens.map import build_counts, build_panel, build_setup, fault_in_words
from dashboard.settings import DATA_VARIABLE, Settings
from dashboard.state import ViewState
from dashboard.views.event_view import PAGE_SIZE, build_event_view, near_of_view
from dashboard.views.event_words import build_event_words
from dashboard.views.headline import build_headline
from dashboard.views.known_view import known_only
from dashboard.views.map_view import OPENING
from events.event_store import EventStore, open_parquet
from events.exports import event_csv
from events.faults import RecordError
from events.files import FILE_OF_EVENTS, SHIPPED
from events.selection import Selection
from events.vocabulary import Clock
from tests.benchmarks.synthetic import make_events
from tests.event_files import DAY, make_event, write_events

MAIN = Path(dashboard.__file__).with_name("main.py")


def open_events(tmp_path: Path, *rows: dict[str, object]) -> EventStore:
    return open_parquet(write_events(tmp_path / "events.parquet", list(rows)))


def view_of(**parameters: str) -> ViewState:
    return ViewState.from_link({name: [value] for name, value in parameters.items()})


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    return make_events(tmp_path_factory.mktemp("many") / "events.parquet", 3_000, seed=4)


def cards_of(panel: dict) -> list[dict]:
    return [card for group in panel["groups"] for card in group["statements"]]


def test_a_card_says_what_the_file_says(tmp_path):
    event = make_event("E1", outlet=["A", "B"], end_date=DAY + timedelta(2), precision="oblast")
    [card] = cards_of(build_event_view(open_events(tmp_path, event), view_of()))
    assert card["id"] == "E1"
    assert card["claimants"] == [{"name": "Ministry A", "side": "unknown", "role": None}]
    assert (card["voice"], card["verb"], card["gist"]) == (None, "reported", "Shelling was reported")
    assert (card["report"], card["about"], card["said"]) == ("A, B", "6 Aug 2024 to 8 Aug 2024", None)
    assert card["places"] == ["51.230, 35.270, known to the oblast"]


def test_a_card_says_what_the_file_leaves_out(tmp_path):
    nothing = dict.fromkeys(("event_date", "outlet", "claimant", "kind", "longitude", "latitude", "text"))
    store = open_events(tmp_path, make_event("E1", **nothing))
    [card] = cards_of(build_event_view(store, view_of(select="undated")))
    assert (card["voice"], card["gist"]) == ("Claimant not recorded", "Event, without a text in the file")
    assert (card["about"], card["day_note"], card["places"], card["report"]) == (None, "Without any day", [], "")


def test_the_status_counts_events_and_places(tmp_path):
    store = open_events(tmp_path, make_event("E1"), make_event("E2"), make_event("E3", latitude=50.0))
    assert build_event_view(store, view_of())["status"] == {"statements": 3, "figures": 0, "places": 2}


def test_undated_and_unplaced_events_are_named_and_reached(tmp_path):
    store = open_events(
        tmp_path,
        make_event("E1"),
        make_event("E2", longitude=None, latitude=None),
        make_event("E3", event_date=None),
    )
    panel = build_event_view(store, view_of())
    assert panel["notes"] == [
        {"text": "1 without a day", "select": "undated"},
        {"text": "1 without a place on the map", "select": "unplaced"},
    ]
    for note, event_id in zip(panel["notes"], ("E3", "E2"), strict=True):
        narrowed = build_event_view(store, view_of(select=note["select"]))
        assert [card["id"] for card in cards_of(narrowed)] == [event_id]
        assert narrowed["selection"]["title"]


def test_pages_never_hold_more_than_their_size(many):
    store = open_parquet(many)
    pages = [build_event_view(store, view_of(page=str(number))) for number in (0, 59, 60, 999_999)]
    assert [len(cards_of(panel)) for panel in pages] == [PAGE_SIZE] * 4
    assert [panel["page"] for panel in pages] == [0, 59, 59, 59]
    assert {panel["pages"] for panel in pages} == {60}
    first, last = cards_of(pages[0]), cards_of(pages[1])
    assert not {card["id"] for card in first} & {card["id"] for card in last}


def test_a_chosen_event_brings_its_page(many):
    store = open_parquet(many)
    wanted = cards_of(build_event_view(store, view_of(page="7")))[3]["id"]
    panel = build_event_view(store, view_of(select=f"statement:{wanted}"))
    assert panel["page"] == 7
    assert wanted in [card["id"] for card in cards_of(panel)]


@pytest.mark.parametrize(
    ("row_limit", "place", "most"),
    [(100_000, None, 0), (500, None, 0), (500, "50.0,36.0,12", 500_000), (500, "50.0,36.0,9", 2_700)],
)
def test_a_mark_lists_as_many_events_as_it_counts(many, monkeypatch, row_limit, place, most):
    monkeypatch.setattr("events.engines.parquet.MOST_NEAR", most)
    store = open_parquet(many, row_limit)
    looking = {"map": place} if place else {}
    near = near_of_view(store, view_of(**looking))
    assert (near is not None) == (place is not None)
    tally = store.engine.tally(Selection(), near)
    counts = tally.columns.get("count", np.ones(len(tally)))
    size = 512.0
    cells = np.floor(np.column_stack([tally.columns[axis].astype(float) * size for axis in ("x", "y")]))
    for cx, cy in np.unique(cells, axis=0)[:20].astype(int).tolist():
        inside = counts[(cells == (cx, cy)).all(axis=1)].sum()
        assert build_event_view(store, view_of(select=f"cell:{size}/{cx}/{cy}", **looking))["total"] == inside


@pytest.mark.parametrize(
    ("parameters", "words", "drop"),
    [
        ({"outlet": "Nobody"}, "Published by: Nobody (unknown)", {"outlet": []}),
        ({"claimant": "Ministry A", "kind": "strike"}, "Kind of event: strike (unknown)", {"kind": []}),
        ({"text": "nowhere"}, "Text: nowhere", {"text": ""}),
        ({"from": "2030-01-01"}, "the time window emptied it", {"from": None, "to": None}),
    ],
)
def test_an_empty_selection_says_what_emptied_it(tmp_path, parameters, words, drop):
    panel = build_event_view(open_events(tmp_path, make_event("E1")), view_of(**parameters))
    assert words in panel["emptied"]["text"]
    assert panel["emptied"]["drop"] == drop
    assert cards_of(panel) == []


def test_the_filters_are_masked_in_the_browser_only_where_it_has_the_rows(many):
    by_row, grouped = (build_event_words(open_parquet(many, limit)) for limit in (100_000, 500))
    assert {name: facet["mask"] for name, facet in by_row["facets"].items()} == dict.fromkeys(
        ("outlet", "claimant", "kind"), True
    )
    assert {facet["mask"] for facet in grouped["facets"].values()} == {False}
    assert len(by_row["facets"]["outlet"]["values"]) == 60
    assert "by cells of the map" in grouped["howCounted"]


def test_the_opening_view_leaves_outliers_out_and_shows_one_place_with_its_surroundings(tmp_path):
    rows = [make_event(f"E{number}", longitude=30 + number / 100) for number in range(1000)]
    south, west, north, east = build_event_words(open_events(tmp_path, *rows))["opening"]
    assert (round(west, 1), round(east, 1)) == (30.2, 39.8)
    assert south < 51.23 < north


def test_without_any_place_the_map_opens_as_always(tmp_path):
    store = open_events(tmp_path, make_event("E1", longitude=None, latitude=None))
    assert build_event_words(store)["opening"] == list(OPENING)


def test_the_headline_names_file_and_months(tmp_path):
    headline = build_headline(open_events(tmp_path, make_event("E1")))
    assert headline.counts == "events.parquet: 1 event, Aug 2024 to Aug 2024. Reported claims, not verified by us."


def test_a_grouped_file_is_counted_by_the_engine(many, monkeypatch):
    monkeypatch.setattr("dashboard.data.open_parquet", lambda path: open_parquet(path, row_limit=500))
    loaded = load(Settings(data=(str(many),), articles=Path("grouped")))
    state = view_of(outlet="outlet 1")
    setup = build_setup(loaded, state.selection)
    counts = build_counts(loaded.store, state.selection)
    assert setup["counts"] == "server"
    assert "outlet=outlet+1" in setup["tally"]
    assert (
        counts["statements"]
        == build_panel(loaded, state, None)["status"]["statements"]
        == counts["facets"]["outlet"][0]
    )
    assert sum(counts["facets"]["claimant"]) == counts["statements"]
    assert len(counts["facets"]["outlet"]) == 60


def test_a_closer_look_at_a_grouped_file_asks_for_its_part(many, monkeypatch):
    monkeypatch.setattr("dashboard.data.open_parquet", lambda path: open_parquet(path, row_limit=500))
    settings = Settings(data=(str(many),), articles=Path("closer"))
    loaded = load(settings)
    monkeypatch.setattr("dashboard.data.load", lambda: loaded)
    state = view_of(map="50.0,36.0,12")
    near = near_of_view(loaded.store, state)
    setup = build_setup(loaded, state.selection, near)
    address = parse_qs(setup["tally"].partition("?")[2])
    assert address["near"] == [str(near)]
    assert compressed_tally(address) == compressed_tally(address)


def test_a_file_by_rows_is_counted_by_the_layer(many):
    loaded = load(Settings(data=(str(many),)))
    setup = build_setup(loaded, view_of(outlet="outlet 1").selection)
    assert (setup["counts"], build_counts(loaded.store, Selection())) == ("layer", None)
    assert "outlet" not in setup["tally"]
    assert setup["forecastFrom"] is None


def test_the_link_of_a_tally_changes_with_the_file(tmp_path):
    settings = Settings(data=(str(write_events(tmp_path / "e.parquet", [make_event("E1")])),))
    before = tally_query(load(settings), Selection())
    write_events(tmp_path / "e.parquet", [make_event("E1"), make_event("E2")])
    loaded = load(settings)
    assert tally_query(loaded, Selection()) != before
    assert loaded.store.counts(Selection()).statements == 2


def test_the_export_says_that_it_is_capped(many, monkeypatch):
    monkeypatch.setattr("dashboard.views.event_view.MOST_ROWS", 100)
    [export] = build_event_view(open_parquet(many), view_of(kind="strike"))["exports"]
    assert export["label"].startswith("CSV of this view (the newest 100 of ")
    assert parse_qs(export["href"].partition("?")[2]) == {"kind": ["strike"]}
    assert event_csv.MOST_ROWS == 100_000


def test_routes_serve_tally_and_csv(many, monkeypatch):
    monkeypatch.setenv(DATA_VARIABLE, str(many))
    assert compressed_tally({}).startswith(b"\x1f\x8b")
    assert export_csv({}).count("\r\n") == 3_001


def test_a_file_and_a_folder_are_not_opened_together(many):
    with pytest.raises(RecordError, match="a Parquet file is opened alone; name one file, or folders only"):
        open_store([SHIPPED, many])


def test_files_of_events_in_a_folder_of_records_are_named(many):
    assert [fault.message for fault in open_store([many.parent]).faults] == [FILE_OF_EVENTS]


def test_a_file_that_is_no_parquet_is_told_from_a_folder_that_is_not_there(tmp_path):
    (tmp_path / "events.csv").write_text("event_id")
    with pytest.raises(
        RecordError, match=r"events\.csv: is a file; expected a folder, or a file that ends in \.parquet"
    ):
        open_store([tmp_path / "events.csv"])


def test_the_page_says_what_is_wrong_with_a_file_and_stays_up(tmp_path, monkeypatch):
    path = tmp_path / "events.parquet"
    path.write_bytes(b"PAR1, but no more")
    monkeypatch.setenv(DATA_VARIABLE, str(path))
    app = AppTest.from_file(str(MAIN), default_timeout=60).run()
    assert not app.exception
    assert [line.value for line in app.text] == [
        "The data cannot be opened. events.parquet: is no Parquet file, or is damaged or cut off; "
        "expected a whole Parquet file"
    ]
    write_events(path, [make_event("E1")])
    assert not app.run().text


def test_the_page_opens_a_file(many, monkeypatch):
    monkeypatch.setenv(DATA_VARIABLE, str(many))
    app = AppTest.from_file(str(MAIN), default_timeout=60).run()
    assert not app.exception


def test_a_file_that_is_damaged_or_gone_while_readers_look_takes_nobodys_page(tmp_path):
    path = write_events(tmp_path / "e.parquet", [make_event("E1")])
    settings, whole = Settings(data=(str(path),)), path.read_bytes()
    first = load(settings)
    path.write_bytes(whole[: len(whole) // 2])
    half = load(settings)
    assert (half.store, half.store.counts(Selection()).statements) == (first.store, 1)
    assert fault_in_words(half) == [
        "The data on disk cannot be opened: e.parquet: is no Parquet file, or is damaged or cut off; "
        "expected a whole Parquet file. You see what was read before."
    ]
    path.unlink()
    assert "e.parquet: there is no such" in fault_in_words(load(settings))[0]
    write_events(path, [make_event("E1"), make_event("E2")])
    again = load(settings)
    assert (fault_in_words(again), again.store.counts(Selection()).statements) == ([], 2)


def test_a_damaged_file_is_read_once_not_at_every_rerun(tmp_path, monkeypatch):
    path = write_events(tmp_path / "e.parquet", [make_event("E1")])
    settings = Settings(data=(str(path),))
    load(settings)
    path.write_bytes(b"PAR1, but no more")
    load(settings)
    monkeypatch.setattr("dashboard.data.open_store", lambda _: pytest.fail("read again"))
    assert load(settings).fault


def test_a_very_long_text_is_cut_on_its_card_and_says_so(tmp_path):
    store = open_events(tmp_path, make_event("E1", text="Seen. " * 1000))
    [group] = build_event_view(store, view_of())["groups"]
    [card] = group["statements"]
    assert len(card["gist"]) < 2_200
    assert card["gist"].endswith("(the first 2,000 of 6,000 characters; the CSV of this view has all)")
    assert len(card["citation"]) < 2_400


def test_a_file_of_events_has_one_clock(tmp_path):
    store = open_events(tmp_path, make_event("E1"))
    assert known_only(view_of(clock="said"), store).selection.clock is Clock.ABOUT
