import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.extract.dates import find_dates
from events.extract.numbers import find_numbers, parse_count
from events.extract.sentences import split_sentences


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("11,000", 11000),
        ("12 000", 12000),
        ("27-hundred", 2700),
        ("three-thousand", 3000),
        ("a hundred and twenty", 120),
        ("1.5 million", 1_500_000),
        ("half a million", 500_000),
        ("two dozen", 24),
        ("twenty-five", 25),
        ("10 thousand", 10000),
    ],
)
def test_counts_are_read_in_digits_and_words(words, value):
    assert parse_count(words) == value


@given(st.text(alphabet="0123456789 ,.-–toandbetween%millionhundredhalf ", max_size=40))
def test_no_number_has_its_bounds_turned_round(text):
    for number in find_numbers(text):
        assert number.low is None or number.high is None or number.low <= number.high
        assert 0 <= number.start <= number.digits_start <= number.end <= len(text)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("on Dec. 23", "2024-12-23"),
        ("On 15 December, it", "2024-12-15"),
        ("on January 13, 2025", "2025-01-13"),
        ("in October", "2024-10"),
        ("in mid-January 2025", "2025-01"),
        ("since early August", "2024-08"),
        ("last fall", "2024"),
        ("last October", "2024-10"),
        ("on Thursday", "2025-02-27"),
        ("on Friday", "2025-02-21"),
        ("a day earlier", "2025-02-26"),
        ("yesterday", "2025-02-26"),
        ("two weeks ago", "2025-02-13"),
        ("this month", "2025-02"),
        ("last month", "2025-01"),
        ("earlier this year", "2025"),
        ("by mid-April 2025", "2025-04"),
        ("by March", "2025-03"),
        ("13/01/2025", "2025-01-13"),
        ("as of January 10", "2025-01-10"),
        ("between January and March", "2024-03"),
    ],
)
def test_dates_are_no_more_precise_than_the_words(words, value):
    assert [d.value for d in find_dates(words, "2025-02-27")] == [value]


@pytest.mark.parametrize("words", ["Troops may march", "07/02/2025", "the 61st Brigade", "in four-five days"])
def test_what_is_no_date_or_two_dates_is_left(words):
    assert find_dates(words, "2025-02-27") == []


@pytest.mark.parametrize("published", ["2025-02", "2025", None])
def test_weekdays_need_the_very_day_of_publication(published):
    assert find_dates("on Thursday and yesterday", published) == []


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Lt. Col. Kim came on Feb. 14. He left.", ["Lt. Col. Kim came on Feb. 14.", "He left."]),
        ('"It is so. We know," he said. Yes.', ['"It is so. We know," he said.', "Yes."]),
        ("A line without an end\nThe U.S. said so. It did.", ["A line without an end", "The U.S. said so.", "It did."]),
        ("They came to the U.S. The rest stayed.", ["They came to the U.S.", "The rest stayed."]),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text, sentences):
    assert [s.text for s in split_sentences(text)] == sentences


@given(st.text(max_size=200))
def test_every_sentence_stands_where_it_says(text):
    for sentence in split_sentences(text):
        assert text[sentence.start : sentence.end] == sentence.text
