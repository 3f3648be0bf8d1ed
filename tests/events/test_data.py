"""The shipped data set: every line loads, everything named exists, and the traps of the five articles hold."""

import hashlib
import re
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from pydantic import TypeAdapter

from events.days import parse_edtf
from events.records import AnyRecord, Article, Figure, Statement
from events.vocabulary import Measure, Modality, Party, Qualifier, Role, Side, Stance
from geodata.gazetteer import load_gazetteer

REPOSITORY = Path(__file__).resolve().parents[2]
DATA = REPOSITORY / "events/data"
SEEDS = REPOSITORY / "../shared/articles/seeds"

SUMMIT_ARTICLE = "unstated-2024-11-07"
KYIV_POST = "kyiv-post-2024-12-14"
FEBRUARY_6 = "unstated-2025-02-06"
TRIL = "tril-2025-02-07"
KYIV_INDEPENDENT = "kyiv-independent-2025-02-27"

ADAPTER: TypeAdapter[AnyRecord] = TypeAdapter(AnyRecord)
LINES = [
    (path, ADAPTER.validate_json(line))
    for path in sorted(DATA.rglob("*.jsonl"))
    for line in path.read_bytes().split(b"\n")
    if line
]
BY_ID = {record.record_id: record for _, record in sorted(LINES, key=lambda line: line[1].revision)}
RECORDS = list(BY_ID.values())


def of_type(name):
    return [record for record in RECORDS if record.type == name]


STATEMENTS: list[Statement] = of_type("statement")
FIGURES: list[Figure] = of_type("figure")


def statement_of(figure):
    return BY_ID[figure.statement_id]


def figures_where(article_id=None, **fields):
    """Figures with these values, of statements in the article."""
    return [
        figure
        for figure in FIGURES
        if all(getattr(figure, name) == value for name, value in fields.items())
        and article_id in {None, statement_of(figure).article_id}
    ]


def only(found):
    """The one item there is."""
    assert len(found) == 1
    return found[0]


def roles(statement):
    return {mention.place_id: mention.role for mention in statement.places}


# What every data set has to hold


def test_a_revision_of_an_id_stands_once():
    revisions = Counter((record.record_id, record.revision) for _, record in LINES)
    assert [key for key, times in revisions.items() if times > 1] == []


@pytest.mark.parametrize("path", sorted(DATA.rglob("*.jsonl")), ids=lambda path: path.name)
def test_a_file_has_unix_line_ends_and_ends_with_one(path):
    content = path.read_bytes()
    assert b"\r" not in content
    assert content.endswith(b"\n")
    assert b"\n\n" not in content


@pytest.mark.parametrize("path", sorted((DATA / "articles").glob("*.jsonl")), ids=lambda path: path.stem)
def test_an_article_file_begins_with_its_article_and_holds_only_its_statements(path):
    records = [record for at, record in LINES if at == path]
    assert records[0].record_id == path.stem
    assert {r.article_id for r in records if r.type in {"article", "statement"}} == {path.stem}
    own = {r.statement_id for r in records if r.type == "statement"}
    assert {r.statement_id for r in records if r.type == "figure"} <= own


@pytest.mark.parametrize("statement", STATEMENTS, ids=lambda one: one.statement_id)
def test_whatever_a_statement_names_exists(statement):
    assert BY_ID[statement.article_id].type == "article"
    assert {BY_ID[one].type for one in (*statement.claimants, *statement.relayed_by)} <= {"claimant"}
    if statement.event_id:
        assert BY_ID[statement.event_id].type == "event"
    if statement.position:
        assert BY_ID[statement.position.question_id].type == "question"


@pytest.mark.parametrize("figure", FIGURES, ids=lambda one: one.figure_id)
def test_whatever_a_figure_names_exists(figure):
    assert statement_of(figure).type == "statement"
    if figure.of:
        assert BY_ID[figure.of].type == "figure"


