"""The map layer's sums, in the browser that runs them, against the same sums by numpy."""

import numpy as np
import pytest
from playwright.sync_api import Error

from events.tally import DRAWN, EXACT, PRIMARY, SPEAKING, Facet, Tally, encode_tally
from tests.browser.harness.layer_page import free_tally, free_words, opened_page, serve

pytestmark = pytest.mark.browser

SUMS = """async ({name, cases, grid}) => {
  const T = await import("/assets/v/tally.js"), S = await import("/assets/v/layer-sums.js");
  const tally = T.decode(await (await fetch(`/data/${name}.bin`)).arrayBuffer());
  const verdicts = new Uint8Array(tally.rows);
  const marks = new S.MarkSums(tally, verdicts, S.pairRows(tally, 3)), facets = new T.FacetSums(tally, verdicts);
  marks.setGrid(S.gridFor(grid.size, grid));
  const sum = (numbers, step = 1) => numbers.reduce((all, number, at) => (at % step ? all : all + number), 0);
  return cases.map(({from, to, masks}) => {
    // null = the masks stay, so that the window moves by what enters and leaves.
    if (masks) {
      T.judge(tally, masks, verdicts);
      marks.speaking = Boolean(masks.speaking);
      marks.stale = facets.stale = true;
    }
    const {first, last} = T.clampWindow(tally, from, to);
    marks.move(first, last);
    facets.move(first, last);
    const counts = Object.fromEntries(Object.entries(facets.byValue()).map(([key, value]) => [key, [...value]]));
    const {bins, binDays, startDays} = T.histogram(tally, verdicts);
    return {placed: marks.placed, inGrid: sum(marks.cells, 4), ofPlaces: sum(marks.count),
      statements: facets.statements, counts, bins: [...bins], binDays, startDays: [...startDays]};
  });
}"""
SPAN = 60


@pytest.fixture(scope="module")
def harness():
    with serve() as serving:
        yield serving


@pytest.fixture(scope="module")
def page(chromium, harness):
    harness.add("mixed", mixed_tally(), free_words())
    with opened_page(chromium, harness) as opened:
        yield opened


def mixed_tally(size=4000, seed=11):
    """Free rows and rows of three places, counts above one, every flag, rows of several days and of several outlets."""
    random = np.random.default_rng(seed)
    tally = free_tally(size, seed=seed, days=SPAN)
    flags = np.full(size, 0)
    for flag, share in ((PRIMARY, 0.8), (DRAWN, 0.9), (SPEAKING, 0.1), (EXACT, 0.6)):
        flags |= np.where(random.random(size) < share, flag, 0)
    columns = dict(tally.columns) | {
        "flags": flags.astype(np.uint8),
        "count": random.integers(1, 5, size).astype(np.uint32),
        "place": np.where(random.random(size) < 0.3, random.integers(0, 3, size), 65535).astype(np.uint16),
        "event": np.where(random.random(size) < 0.5, random.integers(0, 9, size), 65535).astype(np.uint16),
    }
    return Tally(epoch=tally.epoch, days=SPAN, columns=columns, facets=tally.facets)


def random_cases(tally, number, seed=5):
    random = np.random.default_rng(seed)
    cases = []
    for at in range(number):
        first, last = sorted(int(day) for day in random.integers(tally.epoch - 3, tally.epoch + tally.days + 3, 2))
        masks = None
        if at % 4 == 0:
            masks = {"exact": bool(random.random() < 0.3), "speaking": bool(random.random() < 0.5), "facets": {}}
            if random.random() < 0.7:
                masks["facets"]["outlet"] = [int(value) for value in random.integers(0, 60, 12)]
            if random.random() < 0.5:
                masks["facets"]["kind"] = [int(value) for value in random.integers(0, 9, 3)]
        cases.append({"from": first, "to": last, "masks": masks})
    return cases


