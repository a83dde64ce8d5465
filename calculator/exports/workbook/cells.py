"""One strategy of a scenario as cells, in the place of `Cases`: what the engine makes of them are formulas."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from types import SimpleNamespace
from typing import Any

from calculator.engine.arithmetic import same
from calculator.engine.term import Term, number, term
from calculator.exports.workbook.formula import either
from calculator.exports.workbook.inputs import Inputs
from calculator.trace import Recorded


@dataclass(frozen=True, kw_only=True)
class Celled(Recorded):
    """Reads like `Cases`; numbers and words are cells, any of which may be changed, so every activity counts."""

    inputs: Inputs
    goals: Mapping[str, Term]

    def of(self, strategy: str) -> Celled:
        """The cells of another strategy; it shares the branches, so that an activity's formulas are made once."""
        other = replace(self, strategy=strategy)
        vars(other).update(profile=self.profile, activities=self.activities, windows=self.windows)
        return other

    @cached_property
    def taken(self) -> tuple[str, ...]:
        """All activities, since how often they are taken may change."""
        return tuple(self.scenario.activities)

    @property
    def goal(self) -> Any:
        """The cell of the goal."""
        return self.inputs["goal"]

    @property
    def pipeline(self) -> Any:
        """The numbers of the goal in force."""
        return SimpleNamespace(**self.goals)

    def number(self, path: str, name: str = "") -> Term:  # noqa: ARG002  # a cell has its title
        """The cell of a number."""
        return self.inputs[path]

    def word(self, path: str, value: Any) -> Any:
        """The cell of a word, where it has one."""
        return self.inputs.cells.get(path, value)

    def richness(self, activity: str) -> Term:
        """Richness of whichever medium an activity has."""
        medium, answer = self.word(f"activities.{activity}.medium", ""), term(0)
        for name in reversed(self.scenario.media):
            answer = either(same(medium, name), self.inputs[f"media.{name}.richness"], answer)
        return answer

    def once(self, amounts: Mapping[str, Any]) -> Term:
        """Σ amount over the activities that take place now."""
        parts = tuple(map(term, amounts.values()))
        taken = (
            number(part.value) for key, part in zip(amounts, parts, strict=True) if number(self.times[key][0].value)
        )
        return Term(sum(taken, 0.0), "once", parts)

    def _counts(self, amount: Any) -> bool:  # noqa: ARG002  # any cell may change
        return True
