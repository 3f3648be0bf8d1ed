"""One row at least for each row of the guideline: a sentence of our own, and the figures that it holds."""

import pytest

from events.extract import ArticleMeta, draft_records
from geodata.gazetteer import load_gazetteer

META = ArticleMeta("Kyiv Post", "2025-01-15")


def figures_of(sentence):
    return draft_records(META, f"Headline without a number\n\n{sentence}", load_gazetteer()).figures


def bounds(figures):
    return [(f.low, f.high, f.unit, f.measure) for f in figures]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Seoul says 11,000 soldiers are in Kursk Oblast.", [(11000, 11000, "exact")]),
        ("Up to 12,000 soldiers of the North came to Russia.", [(None, 12000, "up to")]),
        ("As many as 12,000 North Koreans are there.", [(None, 12000, "as many as")]),
        ("The number of dead may be as high as 1,000, the officials said.", [(None, 1000, "up to")]),
        ("Over 11,000 soldiers have come.", [(11000, None, "over")]),
        ("More than 11,000 soldiers have come.", [(11000, None, "more than")]),
        ("North Korean casualties exceeded 4,000.", [(4000, None, "more than")]),
        ("North Korean losses now top 3,000.", [(3000, None, "more than")]),
        ("At least 300 soldiers were killed.", [(300, None, "at least")]),
        ("No fewer than 300 soldiers were killed.", [(300, None, "at least")]),
        ("About 8,000 soldiers came.", [(8000, 8000, "about")]),
        ("Some 8,000 soldiers came.", [(8000, 8000, "some")]),
        ("Roughly 8,000 soldiers came.", [(8000, 8000, "roughly")]),
        ("Nearly 8,000 soldiers came.", [(8000, 8000, "nearly")]),
        ("Close to 8,000 soldiers came.", [(8000, 8000, "close to")]),
        ("The report put the wounded at approaching 1,000.", [(1000, 1000, "close to")]),
        ("From 10,000 to 12,000 soldiers came.", [(10000, 12000, "range")]),
        ("Seoul speaks of 10-12,000 soldiers.", [(10000, 12000, "range")]),
        ("Between 1,000 and 3,000 soldiers came.", [(1000, 3000, "range")]),
        ("Dozens of soldiers were killed.", [(None, None, "dozens")]),
        ("Hundreds of soldiers were killed.", [(None, None, "hundreds")]),
        ("Several hundred soldiers were killed.", [(None, None, "several hundred")]),
        ("Thousands of soldiers were killed.", [(None, None, "thousands")]),
        ("A significant number of soldiers were killed.", [(None, None, "significant number")]),
        ("Three-thousand soldiers and roughly 27-hundred wounded.", [(3000, 3000, "exact"), (2700, 2700, "roughly")]),
    ],
)
def test_a_number_keeps_the_bounds_that_the_words_give(sentence, expected):
    assert [(f.low, f.high, f.qualifier) for f in figures_of(sentence)] == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "At least 300 soldiers are dead and another 2,700 wounded.",
            [(300, None, "persons", "killed"), (2700, 2700, "persons", "wounded")],
        ),
        ("4,700 soldiers were killed or wounded.", [(4700, 4700, "persons", "casualties")]),
        ("3,000 soldiers have been killed and wounded.", [(3000, 3000, "persons", "casualties")]),
        ("North Korea lost 3,000 soldiers there.", [(3000, 3000, "persons", "casualties")]),
        (
            "North Korea suffered 4,700 casualties, including 600 deaths.",
            [(4700, 4700, "persons", "casualties"), (600, 600, "persons", "killed")],
        ),
        (
            "North Korea suffered 4,000 casualties, two-thirds of whom were killed.",
            [(4000, 4000, "persons", "casualties"), (67, 67, "percent", "killed")],
        ),
        ("Nearly half of the soldiers were wounded.", [(50, 50, "percent", "wounded")]),
        ("Russia retook about 64% of the territory.", [(64, 64, "percent", "territory")]),
        ("One in four soldiers has been killed.", [(25, 25, "percent", "killed")]),
        ("Three brigades are in the region.", [(3, 3, "brigades", "present")]),
        ("The Russians lost up to a battalion of infantry.", [(None, 1, "battalions", "casualties")]),
        ("Russia takes 1,200 casualties a day.", [(1200, 1200, "persons per day", "casualties")]),
        ("Russia loses about 1,500 soldiers per day.", [(1500, 1500, "persons per day", "casualties")]),
        ("Pyongyang may be sending 1,000 soldiers.", [(1000, 1000, "persons", "expected")]),
        ("Pyongyang will send 1,000 sappers.", [(1000, 1000, "persons", "expected")]),
        ("Pyongyang has decided to send 6,000 builders.", [(6000, 6000, "persons", "expected")]),
        ("Russia expects Pyongyang to send 5,000 soldiers.", [(5000, 5000, "persons", "expected")]),
        ("Pyongyang delivered millions of shells.", [(None, None, "shells", "materiel")]),
        ("Pyongyang shipped 13,000 containers.", [(13000, 13000, "containers", "materiel")]),
        ("Pyongyang sent fifty 170-mm howitzers.", [(50, 50, "howitzers", "materiel")]),
        ("Some 3,000 soldiers were withdrawn from the front.", [(3000, 3000, "persons", "withdrawn")]),
        ("Another 9,000 soldiers are held in reserve.", [(9000, 9000, "persons", "reserve")]),
        ("Three North Korean soldiers have gone missing.", [(3, 3, "persons", "missing")]),
        ("Eighteen soldiers deserted near the border.", [(18, 18, "persons", "deserted")]),
        ("Ukraine captured two North Koreans.", [(2, 2, "persons", "captured")]),
        ("Casualties stood at around 4,700.", [(4700, 4700, "persons", "casualties")]),
        (
            "Some 11,000 soldiers came, and 8,000 of them remain.",
            [(11000, 11000, "persons", "arrived"), (8000, 8000, "persons", "present")],
        ),
        (
            "Of the three brigades from the North, one was destroyed.",
            [(3, 3, "brigades", "deployed"), (1, 1, "brigades", "casualties")],
        ),
        ("They wait for 2,000 more soldiers who will make up for the losses.", [(2000, 2000, "persons", "expected")]),
        ("Some 2,000 injured soldiers went home to North Korea.", [(2000, 2000, "persons", "wounded")]),
        ("One soldier tried to blow himself up to avoid being captured and was killed.", [(1, 1, "persons", "killed")]),
    ],
)
def test_a_figure_has_its_unit_and_measure(sentence, expected):
    assert bounds(figures_of(sentence)) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "The 61st Brigade has SA-22 systems.",
        "Fighting goes on along a 1,000-km front, 50 km from the city.",
        "Washington sanctioned 400 entities in 2024.",
        "The prisoner, aged 26, went without water for four days.",
        "Two people briefed on the matter declined to comment.",
        "Soldiers get about $2,000 a month.",
        "One of the soldiers spoke.",
        "Not one soldier came back.",
        "The troops came in two phases.",
    ],
)
def test_names_distances_ages_and_money_are_no_figures(sentence):
    assert figures_of(sentence) == ()


