"""The best mix within limits, in words, beside the strategies there are, with what each limit costs."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np

from calculator import formats
from calculator.analyses.headline import NOTHING
from calculator.analyses.ledger import ledger
from calculator.analyses.monte_carlo import TOO_CLOSE, Outcomes, outcomes
from calculator.analyses.optimise import HARDLY, Best, Limits, best_mix, most_times
from calculator.analyses.study import Study
from calculator.charts.activities import hours_by_activity
from calculator.charts.chart import Chart
from calculator.charts.tables import Table
from calculator.edits import free_slot
from calculator.engine import Results
from calculator.findings.finding import Finding
from calculator.model import DAYS, Scenario, Strategy
from calculator.named import activity_name, inline, seeks_role
from calculator.parameters import parameters
from calculator.period import Name, Period

FEW = 3
"""Activities that have room in a sentence."""
MEASURES = ("hours_per_week", "cash", "time_value", "cost", "wins", "win_probability", "value", "net_value")
"""What is said of the mix and of each strategy to machines, over the horizon."""
UNITS = {"hours_per_week": "hours/week", "wins": "wins", "win_probability": "share"}
"""Units of measures that are not money."""
NOTICED = 0.001
"""Share of the wins, or of the cost, that easing a limit must change for the limit to bind."""
EASED = {
    "hours_per_week": "One more hour a week",
    "cash_per_year": "{money} more a year",
    "not_before": "Leaving home an hour earlier",
    "driving": "Being ready to drive",
    "evenings_per_week": "One more evening a week",
    "protected_time": "Giving up protected time",
}
"""Each limit when it is eased."""
NAMED = {
    "hours_per_week": "hours",
    "cash_per_year": "cash",
    "not_before": "the earliest hour",
    "driving": "driving",
    "evenings_per_week": "evenings",
    "protected_time": "protected time",
}
"""Each limit as one calls it."""
NAME = "Best mix"
"""What the mix is called beside the strategies."""


def finding(
    study: Study, wins: float | None = None, keep_protected: bool = False, period: Name = "all", **given: Any
) -> Finding[BestMixRow]:
    """The mix that wins most within the limits, or costs least for so many wins; the scenario's own where not given.

    Raises BadInput for a bad limit.
    """
    limits = replace(Limits.of(study.scenario), protected_time=not keep_protected)
    limits = replace(limits, **{name: value for name, value in given.items() if value is not None})
    return told(best_mix(study.scenario, limits, wins), period)


def told(best: Best, name: Name = "all") -> Finding[BestMixRow]:
    """What the optimiser found, in words and figures; clients that are asked for are of the whole horizon."""
    period = Period.of(name if best.target is None else "all", best.scenario.profile)
    if not best.scenario.activities:
        return _words("No activities yet. Add one to see what mix would be best.")
    if best.mix is None:
        richest = {key: int(n) for key, n in zip(best.units.keys, best.richest.times, strict=True) if n}
        sentence = _beyond(best, Beside(best, richest, period).won())
        notes = (*_blamed(best), *_filled(best, richest), *_clockless(best))
        return replace(_words(sentence, *notes), rows=tuple(_limit_rows(best)))
    if not best.times:
        return _words(_nothing(best), *_costs(best, period))
    it = Beside(best, best.times, period)
    notes = (*_stands(it), *_costs(best, period), *_filled(best, best.times), *_clockless(best))
    rows = (*_mix_rows(it), *_limit_rows(best))
    return Finding("best_mix", _sentence(it), BestMixRow, rows, _ledger(it), notes, it.chart, _working(best))


def _words(sentence: str, *notes: str) -> Finding[BestMixRow]:
    return Finding("best_mix", sentence, BestMixRow, notes=notes)


def as_many(results: Results) -> float:
    """The wins to ask for at first: as many as the strategy with most of them wins, to the digit that is shown."""
    return max(round(float(results.wins[0].max(initial=0.0)), 1), 0.1)


def _sentence(it: Beside) -> str:
    """The mix and what it wins, in one breath."""
    count = len(it.times)
    subject = f"{it.listed} a year" if count <= FEW else f"A mix of {count} activities"
    s = "s" if count == 1 or count > FEW else ""
    if it.best.target is not None:
        return f"{subject} cost{s} least for {it.won(0, f'{_noun(it.best)} in {it.horizon}')}: {it.money('cost')}."
    if it.chance:
        return f"{subject} give{s} the best chance of an offer in {it.horizon}: {it.won()}."
    return f"{subject} win{s} most: {it.won(0, f'{_noun(it.best)} {it.period.of_people.label}')}."


def _stands(it: Beside) -> Iterator[str]:
    """The mix, where the sentence had no room for it; what it takes; and how it stands to what else wins most."""
    if len(it.times) > FEW:
        yield f"The mix a year: {it.listed}."
    hours = formats.hours(float(it.outcomes.exact("hours_per_week")[0]))
    spent = f"{hours} hours a week and {it.money('cash')} in cash {it.period.label}"
    if it.scenario.profile.hourly_value:
        yield f"It takes {spent}; counting your time it costs {it.money('cost')}."
    else:
        yield f"It takes {spent}. Your hour counts nothing here, so the full cost is the cash."
    others = it.outcomes.likely("wins")[1:]
    if it.best.target is not None or not others.size or not others.max() > 0:
        return
    rival = 1 + int(np.argmax(others))
    name = inline(it.scenario, list(it.scenario.strategies)[rival])
    leads = it.outcomes.ahead("wins", 0, rival)
    if leads < 1 - TOO_CLOSE:
        yield f"Of your strategies {name} wins more, {it.won(rival)}, but does not keep to these limits."
        return
    said = f"Of your strategies {name} comes nearest, with {it.won(rival)}"
    if leads < TOO_CLOSE:
        yield f"{said}: too close to call."
        return
    odds = formats.odds(leads, it.outcomes.sampling_error(leads))
    yield f"{said}; the mix wins more in {formats.ways(odds)}."


def _ledger(it: Beside) -> Table:
    """The mix beside the strategies: the lines of their cards, and how often each activity."""
    strategies = list(it.scenario.strategies.values())
    count = range(len(strategies))
    rows = [(line.label, *map(line.said, count)) for line in ledger(it.outcomes, it.period)]
    if it.best.target is not None and seeks_role(it.scenario):
        rows.append((f"Offers expected in {it.horizon}", *map(it.won, count)))
    for key in it.times:
        often = (f"{mix.times_per_year.get(key, 0):,.6g}" for mix in strategies)
        rows.append((f"{activity_name(it.scenario, key)}, times a year", *often))
    over = f"Over {it.horizon}" if it.period.name == "all" else it.period.label.capitalize()
    return Table((over, *(strategy.name for strategy in strategies)), tuple(rows))


def _mix_rows(it: Beside) -> Iterator[BestMixRow]:
    """Times a year of the mix, then the measures of the mix and of each strategy over the horizon."""
    for key, n in it.times.items():
        yield BestMixRow("times_per_year", key, n, unit="times/year")
    keys = ["best", *it.best.scenario.strategies]
    for measure in MEASURES:
        band = it.outcomes.band(measure)
        unit = UNITS.get(measure, it.scenario.currency)
        for index, key in enumerate(keys):
            value, low, high = (float(edge[index]) for edge in (it.outcomes.exact(measure), *band))
            yield BestMixRow(measure, key, value, low, high, unit)


def _working(best: Best) -> tuple[str, ...]:
    profile = best.scenario.profile
    any_day = math.floor(len(DAYS) * profile.weeks_per_year)
    begins = f"An evening is taken by what ends after {formats.clock(best.limits.evening_from)}."
    gap = "nothing" if best.gap < 0.0005 else f"{100 * best.gap:.1f}%"
    return (
        "A mixed-integer programme chooses whole times a year. Taking part at all costs its dues and fees.",
        f"We assume at most once on each of an activity's days in your weeks; without days {any_day} times a year.",
        "Nor more often than an activity's most times a year, for want of people: a number on the Details page.",
        *((begins,) if best.limits.evenings_per_week is not None else ()),
        "In the programme relationships grow, fade and are kept warm month by month.",
        "The mix is then worked out by the engine behind every other figure here, and its neighbours are tried.",
        f"By the programme's own bound {gap} is left to gain.",
        f"Activities that are hardly missed, by less than 1 in {1 / HARDLY:.0f}, are left out.",
        "What a limit costs is found by easing it and looking for the best mix anew.",
    )


@dataclass(frozen=True)
class BestMixRow:
    """A figure of the mix, of a strategy beside it, or of a limit: what it is, and of which.

    `value` is at exactly these numbers; 8 in 10 of the draws lie from `low` to `high`.
    """

    what: str
    of: str
    value: float | None
    low: float | None = None
    high: float | None = None
    unit: str | None = None


def _noun(best: Best) -> str:
    """What is won."""
    return "offers expected" if seeks_role(best.scenario) else "clients"


def _costs(best: Best, period: Period) -> Iterator[str]:
    """What easing each limit that binds is worth, and the names of those that do not."""
    least = float(best.results.wins[0, 0])
    if best.target is not None:
        least = float(best.results.cost[0, 0]) / best.scenario.profile.years
    gained = {eased: eased.wins if best.target is None else eased.worth for eased in best.eased}
    binding = [eased for eased, gain in gained.items() if gain > NOTICED * least]
    for eased in sorted(binding, key=lambda eased: -eased.worth):
        money = f"{formats.money(period.of_a_year(eased.worth), best.scenario.currency)} {period.label}"
        step = EASED[eased.limit].format(money=formats.money(eased.step, best.scenario.currency))
        if best.target is not None:
            yield f"{step} saves {money}."
        elif seeks_role(best.scenario) or eased.wins < NOTHING:
            yield f"{step} is worth {money}."
        else:
            long = period.of_people
            won = f"{formats.count(eased.wins * long.factor)} more clients{'' if long == period else f' {long.label}'}"
            yield f"{step} is worth {money}: {won}."
    idle = [NAMED[eased.limit] for eased in best.eased if eased not in binding]
    if idle:
        words = formats.joined(idle)
        does = "does" if len(idle) == 1 and idle[0] not in ("hours", "evenings") else "do"
        yield f"{words[0].upper()}{words[1:]} {does} not hold it back."


def _nothing(best: Best) -> str:
    """Why no mix wins anything."""
    pipeline = best.units.pipeline
    goal = "brings an offer" if seeks_role(best.scenario) else "wins a client"
    if not pipeline.referrals_per_relationship:
        return f"No mix {goal}: nobody refers you."
    if not pipeline.close_rate:
        return f"No mix {goal}: no referral is won."
    return f"Within these limits no mix {goal}."


def _beyond(best: Best, most: str) -> str:
    """The wins asked for are out of reach; `most` is what is within it, with its range."""
    if not best.units.yielding or not best.richest.won:
        return _nothing(best)
    asked, horizon = formats.count(best.target or 0.0), formats.years(best.scenario.profile.years)
    if asked == formats.count(best.richest.won):  # it reads the same, and is a little more
        asked = f"A little more than {asked}"
    return f"{asked} {_noun(best)} in {horizon} are out of reach: within these limits the most is {most}."


def _blamed(best: Best) -> Iterator[str]:
    """Each limit without which it could be done, and what it would take then."""
    if not best.units.yielding:
        return
    won = f"{formats.count(best.target or 0.0)} {_noun(best)}"
    for blame in best.blame:
        freed = "With driving" if blame.limit == "driving" else f"Without the limit on {NAMED[blame.limit]}"
        if blame.needed is None:
            yield f"{freed}, {won} are within reach."
            continue
        amounts = {
            "hours_per_week": f"{formats.hours(blame.needed)} hours a week",
            "cash_per_year": f"{formats.money(blame.needed, best.scenario.currency)} a year",
            "evenings_per_week": f"{formats.count(blame.needed)} evenings a week",
        }
        yield f"{freed}, {won} would take {amounts[blame.limit]}."
    if not best.blame:
        yield "No single limit is to blame: it stays out of reach whichever of them goes."


def _filled(best: Best, times: dict[str, int]) -> Iterator[str]:
    """The activities of a mix of which there are no more in a year, though the calendar has room."""
    known = best.scenario.activities
    full = {
        key: n
        for key, n in times.items()
        if known[key].most_per_year is not None and n == most_times(known[key], best.scenario.profile)
    }
    if full:
        named = [activity_name(best.scenario, key) for key in full]
        most = formats.joined([formats.whole(n) for n in full.values()])
        stop, they = ("stops", "that number") if len(full) == 1 else ("stop", "these numbers")
        said = f"{formats.joined(named)} {stop} at {most} times a year: there are hardly people for more."
        yield f"{said} The Details page has {they}."


def _clockless(best: Best) -> Iterator[str]:
    """How many activities have no hour, where a limit looks at the clock."""
    if not {"not_before", "evenings_per_week", "protected_time"} & set(best.limits.set):
        return
    without = sum(activity.start_hour is None for activity in best.scenario.activities.values())
    if without:
        have = "activity has" if without == 1 else "activities have"
        yield f"{without} {have} no start, so no limit of the clock touches {'it' if without == 1 else 'them'}."


def _limit_rows(best: Best) -> Iterator[BestMixRow]:
    """The limits, what easing each brings, the bound of the programme, and where none is found, what is to blame."""
    known = parameters(best.scenario)
    currency = best.scenario.currency
    for name in best.limits.set:
        unit = known[f"profile.{name}"].unit if f"profile.{name}" in known else None
        yield BestMixRow("limit", name, float(getattr(best.limits, name)), unit=unit)
    for eased in best.eased:
        yield BestMixRow("worth_of_easing", eased.limit, eased.worth, unit=f"{currency}/year")
        yield BestMixRow("wins_of_easing", eased.limit, eased.wins, unit="wins")
    if best.mix is not None:
        unit = "wins" if best.target is None else f"{currency}/year"
        yield BestMixRow("bound", "best", best.mix.bound if np.isfinite(best.mix.bound) else None, unit=unit)
    elif best.target is not None:
        yield BestMixRow("most_within_limits", "wins", best.richest.won, unit="wins")
        for blame in best.blame:
            yield BestMixRow("needed_without_limit", blame.limit, blame.needed)


@dataclass(frozen=True)
class Beside:
    """The best mix as the first of its scenario's strategies; `times` is the mix, by activity."""

    best: Best
    times: dict[str, int]
    period: Period

    @cached_property
    def scenario(self) -> Scenario:
        """The scenario with the mix, in the colour that it would have if it were added."""
        own = self.best.scenario
        mix = Strategy(name=NAME, times_per_year={key: float(n) for key, n in self.times.items()})
        return own.model_copy(update={"strategies": {f"mix_{free_slot(own.strategies)}": mix, **own.strategies}})

    @property
    def listed(self) -> str:
        """The mix in words: 'Lunch 108 times and Phone call once'."""
        often = {key: "once" if n == 1 else f"{formats.whole(n)} times" for key, n in self.times.items()}
        return formats.joined([f"{activity_name(self.scenario, key)} {said}" for key, said in often.items()])

    @cached_property
    def outcomes(self) -> Outcomes:
        """The mix and the strategies, with their draws."""
        return outcomes(self.scenario)

    @property
    def horizon(self) -> str:
        """How far ahead is looked."""
        return formats.years(self.best.scenario.profile.years)

    @property
    def chance(self) -> bool:
        """Whether what is won is said as the chance of an offer: where one role is sought, and no number is asked."""
        return seeks_role(self.best.scenario) and self.best.target is None

    def money(self, measure: str, strategy: int = 0) -> str:
        """Money of the mix, or of another strategy, in the period."""
        amount = float(self.outcomes.exact(measure)[strategy]) * self.period.factor
        return formats.money(amount, self.best.scenario.currency)

    def won(self, strategy: int = 0, noun: str = "") -> str:
        """What a strategy wins with its range, '8.8 (4.0 to 16.0)', a noun after the figure where one is given."""
        measure = "win_probability" if self.chance else "wins"
        factor = 1.0 if self.chance else self.period.of_people.factor
        likely, low, high = (
            factor * float(edge[strategy]) for edge in (self.outcomes.likely(measure), *self.outcomes.band(measure))
        )
        said, between = self.say(likely), formats.between(low, high, self.say)
        figure = f"{said} {noun}" if noun else said
        return figure if self.outcomes.certain or between == said else f"{figure} ({between})"

    def say(self, value: float) -> str:
        """Clients, or a chance, as people read them."""
        return formats.share(value) if self.chance else formats.count(value)

    @cached_property
    def chart(self) -> Chart:
        """The hours a week of each activity, of the mix and of the strategies."""
        drawn = hours_by_activity(self.outcomes.point, Period.of("week", self.best.scenario.profile))
        return replace(drawn, id="best_mix")
