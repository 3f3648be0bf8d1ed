"""Reviews are saved at each step, never overwritten by who has not seen the last one, and tell of twins."""

import pytest

from events.collection import Collection, collect
from events.curation.desk import Desk
from events.curation.draft_store import DraftStore
from events.curation.likeness import likeness, sketch
from events.curation.published_days import readings_of
from events.curation.review import Status
from events.curation.reviewing import add, edit, split
from events.faults import RecordError
from events.writing import ConflictError
from geodata.gazetteer import load_gazetteer
from tests.factories import make_article, make_review

STORY = (
    "Column seen at the border\n\nBy Nora Field\n\nThe ministry said on Monday that a column of trucks had crossed the "
    "bridge at dawn. Residents counted forty vehicles before the fog came down. A spokesman for the brigade said that "
    "the road had been closed for three days, and that nobody was allowed to film there. The mayor said nothing.\n"
)
OTHER = (
    "Harvest is late\n\nBy Tom Hill\n\nFarmers in the south told reporters that rain had kept their machines in the "
    "sheds for two weeks. The ministry expects prices to rise before the winter, and has asked the railways for more "
    "wagons. A column in the local paper asked who would pay for it.\n"
)


@pytest.fixture
def store(tmp_path):
    return DraftStore(tmp_path)


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path, load_gazetteer())


def test_what_is_saved_is_read_back_by_another_process_s_store(store, tmp_path):
    saved = store.save(make_review(), "Ann")
    assert DraftStore(tmp_path).read(saved.draft_id) == saved
    assert (saved.revision, saved.changed_by) == (1, "Ann")


def test_the_folder_of_reviews_keeps_articles_out_of_git(store):
    store.save(make_review(), "Ann")
    assert (store.folder / ".gitignore").read_text() == "*\n"


def test_who_has_not_seen_the_last_save_is_told_and_overwrites_nothing(store):
    first = store.save(make_review(), "Ann")
    second = store.save(edit(first, "s01", {"gist": "Ann's words."}), "Ann")
    with pytest.raises(ConflictError, match="Ann changed this review"):
        store.save(edit(first, "s01", {"gist": "Bob's words."}), "Bob")
    assert store.read(first.draft_id) == second


@pytest.mark.parametrize("draft_id", ["", "..", "../manifest", "0" * 11, "0" * 12, "x" * 12])
def test_a_review_that_is_not_there_is_told(store, draft_id):
    with pytest.raises(RecordError, match="no such review"):
        store.read(draft_id)


def test_a_damaged_review_is_named_and_the_others_are_listed(store):
    store.save(make_review(0), "Ann")
    kept = store.save(make_review(1), "Ann")
    (store.folder / f"{0:012x}.json").write_bytes(b'{"draft_id": "cut')
    assert store.all() == [kept]
    assert store.damaged() == [f"{0:012x}.json"]
    with pytest.raises(RecordError, match="cannot be read"):
        store.read(f"{0:012x}")


def started(desk, text):
    return desk.start(*desk.read(text, "pasted", "Wire", "2025-03-02"), "Ann")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (STORY, [True]),
        (STORY.replace("Monday", "Tuesday"), [False]),
        ("New headline\n\n" + STORY.partition("\n\n")[2] + "One sentence more.\n", [False]),
        (OTHER, []),
    ],
)
def test_a_text_added_before_is_told_if_it_is_the_same_or_nearly(desk, text, expected):
    draft = started(desk, STORY)
    twins = desk.drafts.find_twins(text, Collection())
    assert [one.is_same for one in twins] == expected
    assert all(one.draft_id == draft.draft_id for one in twins)


def test_a_text_on_record_is_told_by_its_hash_alone(desk):
    digest = started(desk, STORY).text_sha256
    known = collect([make_article(text_sha256=digest)])
    assert DraftStore(desk.folder / "elsewhere").find_twins(STORY, known)[0].article_id == "a1"


def test_a_text_of_the_reader_s_folder_is_compared_too(desk):
    digest = started(desk, STORY).text_sha256
    known = collect([make_article(text_sha256=digest)])
    nearly = STORY.replace("Monday", "Tuesday")
    [twin] = DraftStore(desk.folder / "elsewhere").find_twins(nearly, known, [STORY])
    assert (twin.is_same, twin.article_id) == (False, "a1")


