"""Hours that people forget: what each kind would add to a scenario, and the scenario with it and without.

>>> from calculator import assumptions
>>> mine = assumptions.scenario("uk-owner")
>>> longer = added(mine, "early")
>>> longer.activities["event"].travel_minutes - mine.activities["event"].travel_minutes
25.0
>>> removed(longer, "early", before(mine, "early")) == mine
True

`kind` has the kinds, `adding` puts one into a scenario and takes it out, `effect` says what that does.
"""

from calculator.analyses.hidden_hours.adding import Texts, added, before, counted, known, on, removed
from calculator.analyses.hidden_hours.effect import Effect, Effects, effects
from calculator.analyses.hidden_hours.kind import TIMES, Figure, Kind, kinds

__all__ = [
    "TIMES",
    "Effect",
    "Effects",
    "Figure",
    "Kind",
    "Texts",
    "added",
    "before",
    "counted",
    "effects",
    "kinds",
    "known",
    "on",
    "removed",
]
