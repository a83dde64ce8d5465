"""What the columns of a file of people are: a number by its path or question, a word, the preset, or carried through.

>>> from calculator.batch.columns import Layout, Start
>>> layout = Layout(("member", "Your hour, £", "activities.breakfast.meal_fee"), Start())
>>> layout.carried, [target.path for target in layout.numbers(layout.start.preset).values()]
(('member',), ['profile.hourly_value', 'activities.breakfast.meal_fee'])
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from dataclasses import replace as replaced
from functools import cached_property, lru_cache

from calculator import assumptions
from calculator.asking import asking
from calculator.assumptions import default
from calculator.changes import replace
from calculator.errors import BadInput, Fault, UnknownPath, hinting, shortened, suggestion
from calculator.model import BRANCHES, Scenario
from calculator.notation import Spread, Unread, parse, plain
from calculator.parameters import WORDS, Parameter, current, parameters, words
from calculator.questions import MONTH, MONTHS, PERIODS, WEEK, YEAR, asked

PRESET = "preset"
"""The column that names each person's preset."""
WEEKS = "profile.weeks_per_year"
GIVEN = ("currency", "goal", "distance_unit")
"""Words at the top of a scenario that a column may set; `name` is more likely the person's, and is carried through."""


@dataclass(frozen=True)
class Start:
    """What everybody starts from: a preset, or a scenario of one's own where no preset is named; then these changes."""

    preset: str = field(default_factory=lambda: default().id)
    scenario: Scenario | None = None
    settings: Mapping[str, str] = field(default_factory=dict)

    def base(self, preset: str) -> Scenario:
        """The scenario that a person of this preset starts from. Raises CalculatorError."""
        own = self.scenario is not None and preset == self.preset
        scenario = self.scenario if own else assumptions.scenario(preset)
        assert scenario is not None  # noqa: S101  # said for the types
        return replace(scenario, self.settings) if self.settings else scenario


@dataclass(frozen=True)
class Target:
    """What a cell of a column sets: each path of `scales` at its scale, and counts by `per` that are a year's."""

    known: Parameter
    scales: Mapping[str, float]
    title: str
    per: str = YEAR

    @property
    def path(self) -> str:
        """The first number that it sets, whose bounds and spelling it has."""
        return self.known.path

    @property
    def scale(self) -> float:
        """What a 1 in the cell stands for in the scenario, once counts are for a year."""
        return next(iter(self.scales.values()))

    def read(self, value: object) -> Spread:
        """What stands in a cell, at the scale of the cell. Raises BadInput with what it takes."""
        if self.scale == 1 and self.per == YEAR:
            return self.known.read(value)
        low, high = self.known.low / self.scale, self.known.high / self.scale
        try:
            spread = parse(value, self.known.optional, low, high, self.known.reading_at(self.scale))
        except Unread as error:
            raise BadInput([self.fault(value, error.why)]) from None
        if not all(number is None or low <= number <= high for number in spread):
            raise BadInput([self.fault(value)])
        return spread

    def fault(self, value: object, why: str = "") -> Fault:
        """The sentence that says what a cell takes."""
        if self.scale == 1 and self.per == YEAR:
            return self.known.fault(value, why)
        low, high = (float(f"{end / self.scale:.6g}") for end in (self.known.low, self.known.high))
        shown = plain(value) if isinstance(value, float) else shortened(value)
        more = f" {why[0].upper()}{why[1:]}." if why else ""
        return Fault(self.path, f"{self.title} is {shown}; it takes a number from {plain(low)} to {plain(high)}.{more}")