def test_every_place_is_in_the_gazetteer():
    mentions = [mention for record in (*STATEMENTS, *of_type("event")) for mention in record.places]
    named = {mention.place_id for mention in mentions} | {f.place_id for f in FIGURES if f.place_id}
    assert named <= {place.place_id for place in load_gazetteer().places}


def test_every_claimant_event_and_question_is_used():
    named = {one for statement in STATEMENTS for one in (*statement.claimants, *statement.relayed_by)}
    named |= {one.event_id for one in STATEMENTS if one.event_id}
    named |= {one.position.question_id for one in STATEMENTS if one.position}
    assert {record.record_id for kind in ("claimant", "event", "question") for record in of_type(kind)} == named


def test_a_spelling_belongs_to_one_claimant():
    spellings = [
        name.casefold() for one in of_type("claimant") for name in dict.fromkeys((one.name, *one.also_known_as))
    ]
    assert [name for name, times in Counter(spellings).items() if times > 1] == []


@pytest.mark.parametrize("statement", STATEMENTS, ids=lambda one: one.statement_id)
def test_a_span_lies_in_its_text_and_a_gist_is_short(statement):
    assert statement.span.end <= BY_ID[statement.article_id].text_length
    assert len(statement.gist) <= 240


# Where and when the articles are from


def test_an_outlet_is_never_filled_in_from_memory():
    outlets = {article.article_id: (article.outlet, article.outlet_basis.value) for article in of_type("article")}
    assert outlets == {
        SUMMIT_ARTICLE: (None, "unknown"),
        KYIV_POST: ("Kyiv Post", "inferred"),
        FEBRUARY_6: (None, "unknown"),
        TRIL: (None, "unknown"),
        KYIV_INDEPENDENT: ("Kyiv Independent", "stated"),
    }


@pytest.mark.parametrize("article", of_type("article"), ids=lambda one: one.article_id)
def test_an_inferred_day_says_on_what_it_rests_and_is_marked_approximate(article):
    assert (article.published_basis.value == "inferred") == article.published_on.endswith("~")
    assert article.basis_note


def test_07_02_2025_is_the_7th_of_february():
    assert BY_ID[TRIL].published_on == "2025-02-07"


def test_thursday_at_the_summit_is_the_7th_of_november_in_budapest():
    spoken = [one for one in STATEMENTS if roles(one).get("hu-budapest") is Role.SAID_AT]
    assert {one.said_on for one in spoken} == {"2024-11-07"}
    assert {one.claimants for one in spoken} == {("zelenskyy",)}


# Who the troops are and where


def test_the_60_000_are_russian_and_were_not_sent_to_pokrovsk():
    figure = only(figures_where(low=60000))
    assert (figure.party, figure.measure, figure.place_id) == (Party.RUSSIA, Measure.PRESENT, "ru-krs")
    statement = statement_of(figure)
    assert (statement.claimants, statement.said_on) == (("zelenskyy",), "2025-02-07")
    assert roles(statement)["ua-pokrovsk"] is Role.NOT_AT
    assert roles(statement)["ru-krs"] is Role.HAPPENED_AT
    assert statement.gist == (
        "Russia has 60,000 troops in Kursk Oblast; they were not added at Pokrovsk or elsewhere in Donetsk Oblast."
    )


def test_pokrovsk_is_never_where_something_happened():
    mentions = [m for record in (*STATEMENTS, *of_type("event")) for m in record.places]
    assert {m.role for m in mentions if m.place_id == "ua-pokrovsk"} == {Role.NOT_AT}


def test_near_sudzha_stays_near():
    statement = only([one for one in STATEMENTS if "ru-sudzha" in roles(one)])
    assert only(statement.places).near
    assert statement.claimants == ("us-intelligence",)
    assert (statement.said_on, statement.refers_to) == (None, None)
    assert statement.gist == (
        "10,000 North Korean troops, senior officers among them, in Russian operations near Sudzha."
    )
    figure = only([one for one in FIGURES if one.statement_id == statement.statement_id])
    assert (figure.low, figure.high, figure.qualifier) == (10000, 10000, Qualifier.EXACT)
    assert (figure.measure, figure.party, figure.place_id) == (Measure.PRESENT, Party.DPRK, "ru-sudzha")


