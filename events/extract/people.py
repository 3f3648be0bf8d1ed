"""People whom the data files do not know: behind a rank or post, beside a reporting word, by a callsign."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from events.extract.lexicon import Lexicon, any_of
from events.extract.mention import Mention

_CAPITAL = r"[A-ZÀ-ÞŁŚŽ][\w'’-]+"


_NAME = rf"{_CAPITAL}(?: (?:{_CAPITAL}|[A-Z]\.|(?:von|van|der|de|bin|al)\b)){{1,3}}"


_VERBS = (
    r"(?:said|says|told|added|noted|stated|wrote|explained|reported|confirmed|claimed|warned|"
    r"recalled|estimates|estimated|believes|announced)"
)


_BESIDE_VERB = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?<![\w.] )(?P<name>{_NAME})(?= (?:also |later |has |had )?{_VERBS}\b)",
        rf"[,”\"’] {_VERBS} (?P<name>{_NAME})",
        rf"[Aa]ccording to (?P<name>{_NAME})",
        rf", (?P<name>{_NAME})(?=, {_VERBS}\b)",
        rf"(?<!\w )(?P<name>{_NAME})(?=, who (?:[a-z]+ ){{0,2}}[a-z]+ [^,.;“\"]{{2,80}}, "
        rf"(?:also |has |had )?{_VERBS}\b)",
    )
)


@lru_cache(maxsize=4)
def _title_patterns(lexicon_id: int, ranks: str, posts: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    del lexicon_id
    before = rf"(?P<title>(?<!\w)(?:(?:{ranks})|(?i:{posts}))),? (?P<name>{_NAME})"
    after = (
        rf"(?P<name>{_NAME}), (?P<title>(?:(?:an?|the|who|one of|deputy|chief|acting|former|senior|"
        rf"head|spokes\w+|commander|director|president|professor|chair|leader|member|researcher|"
        rf"analyst|lawmaker|minister|ambassador)\b)[^,.;“\"]{{2,110}}?(?:,|\.|$| said| told))"
    )
    return re.compile(before), re.compile(after)


def find_titled(text: str, lexicon: Lexicon) -> Iterator[Mention]:
    """Names behind a rank or post, and before one set off by commas."""
    titles = lexicon.files["titles"]
    before, after = _title_patterns(id(lexicon), any_of(titles["ranks"]), any_of(titles["posts"]))
    for match in before.finditer(text):
        if (mention := _person(match, lexicon, match["title"])) is not None:
            yield mention
    for match in after.finditer(text):
        roles = " ".join(match["title"].split()[:6])
        if re.search(rf"(?i)\b(?:{any_of(titles['posts'])})\b", match["title"]) and (
            mention := _person(match, lexicon, roles)
        ):
            yield mention


def find_described(text: str, lexicon: Lexicon) -> Iterator[Mention]:
    """Two or three capitals beside a reporting word: "Jane Roe said", "said Jane Roe", "a medic, Jane Roe, said"."""
    for pattern in _BESIDE_VERB:
        for match in pattern.finditer(text):
            if (mention := _person(match, lexicon, "")) is not None:
                yield mention


_ONE_NAME = re.compile(
    rf"(?:(?P<verb>\b{_VERBS}|recalls|explains|tells|adds) (?P<after>[A-Z][a-z]{{2,}}), (?P<title>(?:an?|the|who|"
    rf"\d\d)\b[^.;“\"]{{2,60}})|"
    rf"(?<![\w.] )\b(?P<before>[A-Z][a-z]{{2,}}), (?P<post>(?:an?|the|\d\d)\b[^.,;“\"]{{2,60}}),? (?:said|says|told|"
    rf"tells|recalled|"
    r"recalls|explained|explains|added)\b)"
)


def find_first_names(text: str, lexicon: Lexicon) -> Iterator[Mention]:
    """Soldiers whom an article names by one name only: "says Ivan, a 28-year-old sergeant"."""
    stop = set(lexicon.words("titles", "not_names"))
    posts = re.compile(
        rf"(?i)\b(?:{any_of(lexicon.words('titles', 'posts'))}|\d\d|infantryman|gunner|driver|defector)\b"
    )
    for match in _ONE_NAME.finditer(text):
        group = "after" if match["after"] else "before"
        name, title = match[group], match["title"] or match["post"]
        if name in stop or name in lexicon.actors or name in lexicon.surnames or posts.search(title) is None:
            continue
        roles = roles_in(title, lexicon)
        yield Mention(match.start(group), match.end(group), (name,), "person", roles, "first-name")


def find_callsigns(text: str) -> Iterator[Mention]:
    """Soldiers known by a callsign: "with the callsign Kit"."""
    for match in re.finditer(
        r"\b(?:[Cc]all ?signs?|nicknamed|nom de guerre|goes by|known only as) (?:is |of |was |the "
        r"name )?[“\"'‘]?(?P<name>[A-Z][a-z]+)",
        text,
    ):
        yield Mention(match.start("name"), match.end("name"), (match["name"],), "person", ("soldier",), "callsign")


def _person(match: re.Match[str], lexicon: Lexicon, title: str) -> Mention | None:
    words = match["name"].split()
    stop = set(lexicon.words("titles", "not_names"))
    titles = {part for rank in lexicon.words("titles", "ranks") for part in rank.split()}
    posts = {part for post in lexicon.words("titles", "posts") for part in post.split()}
    titles |= {post.title() for post in posts}
    start = match.start("name")
    while words and (
        words[0] in stop or words[0] in titles or words[0].endswith(("'s", "’s")) or words[0].lower() in posts
    ):
        start += len(words[0]) + 1
        words = words[1:]
    while words and (words[-1] in stop or words[-1].endswith(("'s", "’s"))):
        words = words[:-1]
    if len(words) < 2 or any(word in stop or word.strip(".'’") in stop for word in words):
        return None
    name = " ".join(words)
    if any(" ".join(words[index:]) in lexicon.actors for index in range(len(words))):
        return None
    roles = roles_in(title, lexicon)
    return Mention(start, start + len(name), (name,), "person", roles, "named-with-title")


def roles_in(title: str, lexicon: Lexicon) -> tuple[str, ...]:
    """What a title says somebody is, so that "the minister" can mean them later."""
    nouns = lexicon.words("reporting", "person_nouns")
    lowered = title.lower()
    found = [noun for noun in nouns if re.search(rf"\b{re.escape(noun)}\b", lowered)]
    ranks = {
        "gen": "general",
        "col": "colonel",
        "lt": "lieutenant",
        "rep": "lawmaker",
        "sgt": "sergeant",
        "maj": "major",
        "capt": "captain",
        "adm": "admiral",
        "sen": "senator",
    }
    found.extend(noun for short, noun in ranks.items() if re.search(rf"\b{short}\b", lowered))
    return tuple(found)


def find_surnames(text: str, lexicon: Lexicon, found: list[Mention]) -> Iterator[Mention]:
    """Later mentions of a person by the last word of the name, or the first for Korean names."""
    people = {m.names[0]: m for m in reversed(found) if m.kind == "person"}
    short: dict[str, Mention] = {}
    for name, mention in people.items():
        known = lexicon.actors.get(name)
        parts = name.split()
        candidates = [parts[-1]] if not _is_korean(parts) else [parts[0]]
        candidates += [s for s, actors in lexicon.surnames.items() if known in actors]
        for surname in candidates:
            if surname not in short or mention.start < short[surname].start:
                short[surname] = mention
    if not short:
        return
    for match in re.finditer(rf"(?<![\w-])(?:{any_of(short)})(?![\w-]|\.\w| [A-Z][a-z]+-)", text):
        person = short.get(match.group())
        if (
            person is not None
            and match.start() > person.start
            and not re.search(r"Kim $|Jong[ -]$", text[: match.start()])
        ):
            yield replace(person, start=match.start(), end=match.end(), rule="surname")


def _is_korean(parts: list[str]) -> bool:
    return len(parts) >= 2 and (
        ("-" in parts[-1] and parts[-1].split("-")[-1][:1].islower())
        or (
            len(parts) == 3
            and len(parts[0]) <= 5
            and parts[0] in {"Kim", "Lee", "Park", "Choe", "Choi", "Jong", "Ri", "Cho", "Yoon", "Shin", "Pak", "Han"}
        )
    )
