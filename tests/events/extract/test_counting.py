"""Which numbers are counts of people, arms and ground, whatever words stand round them, and which are none."""

import pytest

from events.extract import ArticleMeta, draft_records
from geodata.gazetteer import load_gazetteer


def figures_of(sentence):
    text = f"A headline of ours\n\n{sentence}"
    return draft_records(ArticleMeta("Kyiv Post", "2025-01-15"), text, load_gazetteer()).figures


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Of the first intake, about 4,200 are presumed dead.", [(4200, 4200, "killed")]),
        ("Sixteen were listed as missing after the raid by North Korean soldiers.", [(16, 16, "missing")]),
        ("Some 900 soldiers held the wood; barely 40 were reported alive a day later.", [(900, 900), (40, 40)]),
        ("The NIS had counted 450 by the end of March.", [(450, 450)]),
        ("Kyiv's General Staff has so far recorded 1,700.", [(1700, 1700)]),
        ("The ministry admitted 230 in a note on Friday, fewer soldiers than Kyiv claims.", [(230, 230)]),
        ("There are already 9,000 in the Kursk region, he warned.", [(9000, 9000, "present")]),
        ("There were only 120 left of the North Koreans, he said.", [(120, 120)]),
        ("Pyongyang hopes to have 20,000 there by the summer.", [(20_000, 20_000)]),
        ("They keep 600 at Sudzha and 300 in reserve, soldiers say.", [(600, 600), (300, 300, "reserve")]),
        ("More than 2,000 followed in the spring.", [(2000, None)]),
        ("Upwards of 5,000 landed at Vladivostok in two weeks.", [(5000, None)]),
        ("About 150 crossed the border that night.", [(150, 150)]),
        ("Seoul's tally stood at 3,900; Kyiv's has passed 6,500.", [(3900, 3900), (6500, None)]),
        ("Of the soldiers, no more than 5,000 fit for battle remain.", [(None, 5000)]),
        ("Somewhere between 8,000 and 9,000 seems more plausible, the analyst said.", [(8000, 9000)]),
        ("Anything between 300 and 500 would be realistic, said the officer.", [(300, 500)]),
        ("By May, about 70% of that had been lost again.", [(70, 70)]),
        ("Kyiv puts the number of dead at 2,000, Moscow at a third of that.", [(2000, 2000, "killed"), (33, 33)]),
        ('A "substantial number" of them never came back, the prisoner said.', [(None, None)]),
        ("Dozens are still missing, relatives of the soldiers say.", [(None, None, "missing")]),
        ("Hundreds remain unaccounted for.", [(None, None, "missing")]),
        ('The deserters are few, "a dozen or so since May," he said.', [(12, 12)]),
        (
            "The army holds 300 square kilometres, compared with almost 1,100 last August.",
            [(300, 300, "territory"), (1100, 1100, "territory")],
        ),
        ("They fired 2,000 shells a day, against 5,000 a year ago.", [(2000, 2000), (5000, 5000)]),
        ("The toll of 600 dead is up from 300 in January.", [(600, 600, "killed"), (300, 300, "killed")]),
        ("The number of shells shipped so far was put at close to 9 million.", [(9_000_000, 9_000_000, "shells")]),
        ("The total of howitzers now stands at 240.", [(240, 240, "howitzers")]),
        ("Nine in ten of the assault troops did not return.", [(90, 90)]),
        ("Four of every five attackers were hit.", [(80, 80)]),
        ("One in every three soldiers was wounded.", [(33, 33, "wounded")]),
        ("Some thirty-odd soldiers held the farm.", [(30, 30)]),
        ("A 500-strong unit of soldiers arrived.", [(500, 500, "arrived")]),
        ("A 1,500-man force left Rason.", [(1500, 1500)]),
        ("A 300-person contingent of sappers reached Kursk.", [(300, 300)]),
        ("He put it at 2,500 soldiers.", [(2500, 2500)]),
        ("Around 4,000 losses, says Kyiv.", [(4000, 4000)]),
        ("Two thousand more are on their way, soldiers said.", [(2000, 2000)]),
        ("The brigade had 1,800 in the line, soldiers and officers together.", [(1800, 1800)]),
        ("Another 200 were hurt when the train of soldiers derailed.", [(200, 200, "wounded")]),
        ("A hundred or so soldiers got through.", [(100, 100)]),
        ("Twelve hundred soldiers were taken to hospital.", [(1200, 1200)]),
        ("Three battalions of marines and two of engineers stand by.", [(3, 3, "battalions"), (2, 2, "battalions")]),
        ("The 3,000 dispatched in February are in Kursk.", [(3000, 3000)]),
        ("The 1,000 sappers will be followed by 5,000 builders.", [(1000, 1000), (5000, 5000)]),
        ("Killed: 600. Wounded: 4,100.", [(600, 600, "killed"), (4100, 4100, "wounded")]),
        ("600 killed and 4,100 hurt, the NIS says", [(600, 600, "killed"), (4100, 4100, "wounded")]),
        ("Seoul: 300 dead, 2,700 injured among North Koreans", [(300, 300, "killed"), (2700, 2700, "wounded")]),
        (
            "It lost 47 tanks, 12 howitzers and 3 trucks.",
            [(47, 47, "tanks"), (12, 12, "howitzers"), (3, 3, "vehicles")],
        ),
        (
            "The convoy held 26 infantry fighting vehicles and 80 motorcycles.",
            [(26, 26, "vehicles"), (80, 80, "vehicles")],
        ),
        (
            "Russia received 200 self-propelled guns and 4 million mortar rounds.",
            [(200, 200, "guns"), (4_000_000, 4_000_000, "rounds")],
        ),
        ("Six drone crews were killed near Sudzha.", [(6, 6)]),
        ("Twenty tankers and thirty artillerymen were flown to Rostov.", [(20, 20, "persons"), (30, 30, "persons")]),
        ("A group of 40 raiders was encircled in the Kursk region.", [(40, 40, "persons")]),
        ("At least 15 officers were among the 200 dead.", [(15, None), (200, 200, "killed")]),
        ("Five of the 40 wounded soldiers died.", [(5, 5, "killed"), (40, 40, "wounded")]),
        ("Around a third of the corps is gone.", [(33, 33)]),
        ("Three-fifths of the first wave are casualties, he said.", [(60, 60, "casualties")]),
        ("Only one of the 25 survived, a soldier said.", [(25, 25)]),
        ("Some 3,000 of them are specialists.", [(3000, 3000)]),
        ("They will send 6,000 more, 1,000 of them sappers.", [(6000, 6000, "expected"), (1000, 1000)]),
        ("He knew of 80 in his regiment alone, the soldier said.", [(80, 80)]),
    ],
)
def test_a_count_is_found_in_any_frame(sentence, expected):
    found = figures_of(sentence)
    assert [(figure.low, figure.high) for figure in found] == [(low, high) for low, high, *_ in expected]
    for figure, (_, _, *words) in zip(found, expected, strict=True):
        assert set(words) <= {figure.unit, figure.measure}


