"""Figures over time, typed differences and positions as a reader sees them, on the shipped data."""

import hashlib

import pytest

from dashboard.state import ViewState
from dashboard.views.figure_chart import build_figure_chart
from dashboard.views.figure_crowd import CROWD
from dashboard.views.figures_view import MOST_ROWS
from events.differences import TITLES, DifferenceType, count_by_type, find_differences
from events.selection import Selection
from events.store import open_records
from tests.browser.server import running_page
from tests.factories import make_article, make_claimant, make_figure, make_folder, make_statement

pytestmark = pytest.mark.browser

CHART = "[data-testid=stVegaLiteChart]"
MARKS = f"{CHART} .layer_3_marks > path, {CHART} .layer_4_marks > path, {CHART} .layer_6_marks > text"


@pytest.fixture(scope="module")
def known():
    store = open_records()
    return store, store.figures(store.statements(Selection()), Selection())


@pytest.fixture
def at(open_reader, page_address):
    def go(query, **size):
        reader = open_reader(**size)
        reader.page.goto(f"{page_address}/?{query}")
        reader.page.get_by_role("status").wait_for()
        return reader

    return go


def wait_for_marks(page, count):
    page.wait_for_function(
        "([marks, count]) => document.querySelectorAll(marks).length === count", arg=[MARKS, count], timeout=15000
    )


@pytest.mark.parametrize("key", ["killed.DPRK.persons", "casualties.DPRK.persons", "arrived.DPRK.persons"])
def test_the_chart_has_the_marks_of_the_measure(at, known, key):
    chart = build_figure_chart(known[0], ViewState(chart=key), known[1])
    reader = at(f"tab=figures&chart={key}")
    wait_for_marks(reader.page, len(chart.rows))
    assert reader.page.get_by_label("Measure").input_value() == key
    assert reader.errors == []
    assert reader.outside == []


def test_another_measure_is_chosen_and_kept_in_the_link(at):
    page = at("tab=figures").page
    page.get_by_label("Measure").select_option("killed.DPRK.persons")
    page.get_by_text("1 of 3 statements sets a bound: 300 or more.", exact=True).wait_for()
    wait_for_marks(page, 3)
    page.wait_for_function("() => location.search.includes('chart=killed.DPRK.persons')")


def test_the_chart_follows_the_window_and_marks_its_end(at):
    page = at("tab=figures&chart=killed.DPRK.persons&to=2025-01-31").page
    wait_for_marks(page, 2)
    assert page.locator(f"{CHART} .layer_0_marks > line").count() == 1
    page.get_by_role("slider", name="To", exact=True).focus()
    page.keyboard.press("End")
    wait_for_marks(page, 3)


def test_a_forecast_for_days_beyond_the_slider_stands_on_those_that_it_shows(at):
    page = at("tab=figures&chart=expected.DPRK.persons").page
    wait_for_marks(page, 1)
    mark = page.locator(MARKS)
    chart, box = page.locator(CHART).bounding_box(), mark.bounding_box()
    assert chart["x"] + chart["width"] / 2 < box["x"] < box["x"] + box["width"] < chart["x"] + chart["width"]
    assert mark.get_attribute("fill") in {None, "transparent", "rgba(0,0,0,0)"}


def test_a_mark_reads_itself_out_and_the_table_stands_beside_the_chart(at):
    page = at("tab=figures&chart=killed.DPRK.persons").page
    wait_for_marks(page, 3)
    labels = page.locator(MARKS).evaluate_all("marks => marks.map(mark => mark.getAttribute('aria-label'))")
    assert any("at least 300 North Korean troops were killed" in label for label in labels)
    assert page.get_by_role("table").locator("tbody tr").count() == len(open_records().collection.figures)


