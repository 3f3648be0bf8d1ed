"""The screen "Compare": how ranges and positions move, and what its link keeps."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.views.compare_choice import Choice, build_options, completed
from dashboard.views.compare_view import build_compare_view, link_to
from events.store import open_records

SHIPPED = open_records()


def view_of(**changes):
    return build_compare_view(SHIPPED, Choice(**changes))


def ranges_without(leave):
    return {row["quantity"]: (row["before"], row["after"]) for row in view_of(leave=leave)["without"]["ranges"]}


def test_without_zelenskyy_the_range_of_the_killed_moves():
    moved = ranges_without("claimant:zelenskyy")
    assert moved["killed · North Korean troops"] == (
        "at least 300 to two-thirds of 4,000 casualties",
        "at least 300",
    )
    assert moved["casualties · North Korean troops"] == ("4,000", "only words, no number")


def test_without_zelenskyy_nobody_calls_the_number_significant():
    rows = view_of(leave="claimant:zelenskyy")["without"]["positions"]
    [row] = [one for one in rows if one["question"].startswith("Is the number")]
    assert (row["stance"], row["before"], row["after"]) == ("affirms", "Zelenskyy", "nobody")


@pytest.mark.parametrize("leave", ["side:Ukraine", "report:kyiv-independent-2025-02-27", "claimant:newsroom"])
def test_a_side_a_report_or_the_newsrooms_can_be_left_out(leave):
    found = view_of(leave=leave)["without"]
    assert found["counts"].split()[0] != found["counts"].split()[2]
    assert found["ranges"] or found["positions"]


def test_nothing_moves_without_somebody_who_is_not_there():
    found = view_of(leave="claimant:nobody")["without"]
    assert found["title"] == "Without nobody (unknown)"
    assert (found["ranges"], found["positions"], found["gone"], found["come"]) == ([], [], [], [])


def test_between_two_days_the_changes_stand_by_day_with_their_statements():
    changes = view_of(first=date(2025, 2, 7), last=date(2025, 2, 27))["between"]["changes"]
    subjects = {(one["kind"], one["subject"]) for one in changes}
    assert ("New speaker", "Ukrainian military") in subjects
    assert ("New figure", "Zelenskyy") in subjects
    for one in changes:
        assert one["links"]
        for link in one["links"]:
            assert link.removeprefix("./?select=statement:") in SHIPPED.collection.statements


def test_between_a_day_and_itself_nothing_changes():
    found = view_of(first=date(2025, 2, 7), last=date(2025, 2, 7))["between"]
    assert (found["changes"], found["counts"]) == ([], "Nothing changed between these days.")


def test_without_a_choice_there_is_no_table():
    assert view_of() == {"without": None, "between": None, "note": None}


DAYS = st.none() | st.dates(date(2020, 1, 1), date(2030, 1, 1))
LEAVES = st.sampled_from([None, "claimant:zelenskyy", "side:South Korea", "report:a.b-1"])


@given(LEAVES, DAYS, DAYS)
def test_a_link_is_read_back_as_the_same_choice(leave, first, last):
    choice = Choice(leave, first, last)
    assert Choice.from_link({name: [value] for name, value in choice.to_link().items()}) == choice
    assert Choice.from_browser(choice.to_link()) == choice


@pytest.mark.parametrize(
    "link",
    [
        {"leave": ["claimant:../x"]},
        {"leave": ["nobody"]},
        {"first": ["2025-02-30"]},
        {"first": ["yesterday"], "last": ["2025-W05-5"]},
    ],
)
def test_a_broken_link_leaves_the_choice_open(link):
    assert Choice.from_link(link) == Choice()


def test_days_are_put_in_order_and_default_to_the_last_two_articles():
    later, earlier = date(2025, 2, 7), date(2024, 11, 7)
    assert completed(Choice(first=later, last=earlier), SHIPPED.collection) == Choice(first=earlier, last=later)
    assert completed(Choice(), SHIPPED.collection) == Choice(first=later, last=date(2025, 2, 27))
    assert completed(Choice(first=later), SHIPPED.collection) == Choice(first=later, last=later)


def count_of(claimant):
    return sum(claimant in one.claimants for one in SHIPPED.collection.current_statements())


def test_everything_that_can_be_left_out_is_offered_with_its_count():
    groups = {group["title"]: group["values"] for group in build_options(SHIPPED)}
    assert groups["Said by"][0] == {"value": "claimant:zelenskyy", "label": "Zelenskyy (27)"}
    assert len(groups["Report"]) == len(SHIPPED.collection.articles)
    for one in (value for values in groups.values() for value in values):
        assert Choice.from_link({"leave": [one["value"]]}).leave == one["value"]


def test_a_link_leads_from_compare_to_the_map():
    assert link_to("a-1") == "./?select=statement:a-1"
