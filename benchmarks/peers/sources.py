"""A model in the words of each tool."""

from __future__ import annotations

from benchmarks.peers.costs import Drawn, Model

SHAPE = 4
"""How strongly PERT leans to the likely value: the usual figure, squigglepy's own default and the calculator's."""


def squiggle(model: Model) -> str:
    """The model in Squiggle, whose arithmetic and `min` and `max` keep the draws of a number together.

    It has no PERT; that is a beta between two ends.
    """
    draws = [f"{name} = {_between(drawn, 'beta({}, {})')}" for name, drawn in model.draws.items()]
    return "\n".join([*draws, *_lines(model), f"{{{', '.join(f'{cost}: {cost}' for cost in model.costs)}}}"])


def squigglepy(model: Model) -> str:
    """A function `costs(n)` in Python: each number is drawn by squigglepy, all n at once, and the rest is NumPy's.

    A distribution of squigglepy that stands in two formulas is drawn anew in each, so draws are made first and kept.
    """
    draws = [
        f"{name} = sample(pert({drawn.low}, {drawn.likely}, {drawn.high}), n)" for name, drawn in model.draws.items()
    ]
    return _function("costs(n)", [*draws, *_lines(model)], model)


def monaco(model: Model) -> str:
    """A function of one case's numbers, which is how Monaco runs a model."""
    return _function(f"costs({', '.join(model.draws)})", _lines(model), model)


def betas(model: Model) -> dict[str, tuple[float, float, float, float]]:
    """Each drawn number as a beta between two ends: its two shapes, where it begins, and how wide it is."""
    return {name: (*_shapes(drawn), drawn.low, drawn.high - drawn.low) for name, drawn in model.draws.items()}


def _between(drawn: Drawn, beta: str) -> str:
    """A beta, written in a tool's own way, stretched over the range."""
    return f"{drawn.low} + {drawn.high - drawn.low} * {beta.format(*_shapes(drawn))}"


def _shapes(drawn: Drawn) -> tuple[float, float]:
    width = drawn.high - drawn.low
    return 1 + SHAPE * (drawn.likely - drawn.low) / width, 1 + SHAPE * (drawn.high - drawn.likely) / width


def _lines(model: Model) -> list[str]:
    return [f"{name} = {formula}" for name, formula in model.lines.items()]


def _function(head: str, lines: list[str], model: Model) -> str:
    body = [*lines, f"return [{', '.join(model.costs)}]"]
    return "\n".join([f"def {head}:", *(f"    {line}" for line in body)])