@pytest.mark.parametrize(
    ("sentence", "party"),
    [
        ("Hundreds of Russian and North Korean soldiers were killed.", "mixed"),
        ("A 50,000-strong group of Russian and North Korean soldiers waits.", "mixed"),
        ("The Russians lost 300 soldiers, Kyiv says.", "Russia"),
        ("Ukraine said that 300 North Korean soldiers died.", "DPRK"),
    ],
)
def test_a_figure_counts_the_people_of_its_party(sentence, party):
    assert [f.force for f in figures_of(sentence)] == [party]


@pytest.mark.parametrize(
    ("sentence", "place"),
    [
        ("Some 11,000 soldiers are in Kursk Oblast.", "Kursk Oblast"),
        ("Some 11,000 soldiers are stationed in Kursk.", "Kursk Oblast"),
        ("Near Makhnovka in the Kursk region 300 soldiers were killed.", "Makhnovka"),
        ("Some 3,000 soldiers were sent to Russia.", "Russia"),
        ("Some 3,000 soldiers fight for Russia against Ukraine.", None),
        ("In Seoul, the NIS said 300 soldiers were killed.", None),
        ("Some 600 soldiers died on Russia's side in Ukraine.", None),
    ],
)
def test_a_figure_is_placed_by_its_own_clause(sentence, place):
    assert [f.place for f in figures_of(sentence)] == [place]


@pytest.mark.parametrize(
    ("sentence", "as_of"),
    [
        ("Some 3,000 soldiers arrived in October.", "2024-10"),
        ("Some 3,000 soldiers arrived last fall.", "2024"),
        ("The NIS said on Monday that 300 soldiers were killed.", "2025-01-13"),
        ("In its Jan. 13 estimate the NIS said that 300 soldiers were killed.", "2025-01-13"),
        ("In January, the NIS said that 300 soldiers had died.", "2025-01"),
        ("Some 12,000 soldiers have fought there since November 2024.", "2024-11"),
        ("The NIS said that 300 soldiers were killed.", None),
    ],
)
def test_a_figure_holds_for_the_day_that_the_text_gives(sentence, as_of):
    assert [f.as_of for f in figures_of(sentence)] == [as_of]
