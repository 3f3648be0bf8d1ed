"""The screen "Compare": how ranges and positions move, and what its link keeps."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.views.compare_choice import Choice, build_options, completed
from dashboard.views.compare_view import build_compare_view, link_to
from events.store import open_records
from tests.factories import make_article, make_claimant, make_statement, make_store

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


@pytest.mark.parametrize(
    ("leave", "told"),
    [
        ("claimant:nobody", "This data set has no speaker “nobody”, so nothing is left out."),
        ("side:Narnia", "This data set has no speaker's side “Narnia”, so nothing is left out."),
        ("report:none", "This data set has no report “none”, so nothing is left out."),
    ],
)
def test_a_source_that_is_not_there_is_named_and_has_no_result(leave, told):
    assert view_of(leave=leave)["without"] == {"unknown": told}


@pytest.mark.parametrize("group", build_options(SHIPPED), ids=lambda group: group["title"])
def test_the_count_of_an_option_is_what_goes_without_it(group):
    for option in group["values"]:
        left, _, total = view_of(leave=option["value"])["without"]["counts"].split()[:3]
        assert option["label"].endswith(f"({int(total) - int(left)})")


@pytest.mark.parametrize(
    ("claimants", "leave", "stays"),
    [
        (("c1", "c2"), "claimant:c1", ["1 joint statement stays: others say it too."]),
        (("c1",), "claimant:c1", []),
        (("c1", "c2"), "side:Ukraine", ["1 joint statement stays: others say it too."]),
        (
            ("c3",),
            "side:North Korea",
            ["1 statement of a captured soldier stays: who is in custody stands on no side."],
        ),
        (("c3",), "claimant:c3", []),
        (("c1", "c2"), "report:a1", []),
    ],
)
def test_what_stays_although_the_source_speaks_in_it_is_said(tmp_path, claimants, leave, stays):
    records = [
        make_article(),
        make_claimant(side="Ukraine"),
        make_claimant(claimant_id="c2", side="Russia"),
        make_claimant(claimant_id="c3", side="North Korea", role="captured soldier, in custody"),
        make_statement(claimants=claimants, places=()),
    ]
    assert build_compare_view(make_store(tmp_path, records), Choice(leave))["without"]["stays"] == stays


def test_a_side_that_speaks_mostly_in_custody_says_what_stays():
    found = view_of(leave="side:North Korea")["without"]
    assert found["counts"].split()[0] == found["counts"].split()[2]
    assert found["stays"] == [
        "2 joint statements stay: others say them too.",
        "4 statements of captured soldiers stay: who is in custody stands on no side.",
    ]


def test_texts_find_the_same_echoes_as_in_the_tab_of_figures(tmp_path):
    words = "At least three hundred soldiers were killed in the fighting near the border."
    digests = ["a" * 64, "b" * 64]
    span = {"start": 0, "end": len(words)}
    records = [make_claimant()]
    for number, digest in enumerate(digests, 1):
        records += [
            make_article(article_id=f"a{number}", text_sha256=digest),
            make_statement(statement_id=f"s{number}", article_id=f"a{number}", span=span, places=()),
        ]
    records += [make_claimant(claimant_id="c2"), make_statement(statement_id="s3", claimants=("c2",), places=())]
    store = make_store(tmp_path, records)
    leave = Choice("claimant:c2")
    counts = [
        build_compare_view(store, leave, texts)["without"]["counts"] for texts in ({}, dict.fromkeys(digests, words))
    ]
    assert [one.split("; ")[1] for one in counts] == ["they go back to 2 origins.", "they go back to 1 origin."]


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


def test_everything_that_can_be_left_out_is_offered_with_its_count():
    groups = {group["title"]: group["values"] for group in build_options(SHIPPED)}
    assert groups["Said by"][0] == {"value": "claimant:zelenskyy", "label": "Zelenskyy (27)"}
    assert len(groups["Report"]) == len(SHIPPED.collection.articles)
    for one in (value for values in groups.values() for value in values):
        assert Choice.from_link({"leave": [one["value"]]}).leave == one["value"]


def test_a_link_leads_from_compare_to_the_map():
    assert link_to("a-1") == "./?select=statement:a-1"