@dataclass(frozen=True)
class Layout:
    """The header of a file and what everybody starts from. Raises BadInput with every column that cannot be meant."""

    header: tuple[str, ...]
    start: Start

    def __post_init__(self) -> None:
        with hinting():
            faults = list(self._faults())
        if faults:
            raise BadInput(faults)

    @cached_property
    def bases(self) -> dict[str, Scenario]:
        """Scenarios to start from that are known by now."""
        return {self.start.preset: self.start.base(self.start.preset)}

    def base(self, preset: str) -> Scenario:
        """The scenario that a person of this preset starts from. Raises CalculatorError."""
        if preset not in self.bases:
            self.bases[preset] = self.start.base(preset)
        return self.bases[preset]

    @cached_property
    def with_presets(self) -> bool:
        """Whether each person's preset is named."""
        return PRESET in self.header

    @cached_property
    def presets(self) -> list[str]:
        """The presets that anybody may have, that of the start first."""
        several = assumptions.presets().values() if self.with_presets else ()
        return [*dict.fromkeys([self.start.preset, *(each.id for each in several)])]

    @cached_property
    def taken(self) -> tuple[str, ...]:
        """The columns that set a number or a word for anybody."""
        known = {name for preset in self.presets for name in self._meanings(preset)}
        return tuple(name for name in self.header if name in known)

    @cached_property
    def carried(self) -> tuple[str, ...]:
        """The columns that are passed on as they are."""
        return tuple(name for name in self.header if name not in self.taken and name != PRESET)

    def numbers(self, preset: str) -> dict[str, Target]:
        """What each column of numbers sets for people of a preset, in the order of the file."""
        meanings = self._meanings(preset)
        return {name: it for name in self.header if isinstance(it := meanings.get(name), Target)}

    def words(self, preset: str) -> dict[str, str]:
        """The path of each column of words."""
        return {name: it for name, it in self._meanings(preset).items() if isinstance(it, str)}

    def doubtful(self) -> Iterator[str]:
        """What is said of columns that are carried through although they look like a question."""
        titles = set(_titles(self.base(self.start.preset)))
        with hinting():
            for name in self.carried:
                if hint := suggestion(_bare(name), titles):
                    yield f"Column '{shortened(name)}' is carried through as it is.{hint}"

    def _meanings(self, preset: str) -> dict[str, Target | str]:
        """What each column that is known to a preset means."""
        if preset not in self.meant:
            self.meant[preset] = meanings(self.header, self.base(preset))
        return self.meant[preset]

    @cached_property
    def meant(self) -> dict[str, dict[str, Target | str]]:
        """What each column sets, by preset; filled as presets come up."""
        return {}

    def _faults(self) -> Iterator[Fault]:
        twice = {name for name, count in Counter(filter(None, self.header)).items() if count > 1}
        yield from (Fault("", f"Column '{shortened(name)}' stands twice. Leave one out.") for name in sorted(twice))
        scenario = self.base(self.start.preset)
        known = [*parameters(scenario), *words(scenario)]
        for name in self.carried:
            root, _, rest = name.strip().partition(".")
            if rest and root in ("profile", *BRANCHES) and len(name.split()) == 1:
                yield from UnknownPath(name.strip(), known).faults
        setting: dict[str, str] = {}
        for name, target in self.numbers(self.start.preset).items():
            for path in target.scales:
                if path in setting and name not in twice:
                    both = f"'{shortened(setting[path])}' and '{shortened(name)}'"
                    yield Fault(path, f"Columns {both} both set {path}. Leave one out.")
                    break
                setting[path] = name


def meanings(header: Sequence[str], scenario: Scenario) -> dict[str, Target | str]:
    """What each of these names means in a scenario; those that mean nothing are left out."""
    known, named, titles = parameters(scenario), words(scenario), _titles(scenario)
    meant: dict[str, Target | str] = {}
    for name in header:
        path = current(name.strip())
        if path in known:
            meant[name] = Target(known[path], {path: 1.0}, known[path].label)
        elif path in named and (path not in WORDS or path in GIVEN):
            meant[name] = path
        elif _bare(name) in titles:
            meant[name] = titles[_bare(name)]
    return meant


def count_known(start: Start, header: Sequence[str]) -> int:
    """How many names of a header are known, that of the column of presets among them."""
    names = {name.strip() for name in header}
    return len({PRESET} & names | meanings([*names], start.base(start.preset)).keys())


def _bare(title: str) -> str:
    """A title without its currency, capitals and question mark, which a spreadsheet may spell otherwise."""
    text = re.sub(r"(?:\([^()]{1,4}\)|[^\w\s,()?]|(?<!\w)[A-Z]{3})$", "", title.strip()).rstrip(", \t\n\xa0")
    return " ".join(re.sub(r"[?:,]", " ", text).casefold().split())


@lru_cache(maxsize=64)
def _titles_of(text: str) -> dict[str, Target]:
    scenario = Scenario.model_validate_json(text)
    known = parameters(scenario)
    titles: dict[str, Target] = {}
    for path in known:
        it = asking(scenario, path)
        titles[_bare(it.text)] = Target(known[path], {path: it.scale}, it.text)
    a_year = next((it.scales for it in asked(scenario, YEAR) if it.word == "times"), {})
    for per in (*PERIODS, YEAR):
        for question in asked(scenario, per):
            target = Target(known[next(iter(question.scales))], question.scales, question.short)
            if question.word == "times":  # which is counted by the year's scale, whatever it is counted by
                target = replaced(target, scales=a_year, per=per)
            for title in (question.short, f"{question.of}: {question.label}" if question.of else question.label):
                titles[_bare(title)] = target
    return titles


def _titles(scenario: Scenario) -> dict[str, Target]:
    """What is asked of a scenario, by its title: the first questions, and the question for every number."""
    return _titles_of(scenario.model_dump_json())


def in_a_year(per: str, weeks: object) -> object:
    """How many of a period there are in each person's year."""
    return {WEEK: weeks, MONTH: float(MONTHS)}.get(per, 1.0)
