"""Terms written down line by line: what is needed twice is worked out once."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from benchmarks.peers.terms import Term, constant, joined

NAME = re.compile(r"(?<![a-z0-9_.])[a-z][a-z0-9_]*(?![a-z0-9_(])")
"""A name in a formula; what a bracket follows is a function."""


def mentioned(formula: str) -> list[str]:
    """The names in a formula.

    >>> mentioned("max(start_hour - 8.25, 0) * fee")
    ['start_hour', 'fee']
    """
    return NAME.findall(formula)


def lines(results: Mapping[str, Any]) -> dict[str, str]:
    """Each line as name and formula, what is needed first before what needs it; results are Terms or numbers.

    >>> a, b = Term("a", 0, 1), Term("b", 0, 1)
    >>> lines({"x": (a + b) * 2, "y": (a + b) * 3})
    {'step_1': 'a + b', 'x': 'step_1 * 2', 'y': 'step_1 * 3'}
    """
    terms = {name: term if isinstance(term, Term) else constant(term) for name, term in results.items()}
    uses = Counter(text for term in _each(terms.values()) for text in {part.text for part in term.parts})
    written: dict[str, str] = {}
    names: dict[str, str] = {}
    for name, term in terms.items():
        for part in _each([term]):
            if part.parts and part is not term and uses[part.text] > 1 and part.text not in names:
                step = f"step_{sum(line.startswith('step_') for line in written) + 1}"
                written[step], names[part.text] = _formula(part, names), step
        written[name] = _formula(term, names)
        if term.parts:
            names.setdefault(term.text, name)
    return written


def _each(terms: Any) -> Iterator[Term]:
    """Terms and all that they are made of, each once, parts first."""
    seen: set[str] = set()
    for term in terms:
        yield from _below(term, seen)


def _below(term: Term, seen: set[str]) -> Iterator[Term]:
    if term.text not in seen:
        seen.add(term.text)
        for part in term.parts:
            yield from _below(part, seen)
        yield term


def _formula(term: Term, names: Mapping[str, str]) -> str:
    """A term with what has a line of its own by its name."""
    if term.text in names:
        return names[term.text]
    text = _inner(term, names)
    return text[1:-1] if text.startswith("(") else text


def _inner(term: Term, names: Mapping[str, str]) -> str:
    if not term.parts or term.text in names:
        return names.get(term.text, term.text)
    return joined(term.sign, *(_inner(part, names) for part in term.parts))
