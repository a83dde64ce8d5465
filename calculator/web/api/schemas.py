"""The shapes of what the API takes and gives, as models from which FastAPI writes its description.

What is printed is read from where it is printed: measures, presets and numbers have one list of their columns.

>>> sorted(Refusal.model_fields)
['error', 'faults', 'path']
"""

from __future__ import annotations

from typing import Annotated, Any, Literal, Union, get_type_hints

from pydantic import BaseModel, ConfigDict, Field, create_model

from calculator import printed
from calculator.engine.pipeline import BOTTLENECKS
from calculator.engine.results import BREAKDOWNS, UNITS
from calculator.model import Scenario
from calculator.registry import Entry
from calculator.web.api import asking
from calculator.web.api.answers import RANGED, SHARES

Tree = dict[str, Any]
Version = Annotated[
    Literal[1], Field(alias="schema", description="of this form; a change that breaks readers raises it")
]


class Shape(BaseModel):
    """An object with these fields and no others."""

    model_config = ConfigDict(extra="forbid")


def shape(name: str, fields: Tree) -> type[Shape]:
    """A shape of fields that are listed elsewhere."""
    made: type[Shape] = create_model(name, __base__=Shape, **fields)
    return made


class Fault(Shape):
    """One thing that is wrong, and where."""

    path: str | None
    message: str


class Refusal(Shape):
    """Everything that is wrong with what was asked."""

    error: str
    path: str | None
    faults: list[Fault]


class About(Shape):
    """What the figures are of."""

    currency: str
    goal: str
    years: float
    names: dict[str, str]


class Words(Shape):
    """The answer in words."""

    sentence: str
    lead: str
    rest: list[str]


class Odds(Shape):
    """Shares of the draws, by strategy."""

    draws: int
    wins_most: dict[str, float]
    costs_least: dict[str, float]


Ends = Annotated[list[float], Field(min_length=2, max_length=2)]
Ranges = shape("Ranges", dict.fromkeys(RANGED, shape("Ends", dict.fromkeys(SHARES, Ends))))
_figures: Tree = {name: Annotated[float | None, Field(description=unit)] for name, unit in UNITS.items()}
_figures["bottleneck"] = Annotated[Literal[(*BOTTLENECKS, None)], Field(description="what holds it back")]
_figures |= {name: Annotated[dict[str, float], Field(description=UNITS[name])] for name in BREAKDOWNS}
Measures = shape("Measures", _figures)


class Comparison(Shape):
    """The measures of every strategy, and what people are shown first."""

    version: Version
    scenario: Annotated[str, Field(description="its name")]
    strategies: dict[str, Measures]  # type: ignore[valid-type]  # of measures that are listed elsewhere
    about: About
    link: Annotated[str, Field(description="the shortest query that gives this scenario")]
    headline: Words
    ranges: Annotated[dict[str, Ranges], Field(description="low and high of the middle 50 and 80 % of the draws")]  # type: ignore[valid-type]
    odds: Odds
    warnings: list[Fault]


def listed(name: str, fields: Tree) -> type[Shape]:
    """A shape of a list of such shapes."""
    each: Any = shape(name, fields)
    return shape(f"{name}s", {"version": Version, f"{name.lower()}s": list[each]})


Presets = listed("Preset", get_type_hints(printed.PresetRow))
Parameters = listed("Parameter", get_type_hints(printed.ParameterRow))
Change = Annotated[float | str | None, Field(description="a number, a range such as '12..18..30', or a word")]
Changes = Annotated[dict[str, Change], Field(max_length=2000, description="changes by path")]


class FromPreset(Shape):
    """A preset, the default where none is named, and changes."""

    preset: Annotated[str, Field(description="with its edition or without")] = ""
    set: Changes = {}


class FromScenario(Shape):
    """A whole scenario, and changes."""

    scenario: Scenario
    set: Changes = {}


def answered(entry: Entry) -> type[Shape]:
    """The shape of the answer of an analysis: its rows are those of its findings."""
    fields: Tree = {"version": Version, "finding": str, "answer": str, "notes": list[str]}
    fields["rows"] = list[Union[asking.rows(entry)]]  # type: ignore[misc]  # noqa: UP007 -- known when it is run
    return shape(f"{''.join(part.capitalize() for part in entry.id.split('_'))}Answer", fields)
