"""A Parquet file of events: what is refused, and that the engine counts as pandas does."""

import gc
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from events.engines.near import joined, near_of, parse_near
from events.event_store import EventStore, open_parquet
from events.exports.event_csv import COLUMNS, events_to_csv
from events.faults import RecordError
from events.mercator import project
from events.selection import Selection
from events.tally import DASHED, DRAWN, EXACT, PRIMARY, count_in_window, encode_tally
from tests.benchmarks.synthetic import FIRST_DAY, make_events
from tests.event_files import DAY, make_event, write_events

ROWS = 20_000
PAIRS = 200
MIDNIGHT = (DAY - date(1970, 1, 1)).days * 86_400


def open_events(
    tmp_path: Path, *rows: dict[str, object], without: tuple[str, ...] = (), **types: pa.DataType
) -> EventStore:
    return open_parquet(write_events(tmp_path / "events.parquet", list(rows), without, **types))


def values_of(store: EventStore, facet: str) -> tuple[str, ...]:
    return store.engine.codes[facet].values  # noqa: PD011 - not a frame


# Files that are refused


@pytest.mark.parametrize("missing", ["event_id", "event_date", "longitude", "latitude"])
def test_a_missing_column_is_named(tmp_path, missing):
    with pytest.raises(RecordError, match=rf"^events\.parquet: there is no column {missing}; it has .*kind"):
        open_events(tmp_path, make_event("E1"), without=(missing,))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"end_date": DAY - timedelta(1)}, "event E2: end_date 2024-08-05 is before event_date 2024-08-06"),
        ({"event_date": None, "end_date": DAY}, "event E2: has an end_date without an event_date"),
        ({"longitude": 180.5}, "event E2: longitude 180.5 is outside the world; expected -180 to 180"),
        ({"latitude": -91.0}, "event E2: latitude -91.0 is outside the world; expected -90 to 90"),
        ({"latitude": float("inf")}, "event E2: latitude inf is outside the world"),
        ({"longitude": float("nan")}, "event E2: longitude is NaN; expected degrees, or NULL"),
        ({"latitude": None}, "event E2: has a longitude and no latitude"),
        ({"precision": "village"}, "event E2: precision 'village' is not one of exact, settlement"),
        ({"event_id": None}, "row 2: has no event_id"),
        ({"event_id": ""}, "row 2: has no event_id"),
        ({"event_id": "E3"}, "event_id E3 stands on 2 rows; expected one"),
        (
            {"event_date": date(1800, 1, 1)},
            "runs from 1800-01-01 (event E2) to 2024-08-06 (event E1); expected a period of at most 65,535 days",
        ),
    ],
)
def test_the_first_bad_row_is_named_in_one_sentence(tmp_path, changes, words):
    bad = make_event("E2") | changes
    with pytest.raises(RecordError) as caught:
        open_events(tmp_path, make_event("E1"), bad, make_event("E3"))
    assert str(caught.value).startswith(f"events.parquet: {words}")
    assert "\n" not in str(caught.value)


def test_the_longest_period_opens(tmp_path):
    store = open_events(tmp_path, make_event("E1"), make_event("E2", event_date=DAY - timedelta(65_534)))
    assert store.engine.tally(Selection()).days == 65_535


@pytest.mark.parametrize(
    ("column", "kind", "value", "words"),
    [
        ("event_date", pa.string(), "2024-08-06", "column event_date holds text; expected days"),
        ("event_date", pa.int32(), 20240806, "column event_date holds INTEGER; expected days"),
        ("event_date", pa.timestamp("s", "UTC"), 0, "column event_date holds instants with a time"),
        ("longitude", pa.string(), "35.2", "column longitude holds text; expected numbers"),
        ("kind", pa.int32(), 4, "column kind holds INTEGER; expected text"),
    ],
)
def test_a_column_of_another_type_is_named(tmp_path, column, kind, value, words):
    with pytest.raises(RecordError, match=words):
        open_events(tmp_path, make_event("E1", **{column: value}), **{column: kind})


def test_a_time_of_day_is_refused_and_midnight_is_a_day(tmp_path):
    kind = pa.timestamp("s")
    at_midnight = make_event("E1", event_date=MIDNIGHT)
    assert open_events(tmp_path, at_midnight, event_date=kind).engine.file.period == (DAY, DAY)
    with pytest.raises(RecordError, match="event E1: event_date 2024-08-06 13:00:00 has a time of day"):
        open_events(tmp_path, make_event("E1", event_date=MIDNIGHT + 13 * 3600), event_date=kind)