def test_the_differences_stand_by_type_and_the_apparent_are_folded_and_counted(at, known):
    counts = count_by_type(find_differences(known[0].collection, known[0].gazetteer))
    page = at("tab=figures").page
    differ = page.get_by_role("region", name="Where they differ")
    differ.wait_for()
    shown = [kind for kind in TITLES if counts[kind] and kind is not DifferenceType.ONLY_APPARENT]
    assert len(shown) >= 3
    for kind in shown:
        assert differ.get_by_role("heading", name=f"{TITLES[kind]}: {counts[kind]}", exact=True).is_visible()
    folded = differ.locator("details")
    summary = folded.locator("summary")
    assert summary.inner_text().endswith(f": {counts[DifferenceType.ONLY_APPARENT]}")
    assert folded.locator("li").count() == counts[DifferenceType.ONLY_APPARENT] > 0
    assert not folded.locator("li").first.is_visible()
    summary.click()
    assert folded.locator("li").first.is_visible()


def test_a_side_of_a_difference_opens_its_statement(at):
    page = at("tab=figures").page
    page.get_by_role("button", name="South Korea's NIS, 13 Jan 2025").first.click()
    card = page.locator('.dl-card[aria-current="true"]')
    card.wait_for()
    assert "At least 300 North Korean soldiers killed" in card.inner_text()
    page.wait_for_function("() => location.search.includes('select=statement')")


def test_a_difference_shows_its_measure_in_the_chart(at):
    page = at("tab=figures").page
    page.locator('[data-type="wide_gap_compatible"]').get_by_role("button", name="In the chart").click()
    page.get_by_text("1 of 3 statements sets a bound: 300 or more.", exact=True).wait_for()


def test_the_matrix_replays_with_the_slider(at):
    page = at("tab=positions&clock=said").page
    question = page.locator(".dl-question").filter(has_text="fighting in Kursk Oblast")
    row = question.locator(".dl-matrix tbody tr").filter(has_text="Singh")
    row.wait_for()
    assert "○" in row.inner_text()
    assert "had not observed" in row.inner_text()
    columns = question.locator(".dl-matrix thead th").count()
    slider = page.get_by_role("slider", name="To", exact=True)
    slider.focus()
    page.keyboard.press("Home")
    page.locator(".dl-matrix").first.wait_for(state="detached")
    page.keyboard.press("End")
    row.wait_for()
    assert question.locator(".dl-matrix thead th").count() == columns


def test_a_period_in_the_matrix_stands_in_the_window_and_names_its_days(at):
    page = at("tab=positions&from=2025-01-20&to=2025-02-01").page
    question = page.locator(".dl-question").filter(has_text="fighting in Kursk Oblast")
    cell = question.locator(".dl-matrix").get_by_role("button", name="denies about 11 Jan 2025 to 6 Feb 2025")
    cell.wait_for()
    assert [words.split() for words in question.locator(".dl-matrix thead th").all_inner_texts()] == [
        ["Who"],
        ["20", "Jan", "2025"],
    ]
    assert "South Korea's NIS denies, about 11 Jan 2025 to 6 Feb 2025" in cell.get_attribute("title")


@pytest.mark.parametrize("size", [{}, {"width": 390, "height": 844}], ids=["wide", "phone"])
def test_all_days_of_a_question_stand_side_by_side(at, size):
    page = at("tab=positions", **size).page
    frame = page.locator(".dl-question").filter(has_text="fighting in Kursk Oblast").locator(".dl-matrix-frame")
    frame.wait_for()
    assert frame.locator("thead th").count() > 8
    assert frame.evaluate("(frame) => frame.scrollWidth <= frame.clientWidth")


def test_a_cell_of_the_matrix_opens_its_statement(at):
    page = at("tab=positions").page
    cell = page.locator(".dl-matrix tr").filter(has_text="Singh").get_by_role("button").first
    statement = cell.get_attribute("data-statement")
    cell.click()
    page.locator(f'.dl-card[data-statement="{statement}"]').wait_for()


@pytest.mark.parametrize("tab", ["figures", "positions"])
def test_a_phone_shows_the_tab_without_scrolling_sideways(at, tab):
    page = at(f"tab={tab}", width=390, height=844).page
    page.locator(CHART if tab == "figures" else ".dl-matrix").first.wait_for()
    assert page.evaluate("document.documentElement.scrollWidth <= 390")


