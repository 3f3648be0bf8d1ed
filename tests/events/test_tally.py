"""A tally is read as it was written, and its windows are counts."""

import json
from datetime import date, timedelta
from urllib.parse import parse_qs

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.selection import FACETS, Selection, parse_selection
from events.tally import NO_INDEX, PRIMARY, Facet, Tally, count_in_window, encode_tally, smallest_code
from events.vocabulary import Clock
from tests.factories import make_article, make_chance, make_claimant, make_mention, make_statement, make_store

EPOCH = date(1970, 1, 1)
DTYPES = {"f32": "<f4", "u8": "<u1", "u16": "<u2", "u32": "<u4"}


def decode(content):
    """A tally's header and columns, written from docs/map-protocol.md."""
    assert content[:4] == b"DLT1"
    length = int.from_bytes(content[4:8], "little")
    header = json.loads(content[8 : 8 + length])
    data = 8 + length
    assert data % 8 == 0
    columns = {}
    for one in header["columns"]:
        assert one["offset"] % 8 == 0
        columns[one["name"]] = np.frombuffer(content, DTYPES[one["type"]], header["rows"], data + one["offset"])
    return header, columns


def tally_of(days, **columns):
    """A tally of rows with these first and last days."""
    start, end = (np.array(column, np.uint16) for column in zip(*sorted(days), strict=True))
    places = np.full(len(days), np.nan, np.float32)
    return Tally(20_000, 400, {"x": places, "y": places, "start": start, "end": end} | columns)


DAYS = st.tuples(st.integers(0, 300), st.integers(0, 90)).map(lambda one: (one[0], one[0] + one[1]))
SPANS = st.lists(DAYS, min_size=1, max_size=40)


@given(SPANS, st.data())
def test_a_tally_written_is_read_equal(days, data):
    size = len(days)
    column = st.lists(st.integers(0, 255), min_size=size, max_size=size)
    facet = Facet(3, ((0,), (0, 2), ()))
    tally = tally_of(
        days,
        flags=np.array(data.draw(column), np.uint8),
        count=np.array(data.draw(column), np.uint32),
        **{"facet:side": np.array(data.draw(column), np.uint8) % 3},
    )
    tally = Tally(tally.epoch, tally.days, tally.columns, {"side": facet})
    header, columns = decode(encode_tally(tally))
    assert (header["rows"], header["epoch"], header["days"], header["total"]) == (size, 20_000, 400, tally.total)
    assert header["facets"] == {"side": {"values": 3, "sets": [[0], [0, 2], []]}}
    assert list(columns) == list(tally.columns)
    for name, column in tally.columns.items():
        assert np.array_equal(columns[name], column, equal_nan=column.dtype == np.float32)


@given(SPANS, st.integers(-10, 420), st.integers(0, 60))
def test_a_window_counts_what_overlaps_it_both_ends_included(days, first, length):
    last = first + length
    expected = sum(begins <= last and ends >= first for begins, ends in days)
    assert count_in_window(tally_of(days), 20_000 + first, 20_000 + last) == expected


@given(SPANS, st.integers(0, 300), st.integers(0, 60), st.randoms())
def test_a_window_sums_the_counts_of_the_rows_kept(days, first, length, chance):
    counts = [chance.randrange(5) for _ in days]
    keep = [chance.random() < 0.5 for _ in days]
    tally = tally_of(days, count=np.array(counts, np.uint32))
    expected = sum(
        count
        for (begins, ends), count, is_kept in zip(sorted(days), counts, keep, strict=True)
        if is_kept and begins <= first + length and ends >= first
    )
    assert count_in_window(tally, 20_000 + first, 20_000 + first + length, np.array(keep)) == expected


def test_an_empty_tally_is_read_equal():
    empty = Tally(0, 1, {name: np.array([], kind) for name, kind in (("start", np.uint16), ("end", np.uint16))})
    header, columns = decode(encode_tally(empty))
    assert (header["rows"], header["total"], [len(one) for one in columns.values()]) == (0, 0, [0, 0])
    assert count_in_window(empty, 0, 10) == 0


def test_rows_out_of_order_are_refused():
    tally = Tally(0, 9, {"start": np.array([2, 1], np.uint16), "end": np.array([2, 1], np.uint16)})
    with pytest.raises(ValueError, match="sorted by their first day"):
        encode_tally(tally)


def test_columns_of_two_lengths_are_refused():
    tally = Tally(0, 9, {"start": np.array([1, 2], np.uint16), "end": np.array([1], np.uint16)})
    with pytest.raises(ValueError, match="column end has 1 rows, not 2"):
        encode_tally(tally)