def test_khabarovsk_is_the_region():
    places = {m.place_id for record in (*STATEMENTS, *of_type("event")) for m in record.places}
    assert "ru-kha" in places
    assert "ru-khabarovsk" not in places


@pytest.mark.parametrize("place_id", ["ru-sochi", "hu-budapest", "de-ramstein-ab", "us-pentagon"])
def test_where_somebody_spoke_is_not_where_it_happened(place_id):
    mentions = [m for record in (*STATEMENTS, *of_type("event")) for m in record.places]
    assert {m.role for m in mentions if m.place_id == place_id} == {Role.SAID_AT}


def test_capitals_that_stand_for_governments_are_no_places():
    places = {m.place_id for record in (*STATEMENTS, *of_type("event")) for m in record.places}
    assert places.isdisjoint({"ru-moscow", "kp-pyongyang", "kr-seoul", "ua-kyiv", "us-washington"})


# What the figures are


def test_two_thirds_is_a_share_of_the_4_000():
    share = only(figures_where(KYIV_INDEPENDENT, unit="percent", measure=Measure.KILLED))
    assert (share.low, share.high, share.qualifier) == (67, 67, Qualifier.SHARE)
    whole = BY_ID[share.of]
    assert (whole.low, whole.measure) == (4000, Measure.CASUALTIES)


def test_at_least_300_admits_more():
    figure = only(figures_where(low=300))
    assert (figure.high, figure.qualifier, figure.measure) == (None, Qualifier.AT_LEAST, Measure.KILLED)
    statement = statement_of(figure)
    assert (statement.claimants, statement.said_on) == (("nis",), "2025-01-13")
    assert statement.gist == "at least 300 North Korean soldiers killed, another 2,700 wounded."
    assert "At least" in statement.caveat
    wounded = only(figures_where(low=2700))
    assert (wounded.statement_id, wounded.measure) == (figure.statement_id, Measure.WOUNDED)


def test_the_4_000_stand_with_both_their_days():
    days = {statement_of(one).article_id: statement_of(one).said_on for one in figures_where(low=4000)}
    assert days == {FEBRUARY_6: "2025-01-09", KYIV_INDEPENDENT: "2025-02-14"}


def test_9_000_are_additional_to_2_000_and_nobody_adds_them_up():
    engaged, reserve = only(figures_where(low=2000)), only(figures_where(low=9000))
    assert (engaged.measure, reserve.measure) == (Measure.ENGAGED, Measure.RESERVE)
    assert "additional" in reserve.as_written
    assert figures_where(KYIV_POST, low=11000, high=11000) == []


def test_over_11_000_has_no_upper_bound_and_up_to_12_000_no_lower():
    assert only(figures_where(KYIV_POST, low=11000)).qualifier is Qualifier.MORE_THAN
    assert only(figures_where(KYIV_POST, low=11000)).high is None
    up_to = only(figures_where(KYIV_INDEPENDENT, high=12000))
    assert (up_to.low, up_to.qualifier, up_to.measure) == (None, Qualifier.UP_TO, Measure.ARRIVED)


def test_isw_gives_two_figures_and_one_is_a_forecast():
    figures = [one for one in FIGURES if statement_of(one).claimants == ("isw",)]
    assert [(one.measure, one.forecast) for one in figures] == [
        (Measure.PRESENT, False),
        (Measure.CASUALTIES, True),
    ]
    present, casualties = figures
    assert present.as_of is None
    assert statement_of(present).refers_to is None
    assert statement_of(present) is not statement_of(casualties)
    assert parse_edtf(casualties.as_of).first > parse_edtf(BY_ID[FEBRUARY_6].published_on).last


def test_64_percent_is_territory():
    figure = only(figures_where(low=64))
    assert (figure.measure, figure.unit, figure.qualifier) == (Measure.TERRITORY, "percent", Qualifier.ABOUT)