def test_the_passage_opens_where_its_text_is_right_and_a_changed_text_says_so(open_reader, tmp_path):
    right, changed = "A column was seen near the town.", "Nothing was seen at all today."
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "a1.txt").write_text(right, "utf-8")
    (folder / "a2.txt").write_text(changed + " Corrected.", "utf-8")
    records = [
        make_claimant(),
        article("a1", right),
        article("a2", changed),
        make_statement(span={"start": 2, "end": 17}, gist="a column was seen."),
        make_statement(statement_id="s2", article_id="a2", span={"start": 0, "end": 16}, gist="nothing was seen."),
    ]
    data = make_folder(tmp_path, records)
    with running_page(tmp_path, "--data", str(data), "--articles", str(folder)) as address:
        page = open_reader().page
        page.goto(address)
        for statement, words in (("s1", right), ("s2", "it has changed since it was recorded")):
            card = page.locator(f'.dl-card[data-statement="{statement}"]')
            card.get_by_role("button", name="Show passage").click()
            assert words in card.locator(".dl-passage").inner_text()
        assert page.locator(".dl-passage mark").all_inner_texts() == ["column was seen"]


def article(article_id, text):
    return make_article(
        article_id=article_id, text_sha256=hashlib.sha256(text.encode()).hexdigest(), text_length=len(text)
    )


# A pixel inside of the first mark in the colour of Ukraine, in CSS pixels of the page.
FIND_MARK = """(selector) => {
  const canvas = document.querySelector(selector);
  if (!canvas) return null;
  const { data, width, height } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  for (let at = 0; at < width * height; at++) {
    const [red, green, blue] = data.subarray(4 * at, 4 * at + 3);
    if (red === 0x00 && green === 0x72 && blue === 0xb2 && data[4 * at + 3] === 255) {
      const { left, top, width: shown } = canvas.getBoundingClientRect();
      return [left + ((at % width) + 2) * shown / width, top + (Math.floor(at / width) + 2) * shown / width];
    }
  }
  return null;
}"""


def test_a_mark_of_a_crowd_says_for_how_many_figures_it_stands(open_reader, tmp_path):
    said = {"qualifier": "exact", "high": 300}
    many = [make_figure(figure_id=f"f{number}", **said) for number in range(CROWD + 1)]
    later = make_statement(statement_id="s2", said_on="2025-01-20", refers_to="2025-01-20")
    records = [make_article(), make_claimant(), make_statement(), later, *many]
    records += [make_figure(figure_id="later", statement_id="s2", low=10, high=10, qualifier="exact")]
    with running_page(tmp_path, "--data", str(make_folder(tmp_path, records))) as address:
        reader = open_reader()
        page = reader.page
        page.goto(f"{address}/?tab=figures")
        page.wait_for_function(FIND_MARK, arg=f"{CHART} canvas")
        tooltip = page.locator("#vg-tooltip-element.visible")
        for shift in range(100):  # the page may still move the chart to its place
            x, y = page.evaluate(FIND_MARK, f"{CHART} canvas")
            page.mouse.move(x + shift % 2, y)
            if tooltip.is_visible():
                break
            page.wait_for_timeout(100)
        assert f"(one of {CROWD + 1} figures that lie here)" in tooltip.inner_text()
        assert (
            page.get_by_role("table", name="Figures as the articles give them").locator("tbody tr").count() == MOST_ROWS
        )
        assert reader.errors == []


def test_a_crowd_follows_the_window_down_to_single_marks(open_reader, tmp_path):
    said = {"qualifier": "exact", "high": 300}
    many = [make_figure(figure_id=f"f{number}", statement_id="s2", **said) for number in range(CROWD + 1)]
    later = make_statement(statement_id="s2", said_on="2025-01-20", refers_to="2025-01-20")
    records = [make_article(), make_claimant(), make_statement(), later, *many, make_figure(figure_id="early")]
    with running_page(tmp_path, "--data", str(make_folder(tmp_path, records))) as address:
        reader = open_reader()
        page = reader.page
        page.goto(f"{address}/?tab=figures")
        page.locator(f"{CHART} canvas").wait_for()
        page.get_by_role("slider", name="To", exact=True).focus()
        page.keyboard.press("ArrowLeft")
        wait_for_marks(page, 1)
        page.keyboard.press("End")
        page.locator(f"{CHART} canvas").wait_for()
        page.wait_for_function(FIND_MARK, arg=f"{CHART} canvas")
        assert reader.errors == []