def test_an_empty_file_is_refused(tmp_path):
    with pytest.raises(RecordError, match="holds 0 rows; expected at least one event"):
        open_events(tmp_path)


@pytest.mark.parametrize("content", ["nothing", "text", "cut off", "damaged inside"])
def test_what_is_no_whole_parquet_file_is_refused(tmp_path, content):
    whole = write_events(tmp_path / "whole.parquet", [make_event(f"E{number}") for number in range(500)]).read_bytes()
    broken = {
        "nothing": b"",
        "text": b"event_id,event_date\n1,2024-08-06\n",
        "cut off": whole[: len(whole) // 2],
        "damaged inside": whole[:8] + bytes(len(whole) // 2) + whole[8 + len(whole) // 2 :],
    }[content]
    path = tmp_path / "events.parquet"
    path.write_bytes(broken)
    with pytest.raises(RecordError, match=r"^events\.parquet: "):
        open_parquet(path)


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(RecordError, match=r"^none\.parquet: there is no such file"):
        open_parquet(tmp_path / "none.parquet")


# Files that open


def test_a_folder_is_told_from_a_file_that_is_not_there(tmp_path):
    (tmp_path / "parts.parquet").mkdir()
    with pytest.raises(RecordError, match=r"^parts\.parquet: is a folder; expected one Parquet file$"):
        open_parquet(tmp_path / "parts.parquet")


def test_a_column_with_the_name_of_the_row_number_is_named(tmp_path):
    path = write_events(tmp_path / "events.parquet", [make_event("E1")])
    table = pq.read_table(path)
    pq.write_table(table.append_column("file_row_number", [[7]]), path)
    with pytest.raises(RecordError, match="column file_row_number has the name of the row's number"):
        open_parquet(path)


def test_signs_of_patterns_in_a_name_are_taken_as_they_are(tmp_path):
    folder = tmp_path / "year=2024"
    folder.mkdir()
    store = open_parquet(write_events(folder / "it's [1]*?.parquet", [make_event("E1")]))
    assert store.counts(Selection()).statements == 1


def test_columns_may_be_absent(tmp_path):
    absent = ("end_date", "outlet", "claimant", "kind", "text", "precision")
    store = open_events(tmp_path, make_event("E1"), without=absent)
    [row] = store.events(Selection(), limit=9)
    assert (row.day, row.last_day, row.outlets, row.claimants, row.kind, row.text) == (DAY, DAY, (), (), None, "")
    assert store.engine.codes == {}


def test_an_outlet_may_be_text_and_a_claimant_a_list(tmp_path):
    event = make_event("E1", outlet="Northern Post", claimant=["Ministry A", None, "Ministry B", "Ministry A"])
    store = open_events(tmp_path, event, outlet=pa.string(), claimant=pa.list_(pa.string()))
    assert values_of(store, "outlet") == ("Northern Post",)
    assert values_of(store, "claimant") == ("Ministry A", "Ministry B")
    assert store.engine.value_counts("claimant", Selection()) == [1, 1]
    [row] = store.events(Selection(), limit=9)
    assert row.claimants == ("Ministry A", "Ministry B")


def test_values_come_by_frequency_and_lists_of_the_same_outlets_share_a_set(tmp_path):
    lists = [["B", "A"], ["A", "B"], ["A"], [], None, [""]]
    store = open_events(tmp_path, *(make_event(f"E{number}", outlet=one) for number, one in enumerate(lists)))
    codes = store.engine.codes["outlet"]
    assert values_of(store, "outlet") == ("A", "B")
    assert sorted(codes.sets) == [(), (0,), (0, 1)]
    assert store.engine.value_counts("outlet", Selection()) == [3, 2]
    assert store.counts(Selection(outlet=("B",))).statements == 2


def test_more_lists_than_codes_leave_the_filter_out_and_nothing_else(tmp_path):
    rows = [make_event(f"E{number}", claimant=f"claimant {number}") for number in range(65_537)]
    store = open_events(tmp_path, *rows)
    assert "claimant" not in store.engine.codes
    assert store.page(store.engine.select(Selection()), 1)[0].claimants == ("claimant 65536",)


def test_events_without_day_or_place_are_counted_and_found(tmp_path):
    nowhere = {"longitude": None, "latitude": None}
    store = open_events(
        tmp_path,
        make_event("E1"),
        make_event("E2", **nowhere),
        make_event("E3", event_date=None),
        make_event("E4", event_date=None, **nowhere),
    )
    counts = store.counts(Selection())
    assert (counts.statements, counts.places, counts.placed, counts.undated, counts.unplaced) == (2, 1, 1, 2, 1)
    undated = store.page(store.engine.select(Selection(), is_dated=False), 9)
    assert [row.event_id for row in undated] == ["E4", "E3"]
    tally = store.engine.tally(Selection())
    assert np.isnan(tally.columns["x"]).sum() == 1
    assert not tally.columns["flags"][np.isnan(tally.columns["x"])] & DRAWN


def test_a_file_without_any_day_opens(tmp_path):
    store = open_events(tmp_path, make_event("E1", event_date=None))
    assert (store.counts(Selection()).statements, store.counts(Selection()).undated) == (0, 1)
    assert len(store.engine.tally(Selection())) == 0


@pytest.mark.parametrize(
    ("precision", "flags"),
    [
        (None, PRIMARY | DRAWN | EXACT),
        ("exact", PRIMARY | DRAWN | EXACT),
        ("settlement", PRIMARY | DRAWN | EXACT),
        ("district", PRIMARY | DRAWN | DASHED),
        ("oblast", PRIMARY | DRAWN | DASHED),
        ("country", PRIMARY | DRAWN | DASHED),
    ],
)
def test_what_is_coarser_than_a_settlement_is_dashed_and_not_exact(tmp_path, precision, flags):
    store = open_events(tmp_path, make_event("E1", precision=precision), make_event("E2", precision="oblast"))
    assert sorted(store.engine.tally(Selection()).columns["flags"]) == sorted([flags, PRIMARY | DRAWN | DASHED])
    assert store.counts(Selection(exact=True)).statements == (1 if flags & EXACT else 0)


def test_flags_are_left_out_where_all_are_the_default(tmp_path):
    tally = open_events(tmp_path, make_event("E1"), make_event("E2")).engine.tally(Selection())
    assert "flags" not in tally.columns
    assert len(encode_tally(tally)) > 0


def test_places_differ_from_the_seventh_decimal(tmp_path):
    east = (35.27, 35.27, 35.2700001, 35.27000000001)
    store = open_events(tmp_path, *(make_event(f"E{number}", longitude=one) for number, one in enumerate(east)))
    assert store.counts(Selection()).places == 2


@pytest.mark.parametrize("text", ["ZUGSTRASSE", "zugstraße", "northern", "Ministry A", "combat"])
def test_text_finds_words_of_the_event_and_of_its_sources(tmp_path, text):
    other = make_event("E2", outlet=["Southern Post"], claimant="Ministry B", kind="strike", text=None)
    store = open_events(tmp_path, make_event("E1", text="Shelling in Zugstraße"), other)
    found = store.events(Selection(text=text), limit=9)
    assert [row.event_id for row in found] == ["E1"]


@pytest.mark.parametrize("text", ["zug  Ministry", "strike\u2003shelling", "zug’s", 'zug\'s "line"', "post “line”"])
def test_every_word_has_to_occur_and_curly_quotes_are_straight_ones(tmp_path, text):
    held = {"outlet": ["Southern Post"], "claimant": "Ministry B", "kind": "strike"}
    others = [make_event("E2", **(held | {"text": None})), make_event("E3", text="Zug, its line", kind="other")]
    store = open_events(tmp_path, make_event("E1", **(held | {"text": "Shelling of Zug’s “line”"})), *others)
    assert "E1" in {row.event_id for row in store.events(Selection(text=text), limit=9)}
    assert store.counts(Selection(text=f"{text} southern")).statements == 1


def test_text_that_nothing_holds_selects_nothing(tmp_path):
    store = open_events(tmp_path, make_event("E1"))
    assert store.counts(Selection(text="nowhere")).statements == 0
    assert len(store.engine.tally(Selection(text="nowhere"))) == 0


def test_text_is_no_pattern(tmp_path):
    store = open_events(tmp_path, make_event("E1", text="100% of it"), make_event("E2", text="1000 of it"))
    assert [row.event_id for row in store.events(Selection(text="100%"), limit=9)] == ["E1"]


# Counts


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    """Events of several days and outlets, some without a place, with a frame of the same."""
    path = make_events(tmp_path_factory.mktemp("many") / "events.parquet", ROWS, seed=5)
    frame = pd.read_parquet(path, columns=["event_id", "event_date", "end_date", "outlet", "claimant", "kind", "text"])
    frame[["longitude", "latitude"]] = pd.read_parquet(path, columns=["longitude", "latitude"])
    frame["outlet"] = frame["outlet"].map(frozenset)
    frame["words"] = [
        "\n".join((*one, *outlets)).casefold()
        for *one, outlets in zip(frame["text"], frame["claimant"], frame["kind"], frame["outlet"], strict=True)
    ]
    frame["event_date"], frame["end_date"] = pd.to_datetime(frame["event_date"]), pd.to_datetime(frame["end_date"])
    return path, frame


def random_selections(seed: int) -> list[Selection]:
    chance = np.random.default_rng(seed)
    first_day = pd.Timestamp(FIRST_DAY).date()

    def pick(word: str, size: int) -> tuple[str, ...]:
        chosen = chance.choice(size, chance.integers(0, 4), replace=False) if chance.random() < 0.5 else []
        return tuple(f"{word} {number + 1}" for number in chosen)

    selections = []
    for _ in range(PAIRS):
        begin, end = sorted(chance.integers(0, 1300, 2).tolist())
        kinds = [("combat",), ("strike", "capture"), (), ()][chance.integers(4)]
        text = ["", "", "", "town 1", "combat"][chance.integers(5)]
        window = (first_day + timedelta(begin), first_day + timedelta(end))
        facets = {"outlet": pick("outlet", 60), "claimant": pick("claimant", 24), "kind": kinds}
        selections.append(Selection(*window, text=text, **facets))
    return selections


def mask_of(frame: pd.DataFrame, selection: Selection) -> pd.Series:
    kept = pd.Series(True, index=frame.index)
    if selection.last is not None:
        kept &= frame["event_date"] <= pd.Timestamp(selection.last)
    if selection.first is not None:
        kept &= frame["end_date"] >= pd.Timestamp(selection.first)
    if selection.outlet:
        kept &= np.array([not one.isdisjoint(selection.outlet) for one in frame["outlet"]])
    for name in ("claimant", "kind"):
        if selection.values(name):
            kept &= frame[name].isin(selection.values(name))
    if selection.text:
        kept &= np.array([all(word in one for word in selection.text.split()) for one in frame["words"]])
    return kept


@pytest.mark.parametrize("row_limit", [10 * ROWS, 1_000])
def test_random_windows_and_filters_count_as_pandas_does(many, row_limit):
    path, frame = many
    store = open_parquet(path, row_limit)
    assert store.is_grouped == (row_limit < ROWS)
    for selection in random_selections(seed=row_limit):
        kept = frame[mask_of(frame, selection)]
        counts = store.counts(selection)
        assert (counts.statements, counts.placed) == (len(kept), len(kept)), selection
        assert counts.places == len(kept[["longitude", "latitude"]].drop_duplicates()), selection


def test_a_grouped_tally_counts_every_window_of_every_filter_as_pandas_does(many):
    path, frame = many
    store = open_parquet(path, row_limit=1_000)
    for selection in random_selections(seed=3)[:100]:
        tally = store.engine.tally(selection)
        first, last = ((day - date(1970, 1, 1)).days for day in (selection.first, selection.last))
        assert count_in_window(tally, first, last) == mask_of(frame, selection).sum(), selection


def test_a_grouped_tally_is_bounded_and_its_marks_list_their_events(many):
    path, _ = many
    store = open_parquet(path, row_limit=12_000)
    tally = store.engine.tally(Selection())
    assert len(tally) <= 12_000
    assert set(tally.columns) == {"x", "y", "start", "end", "count"}
    size, x, y = store.engine.marks.size, tally.columns["x"], tally.columns["y"]
    cells = pd.DataFrame({"cx": np.floor(x * size), "cy": np.floor(y * size), "count": tally.columns["count"]})
    for (cx, cy), count in cells.groupby(["cx", "cy"])["count"].sum().sample(20, random_state=1).items():
        where = store.engine.select(Selection())
        where.add("floor(CAST(x AS DOUBLE) * $s) = $cx AND floor(CAST(y AS DOUBLE) * $s) = $cy", s=size, cx=cx, cy=cy)
        assert store.engine.count_numbers(where) == count


def test_a_tally_of_rows_has_every_event_at_its_place(many):
    path, frame = many
    tally = open_parquet(path).engine.tally(Selection())
    x, y = project(frame["longitude"], frame["latitude"])
    start = (frame["event_date"] - frame["event_date"].min()).dt.days
    expected = sorted(zip(start, x, y, strict=True))
    found = sorted(zip(*(tally.columns[name] for name in ("start", "x", "y")), strict=True))
    assert np.array_equal(np.array(found), np.array(expected))


def test_a_part_of_the_map_has_every_event_at_its_place_and_the_rest_is_counted(many):
    path, frame = many
    store = open_parquet(path, row_limit=12_000)
    size = store.engine.marks.size
    town = frame[["longitude", "latitude"]].iloc[100]
    near = near_of(town["latitude"], town["longitude"], 13, size)
    assert parse_near(str(near)) == near
    for selection in random_selections(seed=6)[:20]:
        tally = store.engine.tally(selection, near)
        first, last = ((day - date(1970, 1, 1)).days for day in (selection.first, selection.last))
        assert count_in_window(tally, first, last) == mask_of(frame, selection).sum()
        assert len(encode_tally(tally)) > 0
    there = set(zip(*(store.engine.tally(Selection(), near).columns[axis].tolist() for axis in "xy"), strict=True))
    assert tuple(float(one[0]) for one in project([town["longitude"]], [town["latitude"]])) in there


@pytest.mark.parametrize("zoom", [9, 11, 13])
def test_a_part_with_too_many_events_for_their_places_is_counted_by_finer_cells(many, monkeypatch, zoom):
    path, frame = many
    store = open_parquet(path, row_limit=2_000)
    engine, size = store.engine, store.engine.marks.size
    town = frame[["longitude", "latitude"]].iloc[100]
    near = near_of(town["latitude"], town["longitude"], zoom, size)
    part = engine.column("number", joined(engine.select(Selection()), near.condition(size)))
    monkeypatch.setattr("events.engines.parquet.MOST_NEAR", len(part) - 1)
    detail = engine.detail(Selection(), near)
    assert detail.size > size
    for selection in random_selections(seed=8)[:20]:
        first, last = ((day - date(1970, 1, 1)).days for day in (selection.first, selection.last))
        assert count_in_window(engine.tally(selection, near), first, last) == mask_of(frame, selection).sum()
    places = np.array(project(frame["longitude"].to_numpy()[part], frame["latitude"].to_numpy()[part])).astype(
        np.float32
    )
    tally = engine.tally(Selection(), near)
    marks = cells_of(np.array([tally.columns["x"], tally.columns["y"]]), detail.size)
    assert cells_of(places, detail.size) <= marks


def cells_of(places, size):
    return set(map(tuple, np.floor(places.astype(float) * size).T.tolist()))


def test_a_part_with_too_many_events_stays_counted_by_cell(many, monkeypatch):
    path, frame = many
    monkeypatch.setattr("events.engines.parquet.MOST_NEAR", 0)
    store = open_parquet(path, row_limit=1_000)
    near = near_of(frame["latitude"].iloc[0], frame["longitude"].iloc[0], 13, store.engine.marks.size)
    assert len(store.engine.tally(Selection(), near)) == len(store.engine.tally(Selection()))


@pytest.mark.parametrize("text", [None, "", "11/1", "11/1/1/1", "20/1/1", "-1/1/1", "a/b/c", "١/1/1"])
def test_a_part_that_no_address_names_is_none(text):
    assert parse_near(text) is None


@pytest.mark.parametrize(("zoom", "is_near"), [(7.9, False), (8.0, False), (8.9, False), (9.0, True), (25, True)])
def test_a_part_is_asked_for_only_where_it_shows_more(zoom, is_near):
    assert (near_of(50, 35, zoom, (256 << 8) / 22) is not None) == is_near


def test_values_are_counted_under_the_other_filters(many):
    path, frame = many
    store = open_parquet(path, row_limit=1_000)
    for selection in random_selections(seed=8)[:30]:
        kept = frame[mask_of(frame, selection.without("outlet"))]
        expected = kept["outlet"].map(list).explode().value_counts()
        found = dict(
            zip(store.engine.codes["outlet"].values, store.engine.value_counts("outlet", selection), strict=True)
        )
        assert {value: count for value, count in found.items() if count} == expected.to_dict()


def test_the_timeline_counts_an_event_in_every_bin_that_it_overlaps(many):
    path, frame = many
    store = open_parquet(path, row_limit=1_000)
    selection = Selection(outlet=("outlet 3",), first=date(2023, 1, 1))
    kept = frame[mask_of(frame, selection.without_window())]
    timeline = store.engine.timeline(selection)
    begins = (kept["event_date"] - frame["event_date"].min()).dt.days
    ends = (kept["end_date"] - frame["event_date"].min()).dt.days
    width = timeline["binDays"]
    expected = [
        int(((begins // width <= number) & (ends // width >= number)).sum()) for number in range(len(timeline["bins"]))
    ]
    assert timeline["bins"] == expected
    assert timeline["startDays"] == sorted({(day - date(1970, 1, 1)).days for day in kept["event_date"].dt.date})
    assert store.engine.timeline(replace(selection, first=date(2023, 6, 1))) == timeline
    assert store.engine.timeline(replace(selection, outlet=("outlet 4",))) != timeline


@pytest.mark.parametrize("row_limit", [10 * ROWS, 1_000])
def test_pages_hold_every_event_once_from_top_to_bottom(many, row_limit):
    path, frame = many
    store = open_parquet(path, row_limit)
    selection = Selection(outlet=("outlet 1",), text="town")
    where = store.engine.select(selection)
    pages = [store.page(where, 700, offset) for offset in range(0, ROWS, 700)]
    rows = [row for page in pages for row in page]
    assert sorted(row.event_id for row in rows) == sorted(frame[mask_of(frame, selection)]["event_id"])
    assert [row.day for row in rows] == sorted((row.day for row in rows), reverse=True)
    for rank in (0, 699, 1500, len(rows) - 1):
        assert store.rank(where, rows[rank].event_id) == rank


def test_ids_may_be_numbers(tmp_path):
    rows = [make_event(number) for number in (7, 12)]
    store = open_events(tmp_path, *rows, event_id=pa.int64())
    everything = store.engine.select(Selection())
    assert [row.event_id for row in store.page(everything, 9)] == ["12", "7"]
    assert [store.rank(everything, name) for name in ("12", "7", "twelve")] == [0, 1, None]


def test_nothing_is_left_in_the_temporary_folder(tmp_path, monkeypatch):
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    store = open_events(tmp_path, make_event("E1"))
    assert [row.event_id for row in store.events(Selection(), limit=9)] == ["E1"]
    del store
    gc.collect()
    assert list((tmp_path / "temporary").iterdir()) == []


def test_an_event_that_is_not_selected_has_no_rank(many):
    path, frame = many
    store = open_parquet(path)
    where = store.engine.select(Selection(kind=("strike",)))
    assert store.rank(where, frame[frame["kind"] == "combat"]["event_id"].iloc[0]) is None
    assert store.rank(where, "no such event") is None


def test_threads_share_the_engine(many):
    path, _ = many
    store = open_parquet(path)
    selections = random_selections(seed=2)[:40]
    alone = [store.counts(selection) for selection in selections]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(store.counts, selections)) == alone


# Export


def test_csv_holds_the_selection_and_no_formula(tmp_path):
    event = make_event("=1+1", text="@now", outlet=["A", "B"], longitude=-35.5, end_date=DAY + timedelta(2))
    store = open_events(tmp_path, event, make_event("E2", kind="strike"))
    lines = "".join(events_to_csv(store, Selection(kind=("combat",)))).split("\r\n")
    assert lines[0] == ",".join(f'"{name}"' for name in COLUMNS)
    cells = '"\'=1+1","2024-08-06","2024-08-08","A; B","Ministry A","combat","-35.5","51.23","","\'@now"'
    assert lines[1:] == [cells, ""]


def test_csv_stops_at_its_limit(many):
    path, _ = many
    store = open_parquet(path)
    assert "".join(events_to_csv(store, Selection(), limit=1_234)).count("\r\n") == 1_235