def test_losses_never_become_killed():
    of_losses = [one for one in FIGURES if re.search(r"loss|casualt|noticeable", one.as_written)]
    assert of_losses
    assert {one.measure for one in of_losses} == {Measure.CASUALTIES}


def test_decimated_is_quoted_and_no_count_of_casualties():
    figure = only(figures_where(FEBRUARY_6, low=30))
    assert (figure.measure, figure.unit) == (Measure.OTHER, "percent")
    assert "“decimate”" in statement_of(figure).gist


def test_the_standfirst_is_a_statement_of_its_own_and_counts_nobody_again():
    first = next(one for one in STATEMENTS if one.article_id == TRIL)
    assert (first.claimants, first.event_id) == (("zelenskyy",), "e-russian-troops-kursk")
    assert [one for one in FIGURES if one.statement_id == first.statement_id] == []


def test_a_silence_is_nowhere_on_the_map_as_something_that_happened():
    places = [mention.role for one in STATEMENTS if one.modality is Modality.SILENT for mention in one.places]
    assert set(places) <= {Role.CONTEXT}


def test_losses_at_the_summit_have_no_party():
    statement = only([one for one in STATEMENTS if one.gist == "there are already losses."])
    assert "whose" in statement.caveat
    assert [one for one in FIGURES if one.statement_id == statement.statement_id] == []


def test_several_hundred_who_died_for_victories_are_russian():
    figure = only([one for one in FIGURES if "several hundred" in one.as_written])
    assert figure.party is Party.RUSSIA


@pytest.mark.parametrize("words", ["dozens", "hundreds", "significant", "millions", "several"])
def test_vague_words_stay_without_a_number(words):
    vague = [one for one in FIGURES if one.as_written.strip("“").startswith(words)]
    assert vague
    assert {(one.low, one.high) for one in vague} == {(None, None)}


def test_a_forecast_is_never_filed_as_present():
    assert {one.measure for one in FIGURES if one.forecast} == {Measure.EXPECTED, Measure.CASUALTIES}
    assert {statement_of(one).modality for one in FIGURES if one.forecast} == {Modality.FORECAST}


# Who holds what


def stances(question_id):
    """Every (claimant, stance, article) on a question."""
    return {
        (claimant, one.position.stance, one.article_id)
        for one in STATEMENTS
        if one.position and one.position.question_id == question_id
        for claimant in one.claimants
    }


@pytest.mark.parametrize(
    ("question_id", "claimant", "stance", "article_id"),
    [
        ("fighting-in-kursk", "zelenskyy", Stance.AFFIRMS, SUMMIT_ARTICLE),
        ("fighting-in-kursk", "hur", Stance.EXPECTS, KYIV_POST),
        ("fighting-in-kursk", "bunyatov", Stance.AFFIRMS, KYIV_POST),
        ("fighting-in-kursk", "singh", Stance.NOT_OBSERVED, KYIV_POST),
        ("fighting-in-kursk", "nis", Stance.DENIES, FEBRUARY_6),
        ("fighting-in-kursk", "zelenskyy", Stance.AFFIRMS, TRIL),
        ("fighting-in-kursk", "sof-spokesperson", Stance.NOT_OBSERVED, KYIV_INDEPENDENT),
        ("fighting-in-kursk", "north-korea", Stance.SILENT, TRIL),
        ("fighting-in-kursk", "russia", Stance.SILENT, FEBRUARY_6),
        ("pulled-from-front", "nyt", Stance.AFFIRMS, KYIV_INDEPENDENT),
        ("pulled-from-front", "nis", Stance.AFFIRMS, FEBRUARY_6),
        ("fighting-in-kursk", "budanov", Stance.AFFIRMS, KYIV_INDEPENDENT),
        ("more-troops-sent", "nis", Stance.AFFIRMS, KYIV_INDEPENDENT),
        ("more-troops-sent", "unnamed-sources", Stance.EXPECTS, FEBRUARY_6),
        ("significant-numbers", "kovalenko", Stance.DISPUTES, KYIV_POST),
        ("territory-regained", "russia", Stance.AFFIRMS, KYIV_INDEPENDENT),
        ("territory-regained", "ukrainian-military", Stance.SILENT, KYIV_INDEPENDENT),
    ],
)
def test_a_claimant_holds_what_the_article_says(question_id, claimant, stance, article_id):
    assert (claimant, stance, article_id) in stances(question_id)


