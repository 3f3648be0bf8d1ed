"""The clause of a sentence that a figure stands in."""

import re

_CUT = re.compile(
    r"; | but | while (?!\w+ing\b)|, (?:while|but|whereas|although|though) |, as (?=(?:the )?[A-Z])|,? and that |"
    r", (?:adding|"
    r"noting|without|up from|down from|compared|"
    r"(?:far |well |much )?(?:fewer|less|more|higher|lower) than the|"
    r"(?:well|far) (?:above|below)|enough (?:for|to)|with (?:the (?:rest|remainder|others?)|"
    r"(?:an?|some|many|most|others) )"
    r")\b ?|"
    r"(?<!Russians)(?<!Koreans)(?<!Korea)(?<!Russia)(?<!Ukraine)(?<!Moscow) and "
    r"(?=(?:[A-Z][\w’'-]+ ){1,3}(?:was|is|has|had|will|would|were)\b)|, (?:(?:many|most|some|"
    r"all|half|several) )?of (?:whom|which|them) |, (?:he|she|they) (?:said|added), and "
    r"|, and (?!\d|another|some|about|roughly|at least|a further|up to|around|as many|more "
    r"than|over|nearly|wounded|injured|killed|"
    r"\w+ (?:wounded|injured|others|dead))"
)


def clause_of(text: str, figure: tuple[int, int], bounds: tuple[int, int]) -> tuple[int, int]:
    """Where the clause round ``figure`` begins and ends within ``bounds``."""
    cuts = [m.end() for m in _CUT.finditer(text, bounds[0], figure[0])]
    stop = _CUT.search(text, figure[1], bounds[1])
    return (cuts[-1] if cuts else bounds[0]), (stop.start() if stop else bounds[1])
