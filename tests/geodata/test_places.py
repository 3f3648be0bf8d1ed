"""What a place may be, and what our table of places holds."""

import math

import pytest
from pydantic import ValidationError

from geodata.boundaries import load_boundaries
from geodata.gazetteer import load_gazetteer
from geodata.places import BoundingBox, Place, Precision

# Natural Earth's borders are generalised and ours simplified: a town on a coast may fall off it.
TOLERANCE_KM = 5.0
KM_A_DEGREE = 111.2

VALID = {
    "place_id": "xx-town",
    "name": "Town",
    "country": "XX",
    "latitude": 51.0,
    "longitude": 35.0,
    "precision": "settlement",
    "radius_km": 2.0,
    "checked": "A",
}


def make_place(**changes) -> Place:
    return Place.model_validate(VALID | changes)


def test_precisions_are_ordered_finest_first():
    assert [p.value for p in Precision] == ["exact", "settlement", "district", "oblast", "country"]
    assert Precision.EXACT.rank < Precision.DISTRICT.rank < Precision.COUNTRY.rank


@pytest.mark.parametrize(
    ("precision", "is_point"),
    [("exact", True), ("settlement", True), ("district", False), ("oblast", False), ("country", False)],
)
def test_only_exact_places_and_settlements_are_points(precision, is_point):
    assert make_place(precision=precision).is_point is is_point


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"latitude": 91}, "latitude"),
        ({"longitude": -181}, "longitude"),
        ({"country": "Russia"}, "country"),
        ({"admin1": "RU-KRS"}, "admin1"),
        ({"wikidata_id": "538560"}, "wikidata_id"),
        ({"radius_km": -1}, "radius_km"),
        ({"radius_km": 0}, "radius_km"),
        ({"checked": "D"}, "checked"),
        ({"checked": "C"}, "checked"),
        ({"precision": "village"}, "precision"),
        ({"capital": True}, "capital"),
    ],
)
def test_a_place_refuses_nonsense(changes, field):
    with pytest.raises(ValidationError, match=field):
        make_place(**changes)


def test_a_place_cannot_be_changed_and_can_be_a_key():
    place = make_place()
    with pytest.raises(ValidationError, match="frozen"):
        place.name = "Other"
    assert {place: 1}[make_place()] == 1


@pytest.mark.parametrize(
    ("latitude", "longitude", "inside"),
    [(48, 33, True), (52.6, 39, True), (50, 36, True), (47.99, 36, False), (50, 39.01, False)],
)
def test_a_box_includes_its_edges(latitude, longitude, inside):
    box = BoundingBox(west=33, south=48, east=39, north=52.6)
    assert box.contains(latitude, longitude) is inside


@pytest.mark.parametrize("sides", [(39, 48, 33, 52), (33, 52, 39, 48)])
def test_a_box_is_not_reversed(sides):
    with pytest.raises(ValidationError, match="west <= east"):
        BoundingBox(**dict(zip(("west", "south", "east", "north"), sides, strict=True)))


@pytest.mark.parametrize("place", load_gazetteer().places, ids=lambda place: place.place_id)
def test_every_place_lies_in_its_country_and_oblast(place):
    boundaries = load_boundaries()
    areas = {place.country, place.admin1, place.boundary_id} & set(boundaries.ids)
    assert place.country in areas
    assert all(is_about_in(boundaries, area, place) for area in areas)


def is_about_in(boundaries, area, place) -> bool:
    """Whether the place, or a point at most the tolerance away from it, lies in the area."""
    north = TOLERANCE_KM / KM_A_DEGREE
    east = north / math.cos(math.radians(place.latitude))
    around = [(math.sin(turn) * north, math.cos(turn) * east) for turn in (i * math.pi / 8 for i in range(16))]
    return any(
        boundaries.contains(area, place.latitude + up, place.longitude + right) for up, right in [(0.0, 0.0), *around]
    )


def test_every_boundary_of_a_place_exists():
    ids = set(load_boundaries().ids)
    assert [p.place_id for p in load_gazetteer().places if p.boundary_id and p.boundary_id not in ids] == []


def test_what_nobody_checked_is_never_a_point():
    unchecked = [place for place in load_gazetteer().places if place.checked == "C"]
    assert len(unchecked) == 16
    assert not any(place.is_point for place in unchecked)


def test_the_pentagon_is_a_ring():
    pentagon = load_gazetteer().get("us-pentagon")
    assert (pentagon.precision, pentagon.boundary_id) == (Precision.DISTRICT, None)
    assert 0 < pentagon.radius_km <= 5


@pytest.mark.parametrize("place", load_gazetteer().places, ids=lambda place: place.place_id)
def test_spellings_are_names_not_transliteration_noise(place):
    latin = [name for name in (place.name, *place.aliases) if name.isascii()]
    assert all(name[0].isupper() or name.startswith(("the ", "port ")) for name in latin)
    assert not any("�" in name or name != name.strip() for name in (place.name, *place.aliases))
    written = [place.name, *place.aliases]
    assert len(written) == len(set(written))