def test_not_observing_is_no_denial():
    for claimant in ("singh", "sof-spokesperson"):
        spoken = [one for one in STATEMENTS if claimant in one.claimants]
        assert all(one.modality is not Modality.DENIED for one in spoken)
        assert Stance.DENIES not in {one.position.stance for one in spoken if one.position}


def test_silence_is_a_modality_and_a_stance_at_once():
    silent = {one.statement_id for one in STATEMENTS if one.modality is Modality.SILENT}
    positions = {one.statement_id for one in STATEMENTS if one.position and one.position.stance is Stance.SILENT}
    assert silent == positions


def is_free(claimant_id):
    return not (BY_ID[claimant_id].role or "").startswith("captured")


def test_no_north_korean_who_is_free_to_speak_asserts_anything():
    spoken = [
        one for one in STATEMENTS if any(BY_ID[who].side is Side.NORTH_KOREA and is_free(who) for who in one.claimants)
    ]
    assert spoken
    assert {one.modality for one in spoken} == {Modality.SILENT}


def test_a_captive_is_unnamed_relayed_and_said_to_be_in_custody():
    spoken = [one for one in STATEMENTS if not all(map(is_free, one.claimants))]
    assert spoken
    assert all(BY_ID[who].kind.value == "unnamed" for one in spoken for who in one.claimants)
    assert all(one.relayed_by and "custody" in one.caveat for one in spoken)


def test_what_the_newsroom_could_not_verify_says_so():
    unverified = {one.claimants[0] for one in STATEMENTS if "verif" in (one.caveat or "")}
    assert unverified == {"nis", "south-korean-military-officials", "russia"}
    assert [one for one in STATEMENTS if not one.claimants and "verify" in one.gist]


def test_relays_go_outward_from_the_speaker():
    told_to_afp = [one for one in STATEMENTS if "afp" in one.relayed_by]
    assert {one.claimants for one in told_to_afp} == {("nis",)}
    killed = only([one for one in STATEMENTS if one.relayed_by == ("nyt",)])
    assert killed.claimants == ("us-officials", "ukrainian-officials")


# When


@pytest.mark.parametrize(
    ("claimant", "said_on"),
    [("us-officials", "2024-11-04/2024-11-07"), ("singh", "2024-12-10"), ("nyt", "2025-01-30")],
)
def test_a_day_said_is_as_exact_as_the_text(claimant, said_on):
    assert said_on in {one.said_on for one in STATEMENTS if claimant in one.claimants}


def test_the_interview_of_4_february_is_dated_by_its_appearance():
    statement = only([one for one in STATEMENTS if "the-war-zone" in one.relayed_by])
    assert statement.said_on == "2025-02-04~"
    assert "appeared" in statement.caveat


def test_the_capture_may_have_been_on_another_day():
    captures = [one for one in STATEMENTS if one.event_id == "e-capture-january-2025" and one.refers_to]
    assert {one.refers_to for one in captures} == {"2025-01-11?"}


def test_a_day_earlier_than_the_7th_is_the_6th():
    statement = only([one for one in STATEMENTS if one.article_id == TRIL and one.event_id == "e-absence-from-combat"])
    assert statement.said_on == "2025-02-06"
    assert parse_edtf(statement.refers_to).last == parse_edtf(statement.said_on).last


def test_nothing_was_said_after_it_was_printed():
    for one in STATEMENTS:
        if one.said_on:
            assert parse_edtf(one.said_on).last <= parse_edtf(BY_ID[one.article_id].published_on).last


