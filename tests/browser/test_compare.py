"""The screen "Compare" on the shipped data."""

import pytest

pytestmark = pytest.mark.browser


@pytest.fixture
def compare(open_reader, page_address):
    def go(query="", **size):
        reader = open_reader(**size)
        reader.page.goto(f"{page_address}/compare{query}")
        reader.page.get_by_role("heading", name="Without one source").wait_for()
        return reader

    return go


def test_the_way_there_and_back_is_in_the_head(open_reader, page_address):
    page = open_reader().open(page_address).page
    page.get_by_role("navigation", name="Screens").get_by_role("link", name="Compare").click()
    page.get_by_role("heading", name="Without one source").wait_for()
    page.get_by_role("navigation", name="Screens").get_by_role("link", name="Map").click()
    page.get_by_role("status").wait_for()


def test_without_zelenskyy_a_range_moves(compare):
    reader = compare()
    page = reader.page
    page.get_by_label("Leave out").select_option("claimant:zelenskyy")
    row = page.get_by_role("row").filter(has_text="killed · North Korean troops")
    row.wait_for()
    assert row.get_by_role("cell").all_inner_texts() == [
        "at least 300 to two-thirds of 4,000 casualties",
        "at least 300",
    ]
    page.wait_for_function("() => location.search.includes('leave=claimant')")
    link = page.url
    page.goto("about:blank")
    page.goto(link)
    row.wait_for()
    assert page.get_by_label("Leave out").input_value() == "claimant:zelenskyy"
    assert reader.errors == []
    assert reader.outside == []


def test_between_two_days_the_changes_are_listed_and_lead_to_their_statements(compare):
    page = compare("?first=2025-02-07&last=2025-02-27").page
    row = page.get_by_role("row").filter(has_text="two-thirds of 4,000")
    row.get_by_role("link", name="Open").click()
    card = page.locator('.dl-card[aria-current="true"]')
    card.wait_for()
    assert "two-thirds of them killed" in card.inner_text()


def test_another_day_changes_the_table(compare):
    page = compare("?first=2025-02-07&last=2025-02-27").page
    page.get_by_text("What became known between the ends of 7 Feb 2025 and 27 Feb 2025").wait_for()
    page.get_by_label("Second day").fill("2025-02-07")
    page.get_by_text("Nothing changed between these days.").wait_for()
    page.wait_for_function("() => location.search.includes('last=2025-02-07')")


def test_a_day_is_read_as_year_month_day_and_a_cleared_one_returns(compare):
    page = compare().page
    day = page.get_by_label("Second day")
    before = day.input_value()
    day.fill("")
    day.press("Enter")
    assert day.input_value() == before
    day.fill("02/07/2025")
    day.press("Enter")
    assert day.get_attribute("aria-invalid") == "true"
    day.blur()
    assert day.input_value() == before


def test_a_phone_reads_it_without_scrolling_sideways(compare):
    page = compare("?leave=side:Ukraine&first=2024-11-07&last=2025-02-27", width=390, height=844).page
    page.get_by_text("Without Ukraine").wait_for()
    page.wait_for_function("() => document.documentElement.scrollWidth <= 390")


def test_a_broken_link_opens_the_screen_without_an_error(compare):
    reader = compare("?leave=nobody&first=yesterday&last=2025-02-31")
    assert reader.page.get_by_test_id("stException").count() == 0
    assert reader.page.get_by_label("Leave out").input_value() == ""


def test_a_source_that_is_not_there_is_named_and_nothing_is_left_out(compare):
    page = compare("?leave=claimant:nobody").page
    part = page.get_by_role("region", name="Without one source")
    part.get_by_text("This data set has no speaker “nobody”, so nothing is left out.").wait_for()
    assert page.get_by_label("Leave out").input_value() == ""
    assert part.get_by_role("table").count() == 0


def test_what_stays_is_said_beside_what_remains(compare):
    page = compare("?leave=side:North Korea").page
    page.get_by_text("joint statements stay: others say them too.").wait_for()


def test_the_page_has_one_main_part(compare):
    assert compare().page.get_by_role("main").count() == 1
