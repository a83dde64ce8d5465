"""Words in and about figures: a person's own made safe, long ones cut, and the sentence that stands for a chart."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap

from calculator import lettering
from calculator.lettering import BOLD
from calculator.safety import isolated

LONGEST_ALT = 250


def plain(text: str) -> str:
    """A person's words for plotly's pseudo-HTML, shown as they were typed, on one line.

    `safety.safe` would not do: plotly does not know `&quot;`, and shows it as it stands.

    >>> plain("<b>R & D</b>")
    '&lt;b&gt;R &amp; D&lt;/b&gt;'
    """
    line = " ".join(text.split())
    return line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def cut(text: str, length: int) -> str:
    """The text, or its beginning and '…' where it is longer than `length` characters.

    >>> cut("Breakfast club", 10)
    'Breakfast…'
    """
    line = " ".join(text.split())
    return line if len(line) <= length else lettering.closed(f"{line[: length - 1].rstrip()}…")


def fit(text: str, pixels: float, size: float) -> str:
    """The text, or its beginning and '…' where it would be wider than `pixels`.

    >>> fit("Breakfast club", 60, 13), fit("Breakfast club", 160, 13)
    ('Breakf…', 'Breakfast club')
    """
    return apart(lettering.cut(text, BOLD, size, pixels))


def short(name: str, length: int = 24) -> str:
    """A name in a sentence, cut where it is long and kept apart where it runs from right to left."""
    return apart(cut(name, length))


def named(name: str, strong: str) -> str:
    """A strategy's name, bold and in its own colour, as plotly's pseudo-HTML."""
    return f'<b><span style="color:{strong}">{plain(apart(name))}</span></b>'


def apart(text: str) -> str:
    """A name kept apart; the label of a number, in which a name is kept apart from the rest already, as it is."""
    return text if "\u2068" in text else isolated(text)


def hover(name: str, *lines: str) -> str:
    """What a mark says when pointed at: the whole name in bold, also where its label is cut, then a line a fact."""
    return "<br>".join((*(f"<b>{plain(apart(line))}</b>" for line in wrap(name, 40)), *lines))


def leader(names: Sequence[str], values: Sequence[float], figures: Sequence[str], verb: str) -> str:
    """Who has most and who least; nothing to say of one alone, and no ranking of what reads the same."""
    if len(names) < 2:
        return ""
    if len(set(figures)) == 1:
        return "All are the same. "
    order = sorted(range(len(names)), key=lambda index: values[index])
    return f"{short(names[order[-1]])} {verb} most, {short(names[order[0]])} least. "


def alt(question: str, takeaway: str, names: Sequence[str], figures: Sequence[str]) -> str:
    """The chart in a sentence or three, at most 250 characters; what has no room is counted.

    >>> alt("What does it cost?", "", ["Online", "Blended"], ["£10", "£12"])
    'What does it cost? Online £10; Blended £12.'
    """
    clauses = [f"{short(name)} {figure}" for name, figure in zip(names, figures, strict=True)]
    return summed(f"{question} {takeaway}", clauses)


def summed(start: str, clauses: Sequence[str]) -> str:
    """A beginning and as many clauses as have room in 250 characters; the others are counted."""
    for shown in range(len(clauses), -1, -1):
        more = [f"{len(clauses) - shown} more"] if shown < len(clauses) else []
        text = f"{start}{'; '.join([*clauses[:shown], *more])}."
        if len(text) <= LONGEST_ALT:
            return text
    return cut(start, LONGEST_ALT)
