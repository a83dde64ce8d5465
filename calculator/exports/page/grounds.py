"""What the answer rests on: the user's own numbers, the assumptions that decide, and every input in an appendix."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from html import escape

from calculator import assumptions
from calculator.exports.content import Content
from calculator.facts import Fact
from calculator.model import DAY_NAMES, DAYS, Activity

MOST = 12
"""Numbers of one's own in the table; the appendix has all."""


def grounds(content: Content) -> str:
    """The numbers that are yours, and those that decide, with their sources."""
    yours = _table(content.yours[:MOST], "Was", _was) if content.yours else "<p>All numbers are the preset's.</p>"
    more = len(content.yours) - MOST
    rest = f'<p class="muted">{more} more stand in the appendix.</p>' if more > 0 else ""
    parts = [f"<section><h2>Your numbers</h2>{yours}{rest}</section>"]
    if content.deciding:
        parts.append(
            f"<section><h2>What decides</h2><p>{_lesson(content)}</p>"
            f"{_table(content.deciding, 'Why, and where from', reasons)}</section>"
        )
    return "\n".join(parts)


def _lesson(content: Content) -> str:
    flips = sum(fact.path in content.flips for fact in content.deciding)
    first = "These numbers move the difference in full cost most, each within its plausible range."
    if not flips:
        return f"{first} None of them alone changes who costs least or wins most."
    which = "The first alone changes" if flips == 1 else f"Each of the first {flips} alone changes"
    return f"{first} {which} who costs least or wins most."


def _table(facts: Sequence[Fact], last: str, tell: Callable[[Fact], str]) -> str:
    names = f'<th scope="col">Number</th><th scope="col" class="n">Value</th><th scope="col">{last}</th>'
    head = f"<thead><tr>{names}</tr></thead>"
    body = "".join(
        f'<tr><th scope="row">{escape(fact.full)}</th><td class="n">{_value(fact)}</td><td>{tell(fact)}</td></tr>'
        for fact in facts
    )
    return f'<table class="facts">{head}<tbody>{body}</tbody></table>'


def _value(fact: Fact) -> str:
    spread = f"<small>{escape(fact.spread)}</small>" if fact.spread else ""
    return f"{escape(fact.value)}{spread}"


def _was(fact: Fact) -> str:
    return escape(fact.was) if fact.was else "<small>a range of yours</small>" if fact.row and fact.spread else ""


def reasons(fact: Fact) -> str:
    """Whose a number is, its note, and its source as a link."""
    if fact.row is None or fact.mark == "yours":
        return '<span class="yours">yours</span>'
    source = fact.row.source
    where = f" {_link(f'{source.publisher}, {source.title} ({source.year})', source.url)}" if source.url else ""
    return f"{escape(fact.mark.capitalize())}. {noted(fact.row.note)}{where}"


def noted(note: str) -> str:
    """A note whose sources, named by id, are links."""
    known = assumptions.sources()

    def linked(found: re.Match[str]) -> str:
        url = known[found[0]].url if found[0] in known else ""
        return _link(found[0], url) if url else found[0]

    return re.sub(r"E\d{3}", linked, escape(note))


def _link(words: str, url: str) -> str:
    return f'<a href="{escape(url)}" rel="noopener noreferrer">{escape(words)}</a>'


# -- the appendix -------------------------------------------------------------------------------------------


def appendix(content: Content) -> str:
    """Every input, folded away; what is unfolded is printed too."""
    head = "".join(
        f'<th scope="col"{look}>{name}</th>'
        for name, look in (("Number", ""), ("Value", ' class="n"'), ("Plausible", ' class="n"'), ("Whose", ""))
    )
    body = "".join(_input(fact) for fact in content.facts.values())
    table = (
        f'<div class="wrap"><table><thead><tr>{head}</tr></thead><tbody>{_words(content)}{body}</tbody></table></div>'
    )
    fold = f"<summary>All {len(content.facts)} inputs. Unfold them to print them.</summary>"
    folded = f'<details id="inputs">{fold}{table}</details>'
    return f'<section><h2>Every number</h2><p class="muted">{content.grounds}</p>{folded}</section>'


def _input(fact: Fact) -> str:
    mark = f'<span class="yours">{fact.mark}</span>' if fact.mark == "yours" else escape(fact.mark)
    figures = "".join(f'<td class="n">{escape(words)}</td>' for words in (fact.value, fact.spread))
    return f'<tr><th scope="row">{escape(fact.full)}</th>{figures}<td>{mark}</td></tr>'


def _words(content: Content) -> str:
    """The medium and the days of each activity."""
    rows = (
        f'<tr><th scope="row">{escape(a.name)}: medium and days</th><td colspan="3">{escape(_how(a))}</td></tr>'
        for a in content.scenario.activities.values()
    )
    return "".join(rows)


def _how(activity: Activity) -> str:
    days = [DAY_NAMES[DAYS.index(day)] for day in activity.days]
    return ", ".join((activity.medium.replace("_", " "), *days))