def passes(tally, masks):
    """For every facet, which rows pass it."""
    kept = {}
    for name, facet in tally.facets.items():
        chosen = masks["facets"].get(name)
        sets = np.array([chosen is None or bool(set(one) & set(chosen)) for one in facet.sets])
        kept[name] = sets[tally.columns[f"facet:{name}"]]
    return kept


def by_numpy(tally, case, masks):
    """What the layer should say, counted row by row."""
    columns = tally.columns
    start, end, count = (columns[name].astype(int) for name in ("start", "end", "count"))
    flags, kept = columns["flags"], passes(tally, masks)
    inside = (start + tally.epoch <= case["to"]) & (end + tally.epoch >= case["from"])
    exact = (flags & EXACT > 0) if masks["exact"] else np.full(len(tally), True)
    drawn = (flags & DRAWN > 0) & ((flags & SPEAKING == 0) | masks["speaking"])
    primary = flags & PRIMARY > 0
    every = np.logical_and.reduce(list(kept.values())) & exact
    found = {
        "placed": count[inside & every & drawn].sum(),
        "ofPlaces": count[inside & every & drawn & (columns["place"] < 3)].sum(),
        "statements": count[inside & every & primary].sum(),
        "counts": {},
    }
    for name, facet in tally.facets.items():
        others = (
            np.logical_and.reduce([rows for other, rows in kept.items() if other != name]) & exact & primary & inside
        )
        codes = columns[f"facet:{name}"]
        has = np.array([[value in one for one in facet.sets] for value in range(facet.values)])
        per_code = np.bincount(codes[others], weights=count[others], minlength=len(facet.sets))
        found["counts"][name] = (has @ per_code).astype(int).tolist()
    days = np.arange(tally.days)
    rows = every & primary
    found["bins"] = ((start[rows, None] <= days) & (end[rows, None] >= days)).T.dot(count[rows]).tolist()
    found["startDays"] = sorted({int(day) + tally.epoch for day in start[rows]})
    return found


def test_window_sums_equal_a_count_by_numpy_for_200_windows_and_masks(page):
    tally = mixed_tally()
    cases = random_cases(tally, 200)
    given = page.evaluate(SUMS, {"name": "mixed", "cases": cases, "grid": WORLD})
    masks = None
    for case, found in zip(cases, given, strict=True):
        masks = case["masks"] or masks
        expected = by_numpy(tally, case, masks)
        assert {key: found[key] for key in expected} == expected
        assert found["inGrid"] + found["ofPlaces"] == found["placed"]


WORLD = {"size": 300, "left": 0, "right": 1, "top": 0, "bottom": 1}


@pytest.mark.parametrize("flags", [True, False])
@pytest.mark.parametrize("counts", [True, False])
def test_absent_columns_stand_for_primary_drawn_exact_rows_of_one(page, harness, flags, counts):
    full = free_tally(300, days=20)
    columns = {name: column for name, column in full.columns.items() if not name.startswith("facet:")}
    if not flags:
        del columns["flags"]
    if counts:
        columns["count"] = np.arange(300, dtype=np.uint32)
    harness.add("bare", Tally(epoch=0, days=20, columns=columns), {})
    case = {"from": 0, "to": 19, "masks": {"exact": not flags}}
    (found,) = page.evaluate(SUMS, {"name": "bare", "cases": [case], "grid": WORLD})
    total = sum(range(300)) if counts else 300
    assert (found["placed"], found["statements"], found["counts"]) == (total, total, {})


