import pytest

from events.extract import ArticleMeta, draft_records
from geodata.gazetteer import load_gazetteer

NIS, ZELENSKY = "National Intelligence Service", "Volodymyr Zelensky"


def drafts_of(text, published="2025-01-15"):
    return draft_records(ArticleMeta("Kyiv Post", published), text, load_gazetteer())


@pytest.mark.parametrize(
    ("sentence", "claimant", "via"),
    [
        ("The NIS said 300 soldiers were killed.", NIS, None),
        ("Some 300 soldiers were killed, the NIS said.", NIS, None),
        ("Some 300 soldiers were killed, said Zelenskyy.", ZELENSKY, None),
        ("According to the NIS, 300 soldiers were killed.", NIS, None),
        ("Some 300 soldiers were killed, according to Seoul's spy agency.", NIS, None),
        ("Ryder, the Pentagon spokesperson, said 300 soldiers were killed.", "Patrick Ryder", None),
        ("Maj. Gen. Jane Roe, who leads the unit, said 300 soldiers were killed.", "Jane Roe", None),
        ("Lee Seong-kweun told reporters the NIS estimates that 300 soldiers were killed.", NIS, "Lee Seong-kweun"),
        ("The NIS said 300 soldiers were killed, according to Lee Seong-kweun.", NIS, "Lee Seong-kweun"),
        ("The NIS said 300 soldiers were killed, according to Yonhap.", NIS, "Yonhap"),
        (
            "The New York Times reported, citing US officials, that 300 soldiers were killed.",
            "United States",
            "New York Times",
        ),
        ("Kyiv Post reported, citing HUR, that 300 soldiers were killed.", "HUR", "Kyiv Post"),
        ("Reuters reported that 300 soldiers were killed.", "Reuters", None),
        (
            "U.S., South Korean and Ukrainian officials said 300 soldiers were killed.",
            "United States; South Korea; Ukraine",
            None,
        ),
        ("Soldiers went to Russia in two groups of 300 men, the NIS said.", NIS, None),
        ("Zelensky's number is higher than that of the NIS, which said 300 soldiers were killed.", NIS, None),
        ("A Ukrainian diplomat in Seoul said 300 soldiers were killed.", "Ukrainian diplomat", None),
        ("The General Staff, for its part, put the losses at 300 soldiers.", "General Staff of Ukraine", None),
        ("Budanov told The War Zone that 300 soldiers were killed.", "Kyrylo Budanov", "The War Zone"),
        ("Jane Roe, the deputy head of HUR, said 300 soldiers were killed.", "Jane Roe", None),
        ("On Monday, the head of HUR said 300 soldiers were killed.", "Kyrylo Budanov", None),
        ("Citing a Western official, Reuters reported that 300 soldiers were killed.", "Western officials", "Reuters"),
        ("Sources in HUR told Suspilne that 300 soldiers were killed.", "HUR", "Suspilne"),
        ("Fighting alongside Russia, 300 soldiers were killed, South Korea said.", "South Korea", None),
        ("The Carver Institute estimates that 300 soldiers were killed.", "Carver Institute", None),
        ("Some 300 soldiers were reportedly killed.", None, None),
        ("Sources say 300 soldiers were killed.", None, None),
        ("Zelensky is said to have lost 300 soldiers.", None, None),
    ],
)
def test_a_figure_is_its_claimants_and_not_its_relays(sentence, claimant, via):
    figures = drafts_of(f"A headline of the newsroom\n\n{sentence}").figures
    assert [(f.claimant, f.via) for f in figures] == [(claimant, via)]


@pytest.mark.parametrize(
    ("headline", "claimant"),
    [
        ("NIS: 300 North Korean soldiers killed", NIS),
        ("Seoul: 300 North Korean soldiers killed", "South Korea"),
        ("300 North Korean soldiers killed, US says", "United States"),
        ("Blinken: 300 North Korean soldiers killed", "Antony Blinken"),
        ("300 North Korean soldiers killed, Zelensky says", ZELENSKY),
        ("Spy agency: 300 North Korean soldiers killed", NIS),
        ("300 North Korean soldiers killed in Kursk", None),
    ],
)
def test_a_headline_carries_its_claimant(headline, claimant):
    drafts = drafts_of(f"{headline}\n\nThe NIS briefed lawmakers on Monday.")
    assert drafts.figures[0].claimant == claimant


@pytest.mark.parametrize(
    ("text", "claimant"),
    [
        ("Zelensky spoke on Monday. Some 300 soldiers were killed, he said.", ZELENSKY),
        ("The NIS sent a report. The agency said 300 soldiers were killed.", NIS),
        ("Umerov met reporters. The minister said 300 soldiers were killed.", "Rustem Umerov"),
        ("A lawmaker, Lee Seong-kweun, met reporters. The lawmaker said 300 soldiers were killed.", "Lee Seong-kweun"),
    ],
)
def test_a_pronoun_or_role_means_somebody_named_before(text, claimant):
    assert drafts_of(text).figures[0].claimant == claimant


def test_a_speaker_named_in_the_next_sentence_is_taken_back():
    drafts = drafts_of("Some 300 soldiers were killed. The UK MoD said this on X on 14 January.")
    assert [(s.claimant, s.said_on) for s in drafts.statements] == [("UK Ministry of Defence", "2025-01-14")]
    assert drafts.figures[0].claimant == "UK Ministry of Defence"


def test_a_source_block_holds_for_its_quote_and_details():
    drafts = drafts_of(
        "Losses grow\n\nSource: Defence Intelligence of Ukraine on Telegram\n\n"
        'Quote: "The enemy lost 300 soldiers."\n\nDetails: At least five soldiers have gone missing.\n\n'
        "Background: Some 11,000 soldiers are in the region."
    )
    assert [(f.low, f.claimant) for f in drafts.figures] == [(300, "HUR"), (5, "HUR"), (11000, None)]


def test_a_quotation_that_goes_on_keeps_its_speaker():
    drafts = drafts_of('"They fight hard," Zelensky said on Monday. "We counted 300 dead soldiers on one field."')
    assert [s.claimant for s in drafts.statements] == [ZELENSKY, ZELENSKY]
    assert drafts.figures[0].why["claimant"].how == "carried"


def test_each_clause_of_a_sentence_keeps_its_own_speaker():
    drafts = drafts_of(
        "Lee said the tally is smaller than that of an American military official, "
        "who had spoken of several hundred casualties."
    )
    assert drafts.figures[0].claimant == "United States"


def test_what_follows_the_article_on_its_page_is_not_read():
    drafts = drafts_of("The NIS said 300 soldiers were killed.\n\nRead also:\n- Expert says 30% of the troops are dead")
    assert len(drafts.figures) == 1


def test_what_gave_no_draft_is_listed_with_its_reason():
    drafts = drafts_of("Somebody said 400 entities were named. The region is quiet.")
    assert [(left.text, left.reason) for left in drafts.left_out] == [
        ("said", "nobody known speaks here"),
        ("400", "no soldiers, losses, materiel or ground counted"),
    ]


def test_a_denied_figure_is_marked():
    figures = drafts_of("Moscow denies that 10,000 North Korean soldiers are in Kursk.").figures
    assert [(f.claimant, f.negated) for f in figures] == [("Russia", True)]


def test_silence_is_no_statement():
    assert drafts_of("The Kremlin has not said how many soldiers died. Moscow has not commented.").statements == ()
