"""Everything that can be asked of a scenario: each analysis once, with its title, its options and what answers it.

The tabs of the app, the commands of the command line and the addresses of the API are made from this list. So a new
analysis is one module in `findings/`, with a `finding(study, …)` that takes its options by name, and one entry here.

>>> from calculator import assumptions
>>> from calculator.analyses.study import Study
>>> entry("break_even").ask(Study(assumptions.scenario("uk-owner")), {"other": "blended"}).id
'break_even'

Nothing heavy is imported before something is asked.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal

from calculator.errors import CalculatorError, shortened, suggestion

if TYPE_CHECKING:
    from calculator.analyses.study import Study
    from calculator.findings.finding import Finding
    from calculator.model import Scenario

OptionKind = Literal["strategy", "other", "measure", "path", "number", "flag", "choice"]
"""What an option takes; `other` is a second strategy, `path` a number of the scenario by its path."""


@dataclass(frozen=True)
class Option:
    """What an analysis may be told: `name` is its keyword, `word` what it is called at the doors, `label` on the page.

    A number lies between `low` and `high`, a choice is one of `choices`. `many` may be given any number of times. What
    is `drawn` changes the chart alone, so the doors without charts do not have it. Without a label it is not on the
    page. A flag that is on as it stands is turned off by `no-` and its word.
    """

    name: str
    kind: OptionKind
    help: str
    word: str = ""
    label: str = ""
    default: Any = None
    low: float | None = None
    high: float | None = None
    choices: tuple[str, ...] = ()
    shown: str = ""
    required: bool = False
    many: bool = False
    drawn: bool = False
    first: bool = False

    @property
    def called(self) -> str:
        """The word at the doors."""
        return self.word or self.name.replace("_", "-")


@dataclass(frozen=True)
class Entry:
    """An analysis: its id, which is also its module in `findings/`; its command; what it says of itself; its options.

    With a `title` it is a tab of the app. What is `marked` says whose each number is, so that a scenario from a preset
    that is gone counts as all one's own.
    """

    id: str
    command: str
    about: str
    options: tuple[Option, ...] = ()
    title: str = ""
    more: str = ""
    marked: bool = False

    @property
    def module(self) -> Any:
        """The module that answers."""
        return import_module(f"calculator.findings.{self.id}")

    def ask(self, study: Study, given: Mapping[str, Any] = MappingProxyType({})) -> Finding[Any]:
        """The answer; what is not given is as it stands. Raises CalculatorError for what there is not."""
        return self.finding(study, **self.settled(study.scenario, given))

    def finding(self, study: Study, **asked: Any) -> Finding[Any]:
        """The answer, with every option settled."""
        answer: Finding[Any] = self.module.finding(study, **asked)
        return replace(answer, currency=study.scenario.currency)

    def settled(self, scenario: Scenario, given: Mapping[str, Any]) -> dict[str, Any]:
        """Every option by its name: as given, or else as it stands. Raises CalculatorError for an unknown strategy."""
        asked: dict[str, Any] = {}
        for option in self.options:
            value = given.get(option.name)
            if option.kind in ("strategy", "other"):
                value = _strategy(scenario, value, asked.get("one"))
            asked[option.name] = option.default if value is None else value
        return asked


def _strategy(scenario: Scenario, name: str | None, besides: str | None) -> str:
    """The id of a strategy: where none is named, the first but for the one before; '' where there is none."""
    if not name:
        return next((key for key in scenario.strategies if key != besides), besides or "")
    if name not in scenario.strategies:
        hint = suggestion(name, scenario.strategies) or f" There are: {', '.join(scenario.strategies) or 'none'}."
        raise CalculatorError(f"There is no strategy '{shortened(name)}'.{hint}")
    return name


def entry(name: str) -> Entry:
    """The entry of that id."""
    return next(each for each in ENTRIES if each.id == name)


STRATEGY = "The strategy; the first where none is named."
ONE, OTHER = "A strategy; the first where none is named.", "Another; the next where none is named."
MEASURE = "cost, hours, cash, wins, value, net_value …"
ABOUT_ONE = "It is about the first strategy where none is named."
ABOUT_TWO = "It compares the first two strategies where none are named."


def _on(default: str = "cost", **more: Any) -> Option:
    return Option("measure", "measure", MEASURE, "on", "On", default, shown="MEASURE", **more)


def _between(*words: str, labels: tuple[str, str]) -> tuple[Option, Option]:
    one = Option("one", "strategy", ONE, words[0], labels[0], shown="ID")
    return one, Option("other", "other", OTHER, words[1], labels[1], shown="ID")


PERIODS = ("week", "month", "year", "all")  # as `period.NAMES`, which brings the model along: help starts without it
PERIOD = Option("period", "choice", "What amounts are for; all is the whole horizon.", default="all", choices=PERIODS)
"""The page has a switch of its own for it."""


def _of(label: str) -> Option:
    return Option("strategy", "strategy", STRATEGY, label=label, shown="ID")


ENTRIES = (
    Entry(
        "odds",
        "odds",
        "How often each strategy costs least, wins most and is worth most, and how far its figures may be off.",
        (Option("measure", "measure", MEASURE, label="Ranges of", default="cost", drawn=True),),
        "Odds",
    ),
    Entry(
        "keep",
        "keep",
        "What each activity costs and brings, left out in turn, and what its hours would bring elsewhere.",
        (_of("What to keep of"),),
        "Keep or quit",
        ABOUT_ONE,
    ),
    Entry(
        "decides",
        "decides",
        "Which numbers decide between two strategies, and which of them change the winner within their range.",
        (
            *_between("between", "and", labels=("Between", "And")),
            _on(),
            Option("variance", "flag", "Shares of the variance, in place of the swings.", default=False),
        ),
        "What decides",
        ABOUT_TWO,
    ),
    Entry(
        "break_even",
        "break-even",
        "At what value of each number two strategies tie; the nearest to now first, or never, and why not.",
        (
            *_between("strategy", "against", labels=("Compare", "With")),
            _on(),
            Option("paths", "path", "Only this number, any number of times.", "by", shown="PATH", many=True),
            Option(
                "beyond",
                "flag",
                "List ties beyond a number's range too, and numbers that never tie.",
                label="Beyond their range too",
                default=False,
            ),
        ),
        "Break-even",
        ABOUT_TWO,
    ),
    Entry(
        "reach",
        "reach",
        "What a number must be for a strategy to come to a target; where it cannot, the nearest that it comes.",
        (
            Option("path", "path", "The number that may change.", "by", shown="PATH", required=True),
            Option("target", "number", "What the measure is to be.", shown="NUMBER", required=True),
            _of("For"),
            _on("wins"),
            Option(
                "per",
                "choice",
                "A year, so that a target stays the same however far you look ahead; or all of it.",
                default="year",
                choices=("year", "all"),
            ),
        ),
        more=ABOUT_ONE,
    ),
    Entry(
        "best_mix",
        "best-mix",
        "The mix that wins most within your limits, or costs least for so many wins, and what each limit costs you.",
        (
            Option("hours_per_week", "number", "Hours a week at most; the scenario's where not said.", "hours"),
            Option("cash_per_year", "number", "Money a year at most; the scenario's where not said.", "cash"),
            Option("not_before", "number", "Leave home no earlier, such as 9 or 8.5.", shown="HOUR", low=0, high=24),
            Option("driving", "flag", "Whether it may take a car.", default=True),
            Option("evenings_per_week", "number", "Evenings a week at most.", "evenings", low=0, high=7),
            Option("evening_from", "number", "What ends later takes an evening: 18.", shown="HOUR", low=0, high=24),
            Option("keep_protected", "flag", "Leave protected time alone.", default=False),
            Option("wins", "number", "The least cost for so many wins, not the most wins.", shown="N"),
            PERIOD,
        ),
        "Best mix",
    ),
    Entry(
        "blend",
        "blend",
        "What mixing two strategies does, by the share of each; dues do not shrink with the share.",
        (
            *_between("from", "to", labels=("Mix", "With")),
            _on("wins"),
            Option(
                "equal_hours", "flag", "Every mix takes the hours of the first.", label="At equal hours", default=False
            ),
            PERIOD,
        ),
    ),
    Entry(
        "right_tool",
        "tools",
        "What meeting people, deepening and keeping in touch cost with each activity, and the cheapest remedy.",
        (_of("What holds back"), PERIOD),
        "Right tool",
        ABOUT_ONE,
    ),
    Entry(
        "week",
        "week",
        "When you leave home, sit and are back in a week, and what of it falls into protected time.",
        (_of("The week of"),),
        "Your week",
        ABOUT_ONE,
    ),
    Entry(
        "beliefs",
        "beliefs",
        "Test three beliefs about networking: whether each holds on these numbers, how often, and what turns it.",
        (),
        "Three beliefs",
    ),
    Entry(
        "hidden_hours",
        "hidden-hours",
        "What arriving early, follow-up, getting back to work, committee work and finding a substitute would add.",
        (
            _of("What it adds to"),
            Option(
                "add",
                "choice",
                "Add early, follow_up, settling, committee or substitute, any number of times.",
                shown="KIND",
                default=(),
                many=True,
            ),
            PERIOD,
        ),
        "Hidden hours",
        "It speaks of the first strategy where none is named, and its table of all.",
    ),
    Entry(
        "trace",
        "explain",
        "Say where a number comes from: each step with its formula, and every number that went in with its source.",
        (
            Option("measure", "measure", "Such as cost, hours or wins.", shown="MEASURE", required=True, first=True),
            _of("Strategy"),
        ),
        more="The formulas are read from the engine itself.",
        marked=True,
    ),
)
"""Every analysis, those with a tab in the order of the tabs."""
