"""Which numbers are figures, and what they count: classes that other articles than ours hold."""

import pytest

from events.extract import ArticleMeta, draft_records
from geodata.gazetteer import load_gazetteer


def figures_of(sentence, published="2025-01-15"):
    text = f"A headline of ours\n\n{sentence}"
    return draft_records(ArticleMeta("Kyiv Post", published), text, load_gazetteer()).figures


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Beyond the 4,000 promised in May, no soldiers came.", [(4000, "persons", "expected")]),
        ("Of the first 9,000, Zelensky said, 2,000 were wounded.", [(9000, None), (2000, "wounded")]),
        ("The port took in 60 RS-24 and Kh-47 missiles.", [(60, "missiles", "materiel")]),
        ("They received 80 towed guns of 152-mm calibre.", [(80, "guns", "materiel")]),
        ("Three in five of the wounded will not return.", [(60, "percent", "wounded")]),
        ("Only one in six made it across the field.", [(17, "percent", None)]),
        ("Of 70 missiles fired, half went astray.", [(70, "missiles", "materiel"), (50, "percent", "materiel")]),
        ("Of the 900 soldiers sent, a quarter can no longer fight.", [(900, None), (25, "percent", "casualties")]),
        ("North Korea Lost a Third of Its Kursk Soldiers", [(33, "percent", "casualties")]),
        ("Soldiers attack in groups of 15 to 25.", [((15, 25), "persons", None)]),
        ("Some 200 soldiers were being killed or maimed there every single day.", [(200, "persons per day", None)]),
        ("The report put the dead at 90 and the wounded at 400 soldiers.", [(90, "killed"), (400, "wounded")]),
        ("Some 7,000 soldiers were in Kursk in May.", [(7000, "persons", "present")]),
        ("Seoul said 5,000 soldiers have left and are expected home soon.", [(5000, None)]),
        ("Though one of them told us so, no soldier died.", []),
        ("Ukraine holds two prisoners, aged 21 and 34.", [(2, "persons", "captured")]),
    ],
)
def test_a_number_is_a_figure_of_what_it_counts(sentence, expected):
    found = figures_of(sentence)
    assert len(found) == len(expected)
    for figure, (value, *rest) in zip(found, expected, strict=True):
        assert (figure.low, figure.high) == (value if isinstance(value, tuple) else (value, value))
        assert {word for word in rest if word} <= {figure.unit, figure.measure}


@pytest.mark.parametrize(
    ("sentence", "place", "as_of"),
    [
        ("In Kursk Oblast they fight on; 300 soldiers were lost there.", "Kursk Oblast", None),
        ("Ships took 300 soldiers from Chongjin to Nakhodka.", "Nakhodka", None),
        ("The Siversk Group of Forces counted 300 soldiers.", None, None),
        ("Some 300 soldiers train at Ulan-Ude, as Moscow hopes for more.", "Ulan-Ude", None),
        ("Some 300 soldiers had reached Alabuga by the end of October.", "Alabuga", "2024-10"),
        ("Some 300 soldiers will reach Alabuga by the end of October.", "Alabuga", "2025-10"),
        ("A further 300 soldiers could follow by summer.", None, "2025"),
        ("SEOUL, Jan. 9 (Yonhap) -- Some 300 soldiers were wounded.", None, None),
        ("Seoul spoke on Jan. 9; Kyiv counted 300 soldiers the same day.", None, "2025-01-09"),
        ("On Christmas Day 300 soldiers were wounded.", None, "2024-12-25"),
    ],
)
def test_a_figure_is_placed_and_dated_by_its_own_clause(sentence, place, as_of):
    figure = figures_of(sentence)[0]
    assert (figure.place, figure.as_of) == (place, as_of)
