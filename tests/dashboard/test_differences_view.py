"""The list of differences: by type, with the way to both sides."""

import pytest

from dashboard.state import ViewState
from dashboard.views.differences_view import build_differences_view, count_pairs
from events.selection import Selection
from events.store import open_records
from tests.factories import (
    make_article,
    make_claimant,
    make_figure,
    make_mention,
    make_question,
    make_statement,
    make_store,
)

SHIPPED = open_records()


def view_of(store, texts=None, **changes):
    state = ViewState(selection=Selection(**changes))
    statements = store.statements(state.selection)
    return build_differences_view(store, state, statements, store.figures(statements, state.selection), texts)


def types_of(view):
    return {group["type"]: group["count"] for group in view["groups"]}


def test_the_differences_of_the_five_articles_stand_by_type():
    view = view_of(SHIPPED)
    assert {"wide_gap_compatible", "opposite_positions", "same_figure_two_dates"} <= set(types_of(view))
    assert "only_apparent" not in types_of(view)
    assert view["apparent"]["count"] == len(view["apparent"]["items"]) > 0
    for group in view["groups"]:
        assert group["count"] == len(group["items"])


def test_both_sides_lead_to_statements_and_to_the_chart():
    [item] = next(group for group in view_of(SHIPPED)["groups"] if group["type"] == "same_figure_two_dates")["items"]
    assert [side["label"] for side in item["sides"]] == ["Zelenskyy, 9 Jan 2025", "Zelenskyy, 14 Feb 2025"]
    assert {side["chart"] for side in item["sides"]} == {"casualties.DPRK.persons"}
    assert all(side["statement_id"] in SHIPPED.collection.statements for side in item["sides"])


@pytest.mark.parametrize(
    ("mentions", "expected"),
    [
        ((), None),
        ((make_mention(place_id="ru-sudzha"),), {"place": "ru-sudzha"}),
        ((make_mention(place_id="ru-sudzha", role="said_at"),), None),
    ],
)
def test_a_side_says_where_the_map_goes(tmp_path, mentions, expected):
    view = view_of(opposed(tmp_path, places=mentions))
    [group] = view["groups"]
    assert group["type"] == "opposite_positions"
    assert [side["fly"] for side in group["items"][0]["sides"]] == [expected, expected]
    assert [side["chart"] for side in group["items"][0]["sides"]] == [None, None]


def opposed(tmp_path, **changes):
    def position(stance):
        return {"question_id": "q1", "stance": stance}

    return make_store(
        tmp_path,
        [
            make_article(),
            make_question(),
            make_claimant(),
            make_claimant(claimant_id="c2", name="The other ministry", side="Russia"),
            make_statement(position=position("affirms"), **changes),
            make_statement(statement_id="s2", claimants=("c2",), position=position("denies"), **changes),
        ],
    )


def test_a_selection_without_one_side_has_no_difference(tmp_path):
    store = opposed(tmp_path)
    assert types_of(view_of(store)) == {"opposite_positions": 1}
    view = view_of(store, side=("Ukraine",))
    assert (view["groups"], view["note"]) == ([], "No differences in this selection.")


def test_too_many_figures_are_said_to_be_too_many(tmp_path):
    figures = [make_figure(figure_id=f"f{number}", low=number) for number in range(1, 360)]
    assert count_pairs(figures) == 359 * 358 // 2
    store = make_store(tmp_path, [make_article(), make_claimant(), make_statement(), *figures])
    view = view_of(store)
    assert view["groups"] == []
    assert "choose fewer" in view["note"]


def test_an_echo_counts_once_where_the_texts_show_it(tmp_path):
    words = "The ministry said on Thursday that at least three hundred of the soldiers had been killed near the town."
    text = words + " " * (1000 - len(words))
    claimants = [make_claimant(), make_claimant(claimant_id="c2", name="The other ministry", side="Russia")]
    articles = [
        make_article(),
        make_article(
            article_id="a2", label="Evening Post, 11 Jan 2025", published_on="2025-01-11", text_sha256="1" * 64
        ),
    ]
    span = {"start": 0, "end": len(words)}
    exact = {"low": 900, "high": 900, "qualifier": "exact", "as_written": "900"}
    store = make_store(
        tmp_path,
        [
            *articles,
            *claimants,
            make_statement(span=span),
            make_statement(statement_id="s2", article_id="a2", span=span),
            make_statement(statement_id="s3", claimants=("c2",), article_id="a2"),
            make_figure(low=100, high=100, qualifier="exact", as_written="100"),
            make_figure(figure_id="f2", statement_id="s2", low=100, high=100, qualifier="exact", as_written="100"),
            make_figure(figure_id="f3", statement_id="s3", **exact),
        ],
    )
    assert types_of(view_of(store)) == {"exclude_each_other": 2}
    assert types_of(view_of(store, texts={"0" * 64: text, "1" * 64: text})) == {"exclude_each_other": 1}


def test_only_a_difference_of_positions_leads_to_the_positions():
    for group in view_of(SHIPPED)["groups"]:
        for item in group["items"]:
            assert item["positions"] == (not any(side["chart"] for side in item["sides"]))