@pytest.mark.parametrize("size", [{}, {"width": 390, "height": 844}], ids=["wide", "phone"])
def test_a_followed_statement_has_the_focus_and_a_way_back(at, size):
    page = at("tab=figures", **size).page
    page.get_by_role("button", name="South Korea's NIS, 13 Jan 2025").first.click()
    card = page.locator('.dl-card[aria-current="true"]')
    card.wait_for()
    page.wait_for_function("() => document.activeElement.closest('.dl-card[aria-current=true]')", timeout=2000)
    box = card.bounding_box()
    assert 0 <= box["y"] < page.viewport_size["height"]
    page.get_by_role("button", name="Back to Figures").click()
    page.get_by_role("region", name="Where they differ").wait_for()
    assert page.evaluate("document.activeElement.textContent") == "Figures"
    page.wait_for_function("() => !location.search.includes('select=')")


# Whether the focus is in the chosen card and its first line in sight, of the page and of the part that scrolls.
HAS_CHOSEN_IN_SIGHT = """() => {
  const gist = document.querySelector(".dl-card[aria-current=true] .dl-gist-text");
  if (!gist || document.activeElement !== gist) return false;
  const { top, bottom } = gist.getBoundingClientRect();
  const part = document.querySelector(".dl-scroll").getBoundingClientRect();
  return top >= Math.max(0, part.top) - 1 && bottom <= Math.min(innerHeight, part.bottom) + 1;
}"""
TABLE = "Figures as the articles give them"


def follow(page, number, tab):
    if tab == "Positions":
        page.locator(".dl-matrix button").nth(number).click()
    else:
        page.get_by_role("table", name=TABLE).locator("tbody tr button").nth(number).click()


@pytest.mark.parametrize("size", [{}, {"width": 390, "height": 844}], ids=["wide", "phone"])
@pytest.mark.parametrize(("tab", "number"), [("Figures", 0), ("Figures", 25), ("Positions", 0)])
def test_a_followed_statement_whose_card_was_listed_before_has_the_focus_and_is_in_sight(at, size, tab, number):
    page = at("", **size).page
    page.locator(".dl-card").first.wait_for()
    page.get_by_role("tab", name=tab).click()
    follow(page, number, tab)
    page.get_by_role("button", name=f"Back to {tab}").wait_for()
    page.locator(CHART).wait_for(state="detached")
    page.locator(".dl-scroll[aria-busy]").wait_for(state="detached")
    page.wait_for_function(HAS_CHOSEN_IN_SIGHT, timeout=2000)
    page.wait_for_timeout(300)  # and stays there
    assert page.evaluate(HAS_CHOSEN_IN_SIGHT)


def test_the_way_back_leads_to_the_tab_that_the_reader_came_from_and_goes_with_the_statement(at):
    page = at("tab=positions").page
    page.locator(".dl-matrix tr").filter(has_text="Singh").get_by_role("button").first.click()
    back = page.get_by_role("button", name="Back to Positions")
    back.wait_for()
    page.get_by_role("tab", name="Figures").click()
    back.wait_for(state="hidden")
    page.get_by_role("tab", name="Statements").click()
    back.click()
    page.locator(".dl-matrix").first.wait_for()


def test_a_difference_of_positions_leads_to_the_positions(at):
    page = at("tab=figures").page
    first = page.locator('[data-type="opposite_positions"] li').first
    first.get_by_role("button", name="In the positions").click()
    page.locator(".dl-matrix").first.wait_for()
    assert page.evaluate("document.activeElement.textContent") == "Positions"


def test_a_folder_without_the_texts_is_told_once_and_on_start(open_reader, tmp_path):
    folder = tmp_path / "texts"
    folder.mkdir()
    told = "The folder of --articles holds the text of 0 of 5 articles"
    with running_page(tmp_path, "--articles", str(folder)) as address:
        page = open_reader().page
        page.goto(address)
        page.get_by_text(told).wait_for()
        assert page.get_by_role("button", name="Show passage").count() == 0
        [log] = tmp_path.glob("server-*.log")
        assert told in log.read_text()
