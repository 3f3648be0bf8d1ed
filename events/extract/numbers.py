"""Numbers in words and digits: their bounds as written, and the word that bounds them."""

import re
from dataclasses import dataclass

_UNITS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
    "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60,
    "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_SCALES = {"dozen": 12, "hundred": 100, "thousand": 1000, "million": 1_000_000, "k": 1000, "m": 1_000_000}
_WORD = "|".join(sorted(_UNITS, key=len, reverse=True))
_SCALE = r"hundred|thousand|million|dozen"
_SPELLED = rf"(?:(?:{_WORD}|half an?|an?)(?:[ -](?:and )?(?:{_WORD}|{_SCALE}))*\b)"
_DIGITS = r"\d{1,3}(?:[,\u00a0\u202f]\d{3})+(?!\d)|\d{1,3}(?: \d{3})+(?![\d,])|\d+(?:\.\d+)?(?!\d)"
_COUNT = (
    rf"(?:(?:{_DIGITS})(?!(?:st|nd|rd|th)\b)(?:[ -]?(?:{_SCALE})\b|k\b|m(?= (?:artillery |"
    rf"mortar )?(?:shells|rounds|munitions|pieces|people|men)\b))?|{_SPELLED})"
)
_VAGUE = (
    r"(?:(?:many |several |a few |a couple of |some |low |high |hundreds of |tens of |dozens of |many )?"
    r"(?:tens of thousands|hundreds of thousands|hundreds|thousands|dozens|millions|scores))"
    r"|(?:several|a few|a couple of|a couple|multiple) (?:hundred|thousand|dozen|million)s?"
    r"|(?:an? )?(?:significant|large|substantial|considerable|small|great|huge|limited|"
    r"unspecified|growing|certain) (?:number|amount|quantity)s?"
    r"|significant numbers|large numbers"
)
_FRACTIONS = {"half": 50, "third": 33, "quarter": 25, "fourth": 25, "fifth": 20, "sixth": 17, "tenth": 10}
_AHEAD = (
    r"(?= of\b|\s+(?:the|its|their|were|have|had|has|been|dead|died|killed|are|and|or|"
    r"can|could|went|missed|hit|failed|got|should|must|need|can['’]t|cannot|may|might|will|would|fell|lost|remain\w*|"
    r"came|never|did|do|failed|no longer|as|who|"
    r"whom|is|was|"
    r"reached|made|survived|returned|captured|wounded|in|at|on|since|by|what|that|this|from|still|now)\b|"
    r"\s*[,.;:)”\"]|\s*$)"
)
_FRACTION = (
    r"(?:(?:one|two|three|four|five|seven|eight|nine|an?)[ -])(?:thirds?|quarters?|fifths?|sixths?|tenths?|fourths?)\b"
    rf"{_AHEAD}|(?<!and a )(?<!year and )(?<!first )(?<!second )half\b{_AHEAD}"
)
_PERCENT = r"(?:%|[ -]?per ?cent\b|[ -]?percent\b|\s%)"
_LOW = (
    r"more than|in excess of|upwards of|exceed(?:s|ed|ing)?|topp?(?:s|ed|ing)?|surpass(?:es|"
    r"ed|ing)?|well over|(?<!handed )(?<!hand )(?<!taken )(?<!took )(?<!turned )(?<!hands )over|above|"
    r"(?:have |has |had )?passed|greater than|higher than|not fewer than|just over|a little over|north of"
)
_LEAST = r"at least|no fewer than|no less than|not less than|a minimum of|minimum of|at the very least"
_UPTO = (
    r"up to|as many as|as high as|as much as|a maximum of|maximum of|no more than|not more than|at most|fewer than|"
    r"less than|just under|under|below|possibly up to|potentially up to"
)
_ABOUT = (
    r"(?<!talking )(?<!speaking )(?<!spoke )(?<!talk )about|around|some|roughly|approximately|"
    r"nearly|almost|close to|near(?:s|ed|ing)|"
    r"approach(?:es|ed|ing)|an estimated|estimated at|estimated|"
    r"circa|in the region of|in the order of|on the order of|approx\.?|near|nearing|"
    r"practically|virtually|~|≈|somewhere around"
)
_EXTRA = (
    r"another|an original|the original|an initial|the initial|the first|the last|the full|the entire|the same|"
    r"an extra|a single|"
    r"an additional|additional|a further|further|a total of|a combined|the other|an "
    r"extra|other|the remaining|the"
)
_BOUND = rf"{_LOW}|{_LEAST}|{_UPTO}|{_ABOUT}"
_QUALIFIER = rf"(?:(?P<bound>{_BOUND})\s+)?(?:(?P<extra>{_EXTRA})\s+)?(?:(?P<bound2>{_BOUND})\s+)?"
_RANGE = (
    rf"(?:(?:somewhere |anywhere )?between (?P<b1>{_COUNT}) and (?P<b2>{_COUNT})"
    rf"|(?:from )?(?P<r1>{_COUNT})(?: to |\s?[–—]\s?|-| or )(?P<r2>{_COUNT}))"
)
NUMBER = re.compile(
    rf"(?<![\w.,/$€£-])(?:{_QUALIFIER})"
    rf"(?:(?P<ratio>(?:one|two|three|four|five|six|seven|eight|nine|\d)) (?:in(?: every)?|out of(?: every)?|of every|"
    rf"from every) (?P<base>two|"
    rf"three|four|five|six|seven|eight|nine|ten|\d+)\b(?! of(?! (?:the|those|these|its|their|them|whom|all|every)\b)|"
    rf" days| weeks| months| years| "
    rf"hours| cases)"
    rf"|(?P<fraction>{_FRACTION})"
    rf"|{_RANGE}(?P<percent2>{_PERCENT})?"
    rf"|(?P<vague>{_VAGUE})"
    rf"|(?P<count>{_COUNT})(?P<percent>{_PERCENT})?)"
    r"(?P<plus>\+| or more\b| or so\b|-plus\b| plus\b|[- ]odd\b)?"
    r"(?P<most>(?: (?:soldiers|men|troops|fighters|people|shells|missiles))? (?:at (?:the )?(?:very )?most|"
    r"or fewer|or less)\b)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number as written: ``low`` and ``high`` both included, None where the words leave it open."""

    start: int
    end: int
    low: int | None
    high: int | None
    qualifier: str
    unit: str | None = None  # percent, when the words say a share
    digits_start: int = 0  # where the number itself begins, behind its qualifier


def find_numbers(text: str) -> list[Number]:
    """Every number of ``text`` in order; which of them are figures is decided elsewhere.

    >>> [(n.low, n.high, n.qualifier) for n in find_numbers("at least 300 and 10,000 to 12,000")]
    [(300, None, 'at least'), (10000, 12000, 'range')]
    """
    return [number for match in NUMBER.finditer(text) if (number := _number_of(match)) is not None]


def _number_of(match: re.Match[str]) -> Number | None:
    word = _bound_word(match)
    if match["vague"]:
        return Number(match.start(), match.end(), None, None, _vague_word(match["vague"]), None, match.start("vague"))
    if match["ratio"]:
        share = round(100 * parse_count(match["ratio"]) / max(1, parse_count(match["base"])))
        return _bounded(match, share, share, word or "share", "percent", match.start("ratio"))
    if match["fraction"]:
        share = _parse_fraction(match["fraction"])
        word = word or re.sub(r"^an? ", "", match["fraction"].lower())
        return _bounded(match, share, share, word, "percent", match.start("fraction"))
    if match["b1"] or match["r1"]:
        return _range_of(match)
    amount = parse_count(match["count"])
    if re.fullmatch(r"the", match["extra"] or "", re.IGNORECASE) and re.search(r"than$", match["bound"] or ""):
        word = None  # "fewer than the 125,000 stationed there": another count, as it is
    unit = "percent" if match["percent"] else None
    return _bounded(match, amount, amount, _plus_word(match) or word or "exact", unit, match.start("count"))


def _range_of(match: re.Match[str]) -> Number | None:
    first, second = match["b1"] or match["r1"], match["b2"] or match["r2"]
    low, high = parse_count(first), parse_count(second)
    scale = re.search(rf"(?:{_SCALE}|k)$", second, re.IGNORECASE)
    if low < high and scale and not re.search(rf"(?:{_SCALE}|k)$", first, re.IGNORECASE):
        low *= _SCALES[scale.group().lower()]
    elif low < high and "," in second and "," not in first and low < 1000 <= high and low * 1000 <= high:
        low *= 1000  # "10-12,000"
    if (
        low > high
        and match["r1"]
        and re.fullmatch(r"(?i:\w+ty)-\w+", match.string[match.start("r1") : match.end("r2")])
    ):
        amount = low + high  # "seventy-seven"
        return _bounded(match, amount, amount, _bound_word(match) or "exact", None, match.start("r1"))
    if low > high:
        return None
    word = "estimated" if "estimated" in (match["bound"] or "").lower() else "range"
    unit = "percent" if match["percent2"] else None
    if (
        match["r1"]
        and match.group("r1")
        and re.search(
            r"\b(?:ris|rose|grow|grew|increas|climb|jump|went up|gone)\w* from $", match.string[: match.start("r1")]
        )
    ):
        return Number(match.start("r2"), match.end(), high, high, "exact", unit, match.start("r2"))
    start = match.start("b1") if match["b1"] else match.start("r1")
    return Number(match.start(), match.end(), low, high, word, unit, start)


def _bounded(match: re.Match[str], low: int, high: int, word: str, unit: str | None, start: int) -> Number:
    lowered = word.lower()
    first, last = low, high
    opened: tuple[int | None, int | None] = (first, last)
    if match["most"]:
        return Number(match.start(), match.start("most"), None, last, "up to", unit, start)
    if re.fullmatch(rf"{_LOW}|{_LEAST}", lowered) or (match["plus"] and not re.search("so|odd", match["plus"])):
        opened = (first, None)
    elif re.fullmatch(_UPTO, lowered):
        opened = (None, last)
    return Number(match.start(), match.end(), *opened, _normal_word(lowered), unit, start)


def _bound_word(match: re.Match[str]) -> str | None:
    bounds = [word for word in (match["bound"], match["bound2"]) if word]
    for pattern in (rf"{_LEAST}|{_LOW}", _UPTO):
        for word in bounds:
            if re.fullmatch(pattern, word, re.IGNORECASE):
                return word
    extra = (match["extra"] or "").lower().removeprefix("an ").removeprefix("a ")
    kept = extra if extra in {"another", "additional", "further"} else None
    return next((word for word in bounds if "estimated" not in word.lower()), bounds[0]) if bounds else kept


def _plus_word(match: re.Match[str]) -> str | None:
    plus = (match["plus"] or "").strip()
    return None if not plus else "about" if re.search("so|odd", plus) else "at least"


def _normal_word(word: str) -> str:
    if re.fullmatch(_LEAST, word):
        return "at least"
    if word in {"over", "up to", "as many as"}:
        return word
    if re.fullmatch(_LOW, word):
        return "more than"
    if word in {
        "as high as",
        "as much as",
        "a maximum of",
        "maximum of",
        "at most",
        "no more than",
        "not more than",
        "possibly up to",
        "potentially up to",
    }:
        return "up to"
    if word.startswith(("approach", "near")) and word != "nearly":
        return "close to"
    return "estimated" if word in {"an estimated", "estimated at"} else word


def _vague_word(words: str) -> str:
    return re.sub(r"^(?:an? |some )", "", words.lower())


def _parse_fraction(words: str) -> int:
    parts = re.split(r"[ -]", words.lower())
    name = parts[-1].removesuffix("s") if parts[-1] != "half" else "half"
    times = _UNITS.get(parts[0], 1) if len(parts) > 1 else 1
    exact = {"third": 100 / 3, "sixth": 100 / 6}.get(name, _FRACTIONS[name])
    return round(times * exact)


def parse_count(words: str) -> int:
    """The whole number that ``words`` name: digits, words, or both ("27-hundred").

    >>> parse_count("three-thousand"), parse_count("1.5 million"), parse_count("a hundred and twenty")
    (3000, 1500000, 120)
    """
    lowered = words.lower().strip()
    factor = 0.5 if lowered.startswith("half a") else 1.0
    lowered = re.sub(r"^half an? ", "one ", lowered)
    lowered = re.sub(r"(\d)[,\u00a0\u202f ](?=\d{3})", r"\1", lowered)
    total, current = 0.0, 0.0
    for part in re.findall(r"\d+(?:\.\d+)?|[a-z]+", lowered):
        if part[0].isdigit():
            current = float(part)
        elif part in _SCALES:
            current = (current or 1) * _SCALES[part]
            if _SCALES[part] >= 1000:
                total, current = total + current, 0.0
        elif part in {"a", "an"}:
            current = 1
        else:
            current += _UNITS.get(part, 0)
    return round((total + current) * factor)
