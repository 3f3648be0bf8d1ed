"""Through whom words came, who speaks without a name, and which part of a sentence is whose."""

import pytest

from events.extract import ArticleMeta, draft_records
from geodata.gazetteer import load_gazetteer


def drafts_of(text, published="2025-02-10"):
    return draft_records(ArticleMeta("Kyiv Post", published), f"A headline of ours\n\n{text}", load_gazetteer())


@pytest.mark.parametrize(
    ("sentence", "claimant", "via"),
    [
        ("Speaking to Sky News on Sunday, Budanov said 900 soldiers had been wounded.", "Kyrylo Budanov", "Sky News"),
        ("In an interview with the broadcaster TSN, Syrskyi said 300 soldiers died.", "Oleksandr Syrskyi", "TSN"),
        (
            "Budanov put the North's share at half of all shells that Russia fires, in an interview with Axios.",
            "Kyrylo Budanov",
            "Axios",
        ),
        (
            "A Polish trade expert cited by the daily Le Monde says 300 soldiers are there.",
            "Polish trade expert",
            "Le Monde",
        ),
        ("A resident of Sinuiju told RFA that 30 soldiers had come home wounded.", "resident of Sinuiju", "RFA"),
        (
            "A medic with the 47th Mechanized Brigade told the BBC that 40 soldiers died.",
            "47th Mechanized Brigade",
            "BBC",
        ),
        ("Pyongyang rejected the count of 300 soldiers in a statement carried by KCNA.", "North Korea", "KCNA"),
        ("The Hankyoreh newspaper reported that 300 soldiers were missing.", "Hankyoreh", None),
        ("The ISW, a Washington think tank, said 300 soldiers died.", "Institute for the Study of War", None),
        ("A wage that has been cited in Seoul would bring 300 soldiers home.", None, None),
    ],
)
def test_the_outlet_that_words_went_to_relays_them(sentence, claimant, via):
    figure = drafts_of(sentence).figures[0]
    assert (figure.claimant, figure.via) == (claimant, via)


def test_a_relay_named_later_is_known_from_the_start():
    text = (
        "Some 300 soldiers died, a South Korean lawmaker said, citing the NIS.\n\n"
        "Another 200 are missing, the NIS said, according to the lawmaker, Park Min-ho of the ruling party."
    )
    assert [figure.via for figure in drafts_of(text).figures] == ["Park Min-ho", "Park Min-ho"]


@pytest.mark.parametrize(
    ("sentence", "claimants"),
    [
        (
            "About 900 soldiers were sent and, Western officials say, 400 of them were killed.",
            [None, "Western officials"],
        ),
        ("Kyiv, which claims to have killed 600 soldiers, has two prisoners.", ["Ukraine", None]),
        ("Washington, Budanov noted, expects 300 soldiers to come.", ["Kyrylo Budanov"]),
    ],
)
def test_a_clause_is_only_theirs_who_say_it(sentence, claimants):
    assert [figure.claimant for figure in drafts_of(sentence).figures] == claimants


@pytest.mark.parametrize(
    ("sentence", "places"),
    [
        ("Trains took 300 soldiers from Khabarovsk to a camp outside Belgorod.", ["Belgorod"]),
        ("Some 300 soldiers sailed from Chongjin and Wonsan to Vladivostok.", ["Vladivostok"]),
        ("Pyongyang shipped 900 shells to Russia and has put 300 soldiers into its war.", ["Russia", None]),
        ("About 300 soldiers were sent to Kursk Oblast, and 200 more who followed were lost.", ["Kursk Oblast"] * 2),
        ("Russia has received 50 howitzers.", ["Russia"]),
        ("A strike near Luhansk killed 20 soldiers.", ["Luhansk"]),
        ("300 soldiers fought in Luhansk.", ["Luhansk Oblast"]),
    ],
)
def test_figures_stand_where_they_went(sentence, places):
    assert [figure.place for figure in drafts_of(sentence).figures] == places


@pytest.mark.parametrize(
    ("sentence", "as_of"),
    [
        ("Two brigades went home over the summer.", "2024"),
        ("Some 300 soldiers will start work in the autumn.", "2025"),
        ("By the end of the year 300 soldiers will be there.", "2025-12"),
        ("They met on Feb. 1; 300 soldiers died a week later.", "2025-02-08"),
        ("About 2,000 soldiers died by January, triple the April figure.", "2025-01"),
    ],
)
def test_seasons_and_what_comes_later_are_days(sentence, as_of):
    assert drafts_of(sentence).figures[0].as_of == as_of


@pytest.mark.parametrize(
    ("sentence", "force"),
    [
        ("Kim Jong Un would spare 300 men at most.", "DPRK"),
        ("North Korea to send 300 troops, Ukrainian military intelligence believes", "DPRK"),
        ("The enemy has pulled 300 men out of the sector.", "Russia"),
        ("Moscow has massed 300 men, North Koreans among them.", "mixed"),
    ],
)
def test_soldiers_are_theirs_who_send_or_lose_them(sentence, force):
    assert drafts_of(sentence).figures[0].force == force


def test_the_day_of_speaking_goes_on_behind_the_sentence_that_tells_it():
    text = (
        "Half of the soldiers are dead.\n\nSyrskyi said this on television on Sunday.\n\n"
        "According to the general, 300 are in hospital."
    )
    assert [statement.said_on for statement in drafts_of(text).statements] == ["2025-02-09", "2025-02-09"]


def test_an_event_takes_place_in_a_capital():
    event = drafts_of("Russia and North Korea signed a treaty in Pyongyang on June 19.").events[0]
    assert (event.place, event.date_start) == ("Pyongyang", "2024-06-19")