@pytest.mark.parametrize(("size", "kind"), [(0, np.uint8), (256, np.uint8), (257, np.uint16), (65_536, np.uint16)])
def test_codes_take_the_smallest_column(size, kind):
    assert smallest_code(size) is kind


def test_more_codes_than_a_column_holds_are_refused():
    with pytest.raises(ValueError, match="65,537 different values are too many"):
        smallest_code(65_537)


# The shipped data's tally


@pytest.fixture(params=list(Clock))
def clock(request):
    return request.param


def test_every_statement_has_one_primary_row(shipped, clock):
    tally = shipped.engine.tally(Selection(clock=clock))
    primary = int((tally.columns["flags"] & PRIMARY != 0).sum())
    assert primary == shipped.counts(Selection(clock=clock)).statements
    assert primary + shipped.counts(Selection(clock=clock)).undated == len(shipped.statement_ids)


def test_a_window_of_the_tally_counts_what_the_engine_counts(shipped, clock):
    tally = shipped.engine.tally(Selection(clock=clock))
    primary = tally.columns["flags"] & PRIMARY != 0
    chance = make_chance(60)
    for _ in range(60):
        first = date(2024, 7, 1) + timedelta(chance.randrange(320))
        last = first + timedelta(chance.choice([0, 0, 1, 10, 60]))
        counted = count_in_window(tally, (first - EPOCH).days, (last - EPOCH).days, primary)
        assert counted == shipped.counts(Selection(first=first, last=last, clock=clock)).statements


@pytest.mark.parametrize("facet", FACETS)
def test_a_mask_over_the_tally_keeps_what_the_filter_keeps(shipped, facet):
    tally = shipped.engine.tally(Selection())
    primary = tally.columns["flags"] & PRIMARY != 0
    values = shipped.engine.codes[facet].values
    assert tally.facets[facet].values == len(values)
    for index, value in enumerate(values):
        codes = [code for code, one in enumerate(tally.facets[facet].sets) if index in one]
        mask = primary & np.isin(tally.columns[f"facet:{facet}"], codes)
        assert int(mask.sum()) == shipped.counts(Selection(**{facet: (value,)})).statements


def test_captives_stand_in_the_tally_under_their_side_only_when_asked(shipped):
    index = shipped.engine.codes["side"].values.index("Ukraine")
    plain, asked = (shipped.engine.tally(Selection(captives=one)) for one in (False, True))
    assert plain.facets["side"] != asked.facets["side"]
    assert index in {one for group in plain.facets["side"].sets for one in group}


def test_text_is_the_engine_s_business_and_facets_and_window_the_browser_s(shipped):
    everything = len(shipped.engine.tally(Selection()))
    narrow = Selection(first=date(2025, 1, 1), last=date(2025, 1, 2), side=("Ukraine",))
    assert len(shipped.engine.tally(narrow)) == everything
    assert 0 < len(shipped.engine.tally(Selection(text="sudzha"))) < everything


def test_what_the_tally_is_made_of_is_what_the_link_says(shipped):
    selection, _ = parse_selection(parse_qs("text=Kursk&clock=said&captives=1"))
    assert encode_tally(shipped.engine.tally(selection)) == encode_tally(shipped.engine.tally(selection))


def test_places_and_events_index_the_words(shipped):
    tally = shipped.engine.tally(Selection())
    for name, known in (("place", shipped.place_ids), ("event", shipped.event_ids)):
        indices = tally.columns[name][tally.columns[name] != NO_INDEX]
        assert set(indices.tolist()) <= set(range(len(known)))


def test_a_statement_of_three_places_has_three_rows_and_is_counted_once(tmp_path):
    places = tuple(make_mention(place_id=one) for one in ("ru-krs", "ru-sudzha", "ru"))
    store = make_store(tmp_path, [make_article(), make_claimant(), make_statement(places=places)])
    flags = store.engine.tally(Selection()).columns["flags"]
    assert len(flags) == 3
    assert (flags & PRIMARY != 0).sum() == 1


def test_days_stay_what_they_are(tmp_path):
    store = make_store(tmp_path, [make_article(), make_claimant(), make_statement(refers_to="2025-01-31/2025-02-01")])
    tally = store.engine.tally(Selection())
    assert EPOCH + timedelta(tally.epoch) == date(2025, 1, 31)
    assert (tally.days, tally.columns["start"].tolist(), tally.columns["end"].tolist()) == (2, [0], [1])


def test_a_day_two_centuries_ago_does_not_close_the_map(tmp_path):
    old = make_statement(statement_id="s2", refers_to="1812-09-07")
    store = make_store(tmp_path, [make_article(), make_claimant(), make_statement(), old])
    tally = store.engine.tally(Selection())
    assert len(tally) == 2
    assert count_in_window(tally, 0, 25_000) == 1
