"""Which answers may be shown: never fewer than k people at once, and no two looks that differ in fewer than k.

An answer has parts: its numbers, and the vote on each belief before and after. Of each part the shown set moves on by
itself. New people are taken into it when there are at least k of them, and people whose part has changed when there are
at least k of those who came into it at the same time, with all who came later; until then what was shown stays. So from
any earlier look on, k of those in it have changed, or none. A part that went back to what it was once shown as stays as
well, since two looks far apart would differ in fewer people than those between.

>>> ann, ben, cem = ({"numbers": {"profile.hourly_value": value}} for value in (40, 50, 60))
>>> moved({"a": Held(ann, {}), "b": Held(ben, {})}, at_least=3, look=1)
{}
>>> sorted(moved({"a": Held(ann, {}), "b": Held(ben, {}), "c": Held(cem, {})}, at_least=3, look=1))
['a', 'b', 'c']
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from calculator.rooms.room import Answer

NUMBERS = "numbers"
MOST = 50
"""Values of one part of one person that are ever shown; its last stays after that."""
Parts = Mapping[str, Sequence[Any]]
"""By part, the number of the look that showed it first, and every value that was shown of it, the latest last."""


class Held(NamedTuple):
    """What one person sent last, a value a part, and what has been shown of it."""

    sent: Mapping[str, Any]
    shown: Parts


def parts(answer: Answer) -> dict[str, Any]:
    """An answer taken apart, into what moves on by itself."""
    votes = {"before": answer.before, "after": answer.after}
    return {NUMBERS: answer.changes} | {
        f"{when}.{belief}": vote for when, given in votes.items() for belief, vote in given.items()
    }


def whole(shown: Parts) -> Answer:
    """The answer that the shown parts of one person make."""
    last = {part: values[-1] for part, values in shown.items()}
    votes: dict[str, dict[str, Any]] = {"before": {}, "after": {}}
    for part, value in last.items():
        when, _, belief = part.partition(".")
        if belief:
            votes[when][belief] = value
    return Answer(last.get(NUMBERS, {}), votes["before"], votes["after"])


def moved(people: Mapping[str, Held], at_least: int, look: int) -> dict[str, Parts]:
    """For each person of whom this look shows something new or changed: every part, with all values shown so far.

    `look` is the number of this look.
    """
    now: dict[str, Parts] = {}
    votes = sorted({part for held in people.values() for part in held.sent} - {NUMBERS})
    for part in (NUMBERS, *votes):
        # a vote is seen of people alone whose numbers are: there is nobody on the picture without numbers
        able = (who for who, held in people.items() if part == NUMBERS or NUMBERS in now.get(who, held.shown))
        news = {who: _news(people[who], part) for who in able}
        new, changed = ([who for who, one in news.items() if one == kind] for kind in ("new", "changed"))
        since = {who: people[who].shown[part][0] for who in changed}
        ripe = [first for first, count in Counter(since.values()).items() if count >= at_least]
        moving = new if len(new) >= at_least else []
        moving = moving + [who for who in changed if ripe and since[who] >= min(ripe)]
        for who in moving:
            held = people[who]
            values = [*held.shown.get(part, [look]), held.sent[part]]
            now[who] = {**now.get(who, held.shown), part: values}
    return now


def waiting(people: Mapping[str, Held]) -> int:
    """People of whom something new is not shown."""
    return sum(any(_news(held, part) for part in held.sent) for held in people.values())


def _news(held: Held, part: str) -> str:
    """Whether a person's part is new, or has changed to what was never shown of it; empty where it is neither."""
    if part not in held.sent:
        return ""
    _, *before = held.shown.get(part, (0,))
    if not before:
        return "new"
    return "changed" if held.sent[part] not in before and len(before) < MOST else ""