# Echoes

ECHOES = [one for one in STATEMENTS if one.echo_of]


def test_an_echo_points_at_an_original_in_an_earlier_article():
    assert len(ECHOES) >= 6
    for one in ECHOES:
        origin = BY_ID[one.echo_of]
        assert origin.echo_of is None
        printed, first = BY_ID[one.article_id].published_on, BY_ID[origin.article_id].published_on
        assert parse_edtf(first).last < parse_edtf(printed).first


def content_of(statement):
    """What an echo and its origin have to agree on, figures included."""
    figures = [
        (f.measure, f.party, f.unit, f.low, f.high, f.qualifier, f.as_of, f.place_id)
        for f in FIGURES
        if f.statement_id == statement.statement_id
    ]
    return statement.claimants, statement.modality, statement.event_id, statement.position, figures


def test_an_echo_says_what_its_origin_says():
    assert [one.statement_id for one in ECHOES if content_of(one) != content_of(BY_ID[one.echo_of])] == []


# Against the texts, where the reader has them


@pytest.fixture(scope="session")
def texts():
    """The articles' bytes by their sha256."""
    if not SEEDS.is_dir():
        pytest.skip("the articles are not part of the project: ../shared/articles/seeds is absent")
    return {hashlib.sha256(raw).hexdigest(): raw for raw in (p.read_bytes() for p in SEEDS.glob("*.txt"))}


def text_of(article: Article, texts) -> str:
    return texts[article.text_sha256].decode("utf-8")


def words_of(text):
    return [word.replace("’", "'") for word in re.findall(r"\w+(?:['’-]\w+)*", text.casefold())]


def runs_of(text, length):
    words = words_of(text)
    return {tuple(words[start : start + length]) for start in range(len(words) - length + 1)}


def test_the_texts_are_the_ones_read(texts):
    assert {article.text_sha256 for article in of_type("article")} == set(texts)
    assert all(article.text_length == len(text_of(article, texts)) for article in of_type("article"))


def test_spans_begin_and_end_at_words(texts):
    for one in STATEMENTS:
        text = text_of(BY_ID[one.article_id], texts)
        for at in (one.span.start, one.span.end):
            assert not (text[at - 1 : at].isalnum() and text[at : at + 1].isalnum()), one.statement_id
        passage = text[one.span.start : one.span.end]
        assert passage == passage.strip()


def test_figures_stand_in_their_passage_as_written(texts):
    for figure in FIGURES:
        statement = statement_of(figure)
        text = text_of(BY_ID[statement.article_id], texts)
        assert figure.as_written in text[statement.span.start : statement.span.end], figure.figure_id


def test_our_words_are_our_own(texts):
    written = {run for article in of_type("article") for run in runs_of(text_of(article, texts), 9)}
    ours = [(one.statement_id, one.gist) for one in STATEMENTS]
    ours += [(one.statement_id, one.caveat) for one in STATEMENTS if one.caveat]
    ours += [(one.figure_id, one.as_written) for one in FIGURES]
    ours += [(one.event_id, one.title) for one in of_type("event")]
    ours += [(one.article_id, one.basis_note) for one in of_type("article")]
    assert [key for key, words in ours if runs_of(words, 9) & written] == []


def test_echoes_stand_almost_word_for_word_in_both_texts(texts):
    for one in ECHOES:
        passages = []
        for statement in (one, BY_ID[one.echo_of]):
            text = text_of(BY_ID[statement.article_id], texts)
            passages.append(set(words_of(text[statement.span.start : statement.span.end])))
        shared = passages[0] & passages[1]
        assert len(shared) / len(passages[0] | passages[1]) > 0.6, one.statement_id


def test_statements_of_one_article_follow_its_text():
    for article in of_type("article"):
        starts = [one.span.start for one in STATEMENTS if one.article_id == article.article_id]
        assert all(before <= after for before, after in pairwise(starts))
