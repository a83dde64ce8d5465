"""The engine once more, run on terms: its own source, with our arithmetic and sums in the place of numpy's.

What the engine names, a public function or property, becomes a step that bears the name and its docstring.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Mapping
from functools import cache, cached_property, wraps
from types import FunctionType, ModuleType, SimpleNamespace
from typing import Any

import numpy

from calculator.engine import MEASURES
from calculator.engine import warmth as closed
from calculator.trace import arrays
from calculator.trace.cases import Branch, Recorded
from calculator.trace.term import Term, term

READ = ("time", "cash", "pipeline", "results")
"""The modules that are formulas; `warmth` is a closed form, and is said by its docstrings."""


@cache
def engine() -> Any:
    """The class of results whose numbers are terms."""
    time, cash, pipeline, results = (_copied(name) for name in READ)
    for module in (time, cash):
        _replace(module, {})
    _replace(pipeline, {"conversation_minutes": time.conversation_minutes, "warmth": _warmth, **SUMS})
    _replace(results, {"time": time, "cash": cash, "Flow": pipeline.Flow, **SUMS})
    return results.Results


def _copied(name: str) -> ModuleType:
    """The module loaded once more, beside the one in use."""
    spec = importlib.util.find_spec(f"calculator.engine.{name}")
    if spec is None or spec.loader is None:
        raise ModuleNotFoundError(name)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _replace(module: ModuleType, others: Mapping[str, Any]) -> None:
    for name, member in list(vars(module).items()):
        if isinstance(member, type) and member.__module__ == module.__name__:
            _name_properties(member)
        elif isinstance(member, FunctionType) and member.__module__ == module.__name__ and name not in UNNAMED:
            setattr(module, name, _step(member, name.replace("_", " ")) if name[0] != "_" else member)
    for name, member in {"np": arrays, **others}.items():
        setattr(module, name, member)


UNNAMED = ("column", "evaluate")
"""Functions that give shape and are no quantity."""


def _name_properties(kind: type) -> None:
    for name, member in list(vars(kind).items()):
        if isinstance(member, cached_property) and name[0] != "_":
            words = name.replace("_", " ")
            yearly = kind.__name__ == "Flow" and name in MEASURES  # which the results have over the horizon
            named = cached_property(_step(member.func, f"{words} a year" if yearly else words))
            named.__set_name__(kind, name)
            setattr(kind, name, named)


def _step(function: Callable[..., Any], words: str) -> Callable[..., Any]:
    about = first_sentence(function.__doc__)

    @wraps(function)
    def named(*given: Any) -> Any:
        roots = (one.root for one in given if isinstance(one, Branch))
        owner = next((root.split(".")[1] for root in roots if root.startswith("activities.")), "")
        return _named(function(*given), words, about, owner)

    return named


def _named(found: Any, words: str, about: str, owner: str) -> Any:
    """The quantity as a step; of several, each by its own name."""
    if isinstance(found, dict):
        return {key: _named(part, f"{words} ({key.replace('_', ' ')})", about, owner) for key, part in found.items()}
    if isinstance(found, tuple) and hasattr(found, "_fields"):
        parts = zip(found._fields, found, strict=True)
        return type(found)(*(_named(part, f"{words} ({name})", about, owner) for name, part in parts))
    if isinstance(found, Term | float):
        made = term(found)
        return Term(made.value, "step", (made,), words, about=about, owner=owner)
    return found


def first_sentence(docstring: str | None) -> str:
    """What a docstring says first, on one line."""
    text = " ".join((docstring or "").replace("`", "").replace("_", " ").replace("NaN", "none").split())
    return text.partition(". ")[0].rstrip(".") + "." if text else ""


# -- sums over activities ------------------------------------------------------------------------------


def _summed(cases: Recorded, terms: Mapping[str, Any]) -> Term:
    found = tuple(term(some) for key, some in terms.items() if key in cases.taken)
    return Term(sum(part.value for part in found), "sum", found)


def _total(cases: Recorded, amounts: Mapping[str, Any]) -> Term:
    return _summed(cases, {key: cases.times[key][0] * amount for key, amount in amounts.items()})


def _added(cases: Recorded, terms: Mapping[str, tuple[Any, ...]]) -> Term:
    return _summed(cases, {key: row[0] for key, row in terms.items()})


SUMS = {"total": _total, "once": _summed, "added": _added}
"""What `engine.totals` does over all cases and strategies, for one: only what is taken counts."""


# -- the closed form -----------------------------------------------------------------------------------


def _warmth(start: Term, rates: tuple[Term, Term], turn: Term, decay: Term, cap: Term, years: Term) -> Any:
    """The closed form of warm relationships: its value, what it is in the engine's words, and what went in."""
    inputs = (start, *rates, turn, decay, cap, years)

    def flat(number: Any) -> Any:
        return numpy.array([number.value])

    made = closed.warmth(flat(start), (flat(rates[0]), flat(rates[1])), *map(flat, (turn, decay, cap, years)))

    def opaque(name: str, value: Any, about: str | None, *more: Term) -> Term:
        return Term(float(value[0]), "step", (*inputs, *more), name, about=first_sentence(about))

    return SimpleNamespace(
        whole=opaque("relationship-years", made.whole, closed.Warmth.whole.__doc__),
        end=opaque("relationships at the end", made.end, closed.Warmth.__doc__),
        time_to=lambda amount: opaque(
            "years until then", made.time_to(flat(amount)), closed.Warmth.time_to.__doc__, amount
        ),
    )
