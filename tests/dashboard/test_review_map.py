"""The map of a review draws drafts as the map draws records, and says what it cannot draw."""

import pytest

from dashboard.views.review_map import build_place, build_preview
from events.curation.desk import Desk
from events.curation.review import PlaceChoice
from events.vocabulary import Role
from geodata.gazetteer import load_gazetteer

ARTICLE = """Column seen

By Nora Field
14 March 2025

Kyrylo Budanov said on March 13 that about 300 North Korean soldiers had arrived near Sudzha.
South Korea's NIS said that 40 more would come to Khabarovsk.
"""


@pytest.fixture(scope="module")
def gazetteer():
    return load_gazetteer()


@pytest.fixture
def draft(tmp_path, gazetteer):
    desk = Desk(tmp_path, gazetteer)
    return desk, desk.start(*desk.read(ARTICLE, "pasted", "Wire", "2025-03-14"), "Ann")


def rows_of(draft, gazetteer):
    return {row["place_id"]: row for row in build_preview(draft, gazetteer)["rows"]}


def change(desk, draft, **place):
    choice = {"name": "Sudzha", "place_id": "ru-sudzha", "role": "happened_at", "near": False, **place}
    return desk.edit(draft, "s01", {"places": [choice]}, "Ann")


def test_a_place_is_drawn_once_for_a_statement_and_its_figures(draft, gazetteer):
    _, review = draft
    preview = build_preview(review, gazetteer)
    assert [row["draft"] for row in preview["rows"] if row["place_id"] == "ru-sudzha"] == ["s01"]
    assert {place["id"] for place in preview["places"]} == {row["place_id"] for row in preview["rows"]}


@pytest.mark.parametrize(
    ("place", "drawn"),
    [
        ({}, set()),
        ({"near": True}, {"dashed"}),
        ({"role": "not_at"}, {"hollow", "struck"}),
        ({"role": "said_at"}, {"speaking"}),
        ({"place_id": "ru-krs", "name": "Kursk Oblast"}, {"dashed"}),
    ],
)
def test_roles_and_nearness_look_as_they_will_on_the_map(draft, gazetteer, place, drawn):
    desk, review = draft
    row = rows_of(change(desk, review, **place), gazetteer)[place.get("place_id", "ru-sudzha")]
    assert {name for name in ("speaking", "hollow", "struck", "dashed") if row[name]} == drawn


def test_a_forecast_is_hollow_and_a_rejected_draft_is_gone(draft, gazetteer):
    desk, review = draft
    review = desk.edit(review, "s01", {"modality": "forecast"}, "Ann")
    assert rows_of(review, gazetteer)["ru-sudzha"]["hollow"]
    for item in [one.item_id for one in review.items]:
        review = desk.reject(review, item, "", "Ann")
    assert build_preview(review, gazetteer)["rows"] == []


@pytest.mark.parametrize(
    ("choice", "words", "doubt"),
    [
        (PlaceChoice(name="Sudzha", place_id="ru-sudzha", near=True), "happened near Sudzha", None),
        (PlaceChoice(name="Sudzha", place_id="ru-sudzha", role=Role.NOT_AT), "not at Sudzha", None),
        (PlaceChoice(name="Sudzha", place_id="ru-sudzha", role=Role.ORIGIN), "from Sudzha", None),
        (PlaceChoice(name="Sudzha", place_id="ru-sudzha", role=Role.SAID_AT), "spoke at Sudzha", None),
        (PlaceChoice(name="Kursk"), "Kursk", "several places"),
        (PlaceChoice(name="Verkhnyaya"), "Verkhnyaya", "does not know"),
        (PlaceChoice(name="x", place_id="../x"), "x", "does not know"),
        (PlaceChoice(name="Russia", place_id="ru"), "happened at Russia", "too coarse"),
    ],
)
def test_a_place_is_said_in_words_with_what_keeps_it_off_the_map(gazetteer, choice, words, doubt):
    shown = build_place(choice, gazetteer)
    assert shown["words"] == words
    assert (shown["doubt"] is None) == (doubt is None)
    assert doubt is None or doubt in shown["doubt"]


def test_an_ambiguous_name_offers_all_its_places(gazetteer):
    found = build_place(PlaceChoice(name="Kursk"), gazetteer)["candidates"]
    assert {one["value"] for one in found} == {"ru-krs", "ru-kursk"}
