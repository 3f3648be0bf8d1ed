import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from events.extract import ArticleMeta, draft_document, draft_records
from geodata.gazetteer import load_gazetteer

ARTICLES = Path(__file__).resolve().parents[2] / "articles"
NAMES = sorted(path.name.removesuffix(".gold.json") for path in ARTICLES.glob("*.gold.json"))
SLOTS = {"claimant": "claimant", "place": "place", "as_of": "as_of", "said_on": "said_on"}
SOME_WORDS = (
    'The NIS said that Zelensky, told reporters "300 soldiers" killed wounded and 2,700 of them in Kursk on Monday. '
    "according to Lee who citing Source: he it US officials half 64% a battalion a day Dec. 23 \n “ ” ( ) '"
)
WORDS = st.sampled_from(SOME_WORDS.split(" "))


@pytest.mark.parametrize("name", NAMES)
def test_every_draft_stands_in_the_text_and_says_why(name):
    text = (ARTICLES / f"{name}.txt").read_text(encoding="utf-8")
    meta = json.loads((ARTICLES / f"{name}.json").read_text(encoding="utf-8"))
    document = draft_document(ARTICLES / f"{name}.txt", meta["outlet"], meta["published"])
    assert set(document) == {"schema_version", "article", "figures", "statements", "events"}
    for draft in (*document["figures"], *document["statements"], *document["events"]):
        assert text[draft["start"] : draft["end"]] == draft["text"]
        assert draft["status"] == "draft"
        for slot in SLOTS:
            assert draft.get(slot) is None or slot in draft["why"] or "date" in draft["why"]
        for why in draft["why"].values():
            assert 0 <= why["evidence"][0] <= why["evidence"][1] <= len(text)
    for figure in document["figures"]:
        assert {"value", "measure"} <= set(figure["why"])
        assert figure["as_of"] is None or re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", figure["as_of"])


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, max_size=40))
def test_no_text_breaks_the_rules(words):
    text = " ".join(words)
    drafts = draft_records(ArticleMeta(None, "2025-01-15"), text, load_gazetteer())
    for draft in (*drafts.figures, *drafts.statements, *drafts.left_out):
        assert text[draft.start : draft.end] == draft.text


def test_a_share_points_to_the_figure_that_it_is_of():
    document = draft_document("Zelensky spoke of 4,000 casualties, two-thirds of whom were killed.")
    assert [figure["of"] for figure in document["figures"]] == [None, "f1"]
