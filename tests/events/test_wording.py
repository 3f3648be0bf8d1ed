"""Days and numbers in words."""

from datetime import date

import pytest

from events.vocabulary import Party
from events.wording import PARTY_IN_WORDS, bounds_in_words, day_in_words, edtf_in_words
from tests.factories import make_figure


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2025", "2025"),
        ("2025-XX", "2025"),
        ("2024-10", "Oct 2024"),
        ("2024-10-XX", "Oct 2024"),
        ("2025-01-31", "31 Jan 2025"),
        ("2025-01~", "about Jan 2025"),
        ("2024-11?", "perhaps Nov 2024"),
        ("2024-11-07%", "perhaps about 7 Nov 2024"),
        ("2024-21", "spring 2024"),
        ("2024-22", "summer 2024"),
        ("2024-23", "autumn 2024"),
        ("2024-24~", "about winter 2024"),
        ("2024-12-07/2024-12-14", "7 Dec 2024 to 14 Dec 2024"),
        ("2024-10~/2024-11~", "about Oct 2024 to Nov 2024"),
        ("2024-10/2024-11~", "Oct 2024 to about Nov 2024"),
    ],
)
def test_days_in_words(edtf, words):
    assert edtf_in_words(edtf) == words


def test_a_day_in_words_has_no_leading_zero():
    assert day_in_words(date(2025, 2, 7)) == "7 Feb 2025"


@pytest.mark.parametrize(
    ("bounds", "words"),
    [
        ({"low": 300, "qualifier": "at_least"}, "≥ 300"),
        ({"low": 11_000, "qualifier": "more_than"}, "> 11,000"),
        ({"low": None, "high": 12_000, "qualifier": "up_to"}, "≤ 12,000"),
        ({"low": 10_000, "high": 12_000, "qualifier": "between"}, "10,000 to 12,000"),
        ({"low": 12_000, "high": 12_000, "qualifier": "about"}, "about 12,000"),
        ({"low": 2_700, "high": 2_700, "qualifier": "exact"}, "2,700"),
        ({"low": 0, "high": 0, "qualifier": "exact"}, "0"),
        ({"low": 67, "high": 67, "qualifier": "share", "unit": "percent"}, "67 %"),
        ({"low": 3, "high": 3, "qualifier": "exact", "unit": "brigades"}, "3 brigades"),
        ({"low": None, "qualifier": "vague", "as_written": "dozens"}, "“dozens”"),
        ({"low": None, "qualifier": "vague", "as_written": "“significant” casualties"}, "“‘significant’ casualties”"),
    ],
)
def test_bounds_in_words(bounds, words):
    assert bounds_in_words(make_figure(**bounds)) == words


def test_every_party_has_words():
    assert set(PARTY_IN_WORDS) == set(Party)
