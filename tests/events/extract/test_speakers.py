"""Whose a sentence is, one row a class of attribution: sentences of our own."""

import pytest

from events.extract import ArticleMeta, draft_records
from geodata.gazetteer import load_gazetteer

NIS, ZELENSKY, HUR = "National Intelligence Service", "Volodymyr Zelensky", "HUR"


def drafts_of(text, published="2025-01-15"):
    return draft_records(ArticleMeta("Kyiv Post", published), f"A headline of ours\n\n{text}", load_gazetteer())


@pytest.mark.parametrize(
    ("text", "claimant", "via"),
    [
        ("Japan's defence ministry said 300 soldiers were killed.", "Japanese Ministry of Defense", None),
        ("The U.K. Ministry of Defense said 300 soldiers were killed.", "UK Ministry of Defence", None),
        ("The Foreign Ministry of Ukraine denied that 300 soldiers were killed.", "Ukrainian Foreign Ministry", None),
        ("The figure is below that of South Korea, whose spy agency put the dead at 300.", NIS, None),
        ("A Lithuanian infantryman told the BBC that 300 men were killed.", "Lithuanian infantryman", "BBC"),
        ("A Tokyo-based analyst said 300 soldiers were killed.", "Tokyo-based analyst", None),
        ("A western diplomat, who asked not to be named, said 300 soldiers were killed.", "Western diplomat", None),
        ("Estonian officials who spoke to Sky News believe 300 soldiers were killed.", "Estonia", "Sky News"),
        ("A medic who advises the British government said 300 soldiers were killed.", None, None),
        ("A senior adviser to President Putin said 300 soldiers were killed.", None, None),
        ("Interfax quoted Sergei Lavrov as saying 300 soldiers were killed.", "Sergei Lavrov", "Interfax"),
        ("Sergei Lavrov, quoted by Interfax, said 300 soldiers were killed.", "Sergei Lavrov", "Interfax"),
        ("Sergei Lavrov was quoted by Interfax as saying 300 soldiers were killed.", "Sergei Lavrov", "Interfax"),
        ("The losses, in Lavrov's words, came to 300 soldiers.", "Sergei Lavrov", None),
        ("Sergei Lavrov spoke on Monday. By his count, 300 soldiers were killed.", "Sergei Lavrov", None),
        ("On Seoul's estimate, 300 soldiers were killed.", "South Korea", None),
        ("Seoul drew its own picture on Friday, saying 300 soldiers were killed.", "South Korea", None),
        ("Jane Roe, the British deputy ambassador, answered that 300 soldiers were killed.", "Jane Roe", None),
        ("HUR's deputy head Vadym Skibitskyi said 300 soldiers, he believes, were killed.", "Vadym Skibitskyi", None),
        ("An officer on Ukraine's General Staff spoke. Some 300 soldiers, he said, were killed.", None, None),
        (
            "Beyond the brigade announced by Shoigu, 300 soldiers were killed, the Pentagon said.",
            "Pentagon",
            None,
        ),
        ("The NIS said 200 men came; the British estimate is that 300 soldiers were killed.", NIS, None),
        ("Peskov denied that 300 soldiers were killed.", "Dmitry Peskov", None),
        ("Asked about it, spokesman Dmitry Peskov denied that 300 soldiers were killed.", "Dmitry Peskov", None),
        ("Jane Roe, a medic, spoke. The losses number 300 soldiers, the 41-year-old said.", "Jane Roe", None),
    ],
)
def test_an_attribution_has_its_claimant(text, claimant, via):
    figure = drafts_of(text).figures[0]
    assert (figure.claimant, figure.via) == (claimant, via)


@pytest.mark.parametrize(
    ("text", "claimants"),
    [
        ("The BBC could not independently verify the numbers.", ["BBC"]),
        ("Sky News has been unable to confirm his account.", ["Sky News"]),
        ("ISW has not observed footage of it.", ["Institute for the Study of War"]),
        ("Poland's foreign ministry voiced concern about the brigade.", ["Polish Foreign Ministry"]),
        ("Dmitry Peskov brushed the reports aside as invention.", ["Dmitry Peskov"]),
        ("The Pentagon sees no sign of a second brigade.", ["Pentagon"]),
        (
            "Col. Jane Roe said the line held. The colonel stressed that the village was empty.",
            ["Jane Roe", "Jane Roe"],
        ),
        (
            "A Western official said the line held. “It will last,” the official said.",
            ["Western officials", "Western officials"],
        ),
        ("SEOUL, Jan. 14 (Yonhap) -- Troops have left, the NIS said.", [NIS]),
        ("KYIV - Troops have left the village.", []),
        ("It came a day after Zelensky said the line held.", [ZELENSKY]),
        ("HUR spoke. The village is lost, according to the directorate.", [HUR]),
    ],
)
def test_a_sentence_that_somebody_utters_is_a_statement(text, claimants):
    assert [statement.claimant for statement in drafts_of(text).statements] == claimants