def test_a_cell_is_the_floor_of_the_float32_coordinate_times_the_size(page, harness):
    tally = free_tally(500, days=5)
    harness.add("cells", tally, {})
    size = 256 * 2**6.75 / 22
    found = page.evaluate(
        """async (size) => {
          const T = await import("/assets/v/tally.js"), S = await import("/assets/v/layer-sums.js");
          const tally = T.decode(await (await fetch("/data/cells.bin")).arrayBuffer());
          const marks = new S.MarkSums(tally, new Uint8Array(tally.rows), S.pairRows(tally, 0));
          marks.setGrid(S.gridFor(size, {left: 0.59, right: 0.62, top: 0.33, bottom: 0.35}));
          marks.move(0, 4);
          const {x0, y0, width, height} = marks.grid, found = [];
          for (let slot = 0; slot < width * height; slot++) {
            const count = marks.cells[slot * 4];
            if (count) found.push([x0 + (slot % width), y0 + Math.floor(slot / width), count]);
          }
          return {found, x0, y0, width, height};
        }""",
        size,
    )
    cells = np.floor(np.stack([tally.columns[axis].astype(np.float64) * size for axis in "xy"], 1)).astype(int)
    unique, numbers = np.unique(cells, axis=0, return_counts=True)
    left, top = found["x0"], found["y0"]
    in_grid = [
        [int(cx), int(cy), int(number)]
        for (cx, cy), number in zip(unique, numbers, strict=True)
        if left <= cx < left + found["width"] and top <= cy < top + found["height"]
    ]
    assert len(in_grid) > 10
    assert sorted(found["found"]) == sorted(in_grid)


def test_a_column_that_is_not_aligned_is_read(page, harness):
    content = encode_tally(free_tally(40, days=9))
    length = int.from_bytes(content[4:8], "little")
    shifted = content[:4] + (length + 1).to_bytes(4, "little") + content[8 : 8 + length] + b" " + content[8 + length :]
    harness.add("shifted", shifted, {})
    (found,) = page.evaluate(SUMS, {"name": "shifted", "cases": [{"from": 0, "to": 99999, "masks": {}}], "grid": WORLD})
    assert found["placed"] == 40


def header_only(text):
    return b"DLT1" + len(text).to_bytes(4, "little") + text


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "do not begin with DLT1"),
        (b"PAR1" + bytes(100), "do not begin with DLT1"),
        (header_only(b"{}")[:4] + (999).to_bytes(4, "little"), "cut off in their header"),
        (header_only(b"{oops"), "header of the map data cannot be read"),
        (header_only(b'{"rows": 3}     '), 'no column "x"'),
        (encode_tally(free_tally(500, days=9))[:-900], "cut off in the column"),
        (encode_tally(Tally(0, 2, free_tally(50, days=9).columns)), "ends outside its period"),
    ],
)
def test_bytes_that_are_no_tally_are_refused_with_one_sentence(page, harness, content, sentence):
    harness.add("bad", content, {})
    with pytest.raises(Error, match=sentence):
        page.evaluate(SUMS, {"name": "bad", "cases": [], "grid": WORLD})


def test_a_code_without_a_set_is_refused(page, harness):
    tally = free_tally(50, days=9)
    harness.add("bad", Tally(0, 9, tally.columns, {"kind": Facet(9, [[0]]), "outlet": tally.facets["outlet"]}), {})
    with pytest.raises(Error, match='facet "kind" has a code without a set'):
        page.evaluate(SUMS, {"name": "bad", "cases": [], "grid": WORLD})


@pytest.mark.parametrize(
    ("iso", "day"),
    [
        ("1970-01-01", 0),
        ("2024-02-29", 19782),
        ("2025-02-07", 20126),
        ("2025-02-29", None),
        ("2025-2-7", None),
        ("", None),
    ],
)
def test_days_are_read_and_written_without_a_time_zone(page, iso, day):
    days = page.evaluate(
        "(iso) => import('/assets/v/days.js').then((days) => [days.dayOf(iso), days.isoOf(days.dayOf(iso) ?? 0)])", iso
    )
    assert days == [day, iso if day is not None else "1970-01-01"]


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [(20126, 20126, "7 Feb 2025"), (20101, 20126, "13 Jan to 7 Feb 2025"), (19996, 20126, "30 Sep 2024 to 7 Feb 2025")],
)
def test_a_span_says_its_year_once(page, first, last, words):
    assert (
        page.evaluate("([a, b]) => import('/assets/v/days.js').then((days) => days.spanOf(a, b))", [first, last])
        == words
    )
