"""Whose, where and when: classes of sentences that other reporters write."""

import pytest

from events.extract import ArticleMeta, draft_records
from geodata.gazetteer import load_gazetteer


def drafts_of(sentence, published="2025-03-20"):
    text = f"A headline of ours\n\n{sentence}"
    return draft_records(ArticleMeta("Kyiv Post", published), text, load_gazetteer())


@pytest.mark.parametrize(
    ("sentence", "claimant", "via"),
    [
        ("About 700 soldiers fell, Seoul's spy agency believes, Rep. Park Sun-won told reporters.", "NIS", "Park"),
        ("Sergei Shoigu said that Kim Jong Un had agreed to send 900 sappers, TASS reported.", "Shoigu", "TASS"),
        ("Kim would send 900 sappers, Shoigu was quoted as saying by the state news agency TASS.", "Shoigu", "TASS"),
        ("Oleh Tkach, who commands a rifle battalion, said his men captured 12 North Koreans.", "Oleh Tkach", None),
        ("South Korea's estimate is lower: 900 dead, its Joint Chiefs of Staff said.", "JCS", None),
        ("Spokesman Jeon Ha-gyu said 900 soldiers had arrived.", "Jeon Ha-gyu", None),
    ],
)
def test_a_figure_is_said_by_whom_it_comes_from(sentence, claimant, via):
    figure = drafts_of(sentence).figures[0]
    names = {"NIS": "National Intelligence Service"}
    assert names.get(claimant, claimant) in figure.claimant
    assert (via in figure.via) if via else figure.via is None


@pytest.mark.parametrize(
    ("sentence", "place"),
    [
        ("The Toretsk front is quiet, but 300 soldiers were lost there.", "Toretsk"),
        ("Half of the 4,000 men at the front have been moved to Lgov.", "Lgov"),
        ("Some 300 soldiers arrived in Rylsk, with the rest still training in Khabarovsk.", "Rylsk"),
        ("About 900 soldiers hold the Pokrovsk axis.", "Pokrovsk"),
    ],
)
def test_a_figure_is_placed_where_it_is(sentence, place):
    assert drafts_of(sentence).figures[0].place == place


@pytest.mark.parametrize(
    ("sentence", "as_of"),
    [
        ("Another 3,000 soldiers were sent in January and February.", "2025-02"),
        ("Kyiv spoke on March 9; the JCS counted 900 dead soldiers the same evening.", "2025-03-09"),
        ("Moscow has moved troops and wants to have 10,000 there by December.", "2025-12"),
    ],
)
def test_a_figure_holds_for_its_day(sentence, as_of):
    assert drafts_of(sentence).figures[0].as_of == as_of


@pytest.mark.parametrize(
    ("sentence", "measure"),
    [
        ("They would join the 11,000 who were sent in November.", "arrived"),
        ("Three soldiers have been in Ukrainian hands since May.", "captured"),
        ("A second wave of 4,000 soldiers is planned.", "expected"),
        ("Some 2,000 men will replace the dead and wounded.", "expected"),
    ],
)
def test_a_figure_measures_what_its_words_say(sentence, measure):
    assert drafts_of(sentence).figures[0].measure == measure