@pytest.mark.parametrize(
    "sentence",
    [
        "The men sailed in four waves over 12 days.",
        "In two rounds of talks the ministers agreed on nothing.",
        "They came in three rounds, soldiers said.",
        "The 810th Naval Infantry Brigade lost the village.",
        "The front is 1,200 kilometres long and 40 km deep.",
        "He is 26 and was taken prisoner on 9 January.",
        "The treaty has 23 articles.",
        "The soldiers wore No. 7 on their sleeves.",
        "The sanctions hit 400 entities and 90 individuals.",
        "Ten countries belong to the monitoring team.",
        "The flight took 14 hours.",
        "It cost $20 billion, twice the 2023 budget.",
        "One soldier's diary ran to 30 pages.",
        "The 152-mm guns fire up to 40 kilometres.",
        "Resolution 1718 bans such trade.",
        "They spent 90 days in training, soldiers said.",
        "He spoke for 20 minutes to the soldiers.",
        "In 1950 the war began; in 2024 soldiers came to Russia.",
        "The 38th parallel divides the armies.",
        "A Storm Corps soldier is paid $2,000 a month.",
        "There are 12 in the file, all of them letters.",
        "Lawmakers voted 180 to 90 against sending soldiers.",
        "The soldiers were served 300 grams of rice.",
        "About 500 delegates attended the congress of the army.",
        "Some 20 journalists were taken to the front.",
        "The first of the two treaties was signed in 2000.",
        "Two officials said soldiers were on the move.",
        "Article 4 obliges both sides to send soldiers.",
        "The prisoner, 21, said he had no telephone.",
        "All but a handful of the soldiers died.",
        "He quoted 10 sources in the army.",
    ],
)
def test_other_numbers_are_no_counts(sentence):
    assert not figures_of(sentence)
