"""EDTF strings mean the days that the standard says, both ends included."""

from datetime import date, timedelta

import pytest
from edtf import parse_edtf as parse_by_library
from hypothesis import given
from hypothesis import strategies as st

from events.days import Span, parse_edtf

DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31))
MARKS = st.sampled_from(["", "~", "?", "%"])


@st.composite
def points(draw):
    """A year, month or day, sure or not."""
    day, mark = draw(DAYS), draw(MARKS)
    form = draw(st.sampled_from(["{0:%Y}", "{0:%Y-%m}", "{0:%Y-%m-%d}", "{0:%Y}-XX", "{0:%Y-%m}-XX", "{0:%Y}-XX-XX"]))
    return form.format(day) + mark


def by_library(text):
    """The first and last day that the library ``edtf`` reads."""
    read = parse_by_library(text)
    return date(*read.lower_strict()[:3]), date(*read.upper_strict()[:3])


def by_us(text):
    span = parse_edtf(text)
    return span.first, span.last


@given(points())
def test_a_point_means_the_days_that_the_edtf_library_reads(text):
    assert by_us(text) == by_library(text)


@given(points(), points())
def test_an_interval_means_the_days_that_the_edtf_library_reads_or_is_turned_round(first, last):
    text = f"{first}/{last}"
    begins, ends = by_library(first)[0], by_library(last)[0]
    if ends < begins:
        with pytest.raises(ValueError, match="ends before it begins"):
            parse_edtf(text)
    else:
        assert by_us(text) == (begins, by_library(last)[1])


@pytest.mark.parametrize("text", ["2024-21", "2024-22", "2024-23"])
def test_a_season_means_the_days_that_the_edtf_library_reads(text):
    assert by_us(text) == by_library(text)


def test_winter_ends_in_the_next_year():
    assert by_us("2024-24") == (date(2024, 12, 1), date(2025, 2, 28))


@pytest.mark.parametrize(
    "text",
    [
        "2025-02-29",
        "2024-02-30",
        "2025-13",
        "2025-00",
        "2025-01-00",
        "2025-01-32",
        "2025-20",
        "2025-25",
        "2025-21-05",
        "0000",
        "9999-24",
        "2025-XX-05",
    ],
)
def test_a_day_that_does_not_exist_is_refused(text):
    with pytest.raises(ValueError, match="does not exist"):
        parse_edtf(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "/",
        "2025/",
        "/2025",
        "../2025",
        "2025/..",
        "20250131",
        "2025-1-1",
        "31.01.2025",
        "07/02/2025",
        "2025-01-31T10:00",
        "2025-01-31Z",
        " 2025",
        "2025\n",
        "2025~~",
        "~2025",
        "2025-W05-5",
        "٢٠٢٥",
        "2025-01/2025-02/2025-03",
        "y2025",
        "-2025",
        "unknown",
    ],
)
def test_what_is_no_edtf_date_is_refused(text):
    with pytest.raises(ValueError, match="EDTF date"):
        parse_edtf(text)


@pytest.mark.parametrize("text", ["2025-01-02/2025-01-01", "2025-02/2025-01", "2025/2024", "2025-01-02~/2025-01-01?"])
def test_an_interval_turned_round_is_refused(text):
    with pytest.raises(ValueError, match="ends before it begins"):
        parse_edtf(text)


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused_with_a_sentence(text):
    try:
        span = parse_edtf(text)
    except ValueError as error:
        told = str(error)
    else:
        told = repr(text) if span.first <= span.last else "turned round"
    assert repr(text) in told


@given(DAYS, st.integers(0, 400), DAYS, st.integers(0, 400))
def test_spans_overlap_when_they_share_a_day(first, length, other_first, other_length):
    one = Span(first, first + timedelta(length))
    other = Span(other_first, other_first + timedelta(other_length))
    shared = {one.first + timedelta(n) for n in range(length + 1)} & {
        other.first + timedelta(n) for n in range(other_length + 1)
    }
    assert one.overlaps(other) is other.overlaps(one) is bool(shared)


def test_one_day_is_one_day():
    assert parse_edtf("2025-01-31").is_one_day
    assert not parse_edtf("2025-01").is_one_day
