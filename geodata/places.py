"""Place, Precision and BoundingBox: what a place is and how exactly it is known."""

from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

Latitude = Annotated[float, Field(ge=-90, le=90)]
Longitude = Annotated[float, Field(ge=-180, le=180)]


class Precision(StrEnum):
    """How exactly a place is known, finest first."""

    EXACT = "exact"
    SETTLEMENT = "settlement"
    DISTRICT = "district"
    OBLAST = "oblast"
    COUNTRY = "country"

    @property
    def is_point(self) -> bool:
        """Whether the place may be drawn as a point; coarser ones are a ring or an area."""
        return self in (Precision.EXACT, Precision.SETTLEMENT)

    @property
    def rank(self) -> int:
        """0 for the finest, rising: ``a.rank < b.rank`` reads "a is finer than b"."""
        return list(Precision).index(self)


class Place(BaseModel):
    """One entry of the gazetteer.

    ``latitude`` and ``longitude`` (EPSG:4326) are the point itself only where
    ``precision.is_point``; otherwise they are the middle of a ring or the place of a label.
    ``radius_km`` 0 means that the boundary gives the extent. ``names`` has the usual name by
    language code (ISO 639-1), ``aliases`` the other spellings. ``boundary_id`` names the area
    to shade; None means a ring of ``radius_km``, or a point. ``checked`` is how many sources
    agree on the coordinates: A two, B one, C none.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    place_id: Annotated[str, Field(pattern=r"^[a-z]{2}(-[a-z0-9]+)*$")]
    name: Annotated[str, Field(min_length=1)]
    names: dict[str, str] = {}
    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
    admin1: Annotated[str, Field(pattern=r"^[A-Z]{2}-[A-Z0-9]{1,3}$")] | None = None
    latitude: Latitude
    longitude: Longitude
    precision: Precision
    radius_km: Annotated[float, Field(ge=0)] = 0.0
    geonames_id: Annotated[int, Field(gt=0)] | None = None
    wikidata_id: Annotated[str, Field(pattern=r"^Q[0-9]+$")] | None = None
    aliases: tuple[str, ...] = ()
    boundary_id: str | None = None
    checked: Literal["A", "B", "C"]

    @model_validator(mode="after")
    def _unchecked_is_no_point(self) -> Self:
        if self.checked == "C" and self.precision.is_point:
            raise ValueError("checked C (no source) needs precision district or coarser")
        return self

    @model_validator(mode="after")
    def _has_an_extent(self) -> Self:
        if self.radius_km == 0 and self.boundary_id is None:
            raise ValueError("radius_km 0 needs a boundary_id that gives the extent")
        return self

    @model_validator(mode="after")
    def _lies_in_its_country(self) -> Self:
        if self.admin1 is not None and not self.admin1.startswith(self.country + "-"):
            raise ValueError(f"admin1 {self.admin1} is not in country {self.country}")
        return self

    def __hash__(self) -> int:
        # The dict of names has no hash, and an id stands for one place.
        return hash(self.place_id)

    @property
    def is_point(self) -> bool:
        """Whether the place may be drawn as a point."""
        return self.precision.is_point


class BoundingBox(BaseModel):
    """A box of longitudes and latitudes, its edges included; it may not cross 180 degrees."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    west: Longitude
    south: Latitude
    east: Longitude
    north: Latitude

    @model_validator(mode="after")
    def _is_not_reversed(self) -> Self:
        if self.west > self.east or self.south > self.north:
            raise ValueError("a bounding box needs west <= east and south <= north")
        return self

    def contains(self, latitude: float, longitude: float) -> bool:
        """Whether the point lies in the box or on its edge."""
        in_height = self.south <= latitude <= self.north
        return in_height and self.west <= longitude <= self.east
