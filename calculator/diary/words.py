"""The words by which events are known: for networking, for the way there, and for what was called off.

They stand in `data/networking_words.csv`, a word a row, in the languages of people's calendars.

>>> known("BNI-Frühstück").kind, known("Zahnarzt"), called_off("Canceled: Chamber lunch")
('breakfast', None, True)
"""

from __future__ import annotations

import csv
import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from calculator import assumptions

WAY, OFF, NOT = "way", "off", "not"
"""Kinds that are no activity: the way to a meeting, one that was called off, and what only sounds like networking."""
ROADS, ENDED, NOTHING = (frozenset({kind}) for kind in (WAY, OFF, NOT))
WHOLE = (r"(?<![^\W_])", r"(?![^\W_])")
"""No letter or figure before a word, and none after it."""


@dataclass(frozen=True)
class Word:
    """A word or two: whose language it is, the activity that it speaks of, and whether it leaves no doubt."""

    language: str
    word: str
    kind: str
    sure: bool


@cache
def listed() -> tuple[Word, ...]:
    """Every word there is."""
    with (assumptions.DATA / "networking_words.csv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        return tuple(Word(row["language"], row["word"], row["kind"], row["sure"] == "yes") for row in rows)


def known(title: str) -> Word | None:
    """The word in a title that speaks of networking; a sure one before others, a long one before a short one."""
    plain = plainly(title)
    if _pattern(NOTHING).search(plain):
        return None
    by_name = _by_name()
    words = (by_name[one] for one in _pattern(frozenset(word.kind for word in by_name.values())).findall(plain))
    return max(words, key=lambda word: (word.sure, len(word.word)), default=None)


def travelling(title: str) -> bool:
    """Whether a title speaks of a way rather than of a meeting."""
    return bool(_pattern(ROADS).search(plainly(title)))


def called_off(title: str) -> bool:
    """Whether a title begins by saying that it will not be."""
    return bool(_pattern(ENDED).match(plainly(title)))


def plainly(title: str) -> str:
    """A title as words are looked for in it: small letters, no accents, and one spelling of each letter."""
    folded = unicodedata.normalize("NFKD", title.casefold())
    return " ".join("".join(letter for letter in folded if not unicodedata.combining(letter)).split())


@cache
def _by_name() -> dict[str, Word]:
    """Every word of an activity as it is found; where two languages share one, the first."""
    return {_bare(word): word for word in reversed(listed()) if word.kind not in (WAY, OFF, NOT)}


@cache
def _pattern(kinds: frozenset[str]) -> re.Pattern[str]:
    """What finds any word of these kinds: whole, but for the ends at which a star lets a word go on."""
    words = {
        (_bare(word), word.word.startswith("*"), word.word.endswith("*")) for word in listed() if word.kind in kinds
    }
    longest = sorted(words, key=lambda word: (-len(word[0]), word))
    return re.compile("|".join(_bounded(*word) for word in longest))


def _bounded(word: str, before: bool, after: bool) -> str:
    return f"{'' if before else WHOLE[0]}{re.escape(word)}{'' if after else WHOLE[1]}"


def _bare(word: Word) -> str:
    return plainly(word.word.strip("*"))