def test_likeness_is_of_words_not_of_signs():
    assert likeness(sketch(STORY), sketch(STORY.upper().replace(".", "!"))) == 1
    assert likeness(sketch(STORY), sketch(OTHER)) < 0.1


def test_a_closed_review_keeps_a_sketch_and_no_text(desk):
    draft = started(desk, STORY)
    desk.close(draft, "Ann")
    stored = (desk.drafts.folder / f"{draft.draft_id}.json").read_text()
    assert "crossed the bridge" not in stored
    assert [one.is_same for one in desk.twins(STORY)] == [True]


def test_every_step_of_a_review_is_on_disk(desk):
    draft = desk.accept(started(desk, STORY), "article", "Ann")
    draft = desk.add(draft, "statement", 0, 25, "Ann")
    item = next(one.item_id for one in draft.items if one.made_by == "person")
    draft = desk.edit(draft, item, {"gist": "trucks were seen."}, "Ann")
    draft = desk.accept(draft, item, "Ann")
    assert desk.drafts.read(draft.draft_id) == draft
    assert desk.collection().statements[draft.item(item).record_id].gist == "trucks were seen."
    draft = desk.edit(draft, item, {"gist": "forty trucks were seen."}, "Bob")
    draft = desk.accept(draft, item, "Bob")
    draft = desk.reject(draft, item, "Counted twice.", "Bob")
    record_id = draft.item(item).record_id
    assert draft.item(item).status is Status.RETRACTED
    assert [one.recorded_by for one in desk.collection().history[record_id]] == ["Ann", "Bob", "Bob"]


@pytest.mark.parametrize("fields", [{"record_id": "a1"}, {"start": 3}, {"colour": 1}, {"modality": "shouted"}])
def test_what_is_not_the_curator_s_to_change_is_refused(fields):
    with pytest.raises(RecordError):
        edit(make_review(), "s01", fields)


def test_a_statement_is_split_at_a_place_in_its_passage():
    draft = split(make_review(), "s01", 4)
    assert [(one.start, one.end) for one in draft.items[:2]] == [(0, 4), (4, 10)]
    assert len({one.item_id for one in draft.items}) == len(draft.items)


def test_a_figure_added_by_hand_belongs_to_the_statement_it_stands_in():
    draft = add(make_review(), "figure", 2, 6)
    figure = next(one for one in draft.items if one.kind == "figure")
    assert (figure.statement, figure.as_written) == ("s01", make_review().text[2:6].strip())


@pytest.mark.parametrize(
    ("words", "low"),
    [("about 1,200 men", 1200), ("12 villages", 12), ("10 to 20 men", None), ("many men", None), ("1.5 million", None)],
)
def test_a_figure_added_by_hand_takes_the_one_number_of_its_words(words, low):
    draft = make_review().model_copy(update={"text": words, "items": ()})
    figure = next(one for one in add(draft, "figure", 0, len(words)).items if one.kind == "figure")
    assert (figure.low, figure.high, figure.as_written) == (low, low, words)


@pytest.mark.parametrize(("start", "end"), [(5, 5), (9, 2), (10**6, 10**6 + 4), (-5, 0)])
def test_nothing_is_added_from_an_empty_passage(start, end):
    with pytest.raises(RecordError, match="Select the passage"):
        add(make_review(), "event", start, end)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Title\n07/02/2025\nNothing dated.", ("2025-02-07", "2025-07-02")),
        ("Title\n07/02/2025\nHe spoke on 7 February.", ("2025-02-07",)),
        ("Title\n07/02/2025\nHe spoke on July 1.", ("2025-07-02",)),
        ("Title\n27/02/2025\n", ("2025-02-27",)),
        ("Title\n02.27.2025\n", ("2025-02-27",)),
        ("Title\nno day\n", ()),
        ("Title\n40/40/2025\n", ()),
        ("\n".join(["line"] * 9) + "\n07/02/2025", ()),
    ],
)
def test_a_day_in_numbers_has_two_readings_until_the_text_settles_it(text, expected):
    assert readings_of(text) == expected
