"""What a link says: its scenario, whatever else hangs on it, and the words that answer it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from calculator.kept import fingerprint, kept

if TYPE_CHECKING:
    from calculator.model import Scenario

LONGEST = 60_000
"""Characters of a query that are read."""
ROOM = 16_000_000
"""Bytes of links that are kept, some hundred of a preset."""
BYTES = 10
"""For each byte of a scenario as JSON, its link takes at most so many bytes of memory."""
ASIDE = ("period", "view", "more", "size")
"""Keys that say how a link is shown, not what it is of."""


@dataclass(frozen=True)
class Link:
    """A link's scenario, its own shortest query, and its answer: the sentence, and those after it."""

    scenario: Scenario
    query: str
    title: str
    description: str

    @property
    def weight(self) -> int:
        """Bytes that it takes, at most."""
        return BYTES * len(self.scenario.model_dump_json()) + 4 * len(self.query + self.title + self.description)

    def under(self, path: str) -> str:
        """The link to a path with this scenario."""
        return f"{path}?{self.query}" if self.query else path


def pairs(query: str) -> list[tuple[str, str]]:
    """The settings of a query; bytes that are no text are taken for what they may stand for."""
    from calculator.permalink.damage import mended

    return mended(parse_qsl(query[:LONGEST], keep_blank_values=True, errors="replace"))


@kept(ROOM, weigh=lambda made: made.weight, key=fingerprint)
def link(query: str) -> Link:
    """Everything about the link with that query; what cannot be used of it is left out."""
    from calculator import permalink  # the model and the engine are imported when the first link is read
    from calculator.analyses.study import Study

    scenario, _ = permalink.decode([pair for pair in pairs(query) if pair[0] not in ASIDE])
    study = Study(scenario)
    words = study.headline
    said = " ".join(filter(None, (words.lead, *words.rest)))
    return Link(scenario, permalink.query(study.link) if query else "", words.sentence, said)
