"""The best mix within limits, in words, beside the strategies there are, with what each limit costs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np

from calculator import formats
from calculator.analyses.monte_carlo import TOO_CLOSE
from calculator.analyses.optimise import HARDLY, Best, Limits, best_mix, most_times
from calculator.analyses.study import Study
from calculator.charts.tables import Table
from calculator.engine import Results
from calculator.findings import limited
from calculator.findings.beside import Beside
from calculator.findings.finding import Finding
from calculator.findings.limited import BestMixRow
from calculator.named import inline

FEW = 3
"""Activities that have room in a sentence."""
MEASURES = ("hours_per_week", "cash", "time_value", "cost", "wins", "win_probability", "value", "net_value")
"""What is said of the mix and of each strategy to machines, over the horizon."""


def finding(study: Study, wins: float | None = None, keep_protected: bool = False, **given: Any) -> Finding[BestMixRow]:
    """The mix that wins most within the limits, or costs least for so many wins; the scenario's own where not given.

    Raises BadInput for a bad limit.
    """
    limits = replace(Limits.of(study.scenario), protected_time=not keep_protected)
    limits = replace(limits, **{name: value for name, value in given.items() if value is not None})
    return told(best_mix(study.scenario, limits, wins))


def told(best: Best) -> Finding[BestMixRow]:
    """What the optimiser found, in words and figures."""
    if not best.scenario.activities:
        return _words("No activities yet. Add one to see what mix would be best.")
    if best.found is None:
        return _out_of_reach(best)
    if not best.times:
        return _words(limited.nothing(best), *limited.costs(best))
    return _found(best)


def as_many(results: Results) -> float:
    """The wins to ask for at first: as many as the strategy with most of them wins, to the digit that is shown."""
    return max(round(float(results.wins[0].max(initial=0.0)), 1), 0.1)


def _found(best: Best) -> Finding[BestMixRow]:
    """What is said of a mix that there is."""
    it = Beside(best, best.times)
    notes = (*_listed(it), _taken(it), *_against(it), *limited.costs(best), *limited.clockless(best))
    rows = (*_rows(it), *limited.rows(best))
    return Finding("best_mix", _sentence(it), BestMixRow, rows, _ledger(it), notes, it.chart, _working(best))


def _words(sentence: str, *notes: str) -> Finding[BestMixRow]:
    return Finding("best_mix", sentence, BestMixRow, notes=notes)


def _out_of_reach(best: Best) -> Finding[BestMixRow]:
    richest = {key: int(n) for key, n in zip(best.units.keys, best.richest.times, strict=True) if n}
    sentence = limited.beyond(best, Beside(best, richest).won())
    notes = (*limited.blamed(best), *limited.clockless(best))
    return replace(_words(sentence, *notes), rows=tuple(limited.rows(best)))


def _sentence(it: Beside) -> str:
    """The mix and what it wins, in one breath."""
    mix, count = it.times, len(it.times)
    listed = [limited.times(it.best.scenario.activities[key].name, n) for key, n in mix.items()]
    subject = f"{formats.joined(listed)} a year" if count <= FEW else f"A mix of {count} activities"
    s = "s" if count == 1 or count > FEW else ""
    if it.best.target is not None:
        return f"{subject} cost{s} least for {it.won(0, f'{it.noun} in {it.horizon}')}: {it.yearly('cost')} a year."
    if it.chance:
        return f"{subject} give{s} the best chance of an offer in {it.horizon}: {it.won()}."
    return f"{subject} win{s} most: {it.won(0, f'{it.noun} in {it.horizon}')}."


def _listed(it: Beside) -> Iterator[str]:
    """The mix in words, where the sentence had no room for it."""
    if len(it.times) > FEW:
        listed = [limited.times(it.best.scenario.activities[key].name, n) for key, n in it.times.items()]
        yield f"The mix a year: {formats.joined(listed)}."


def _taken(it: Beside) -> str:
    hours = formats.hours(float(it.outcomes.likely("hours_per_week")[0]))
    spent = f"{hours} hours a week and {it.yearly('cash')} a year in cash"
    if not it.scenario.profile.hourly_value:
        return f"It takes {spent}. Your hour counts nothing here, so the full cost is the cash."
    return f"It takes {spent}; counting your time it costs {it.yearly('cost')} a year."


def _against(it: Beside) -> Iterator[str]:
    """The mix against the strategy that wins most."""
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
    yield f"{said}; the mix wins more in {odds} plausible cases."


def _ledger(it: Beside) -> Table:
    """The mix beside the strategies: hours, cash, the value of the hours, their sum, what is won, and the times."""
    strategies = list(it.scenario.strategies.values())
    count = range(len(strategies))
    won = "Chance of an offer" if it.chance else f"{it.noun[0].upper()}{it.noun[1:]}"
    rows = [
        ("Hours a week", *map(formats.hours, it.outcomes.likely("hours_per_week"))),
        ("Cash a year", *(it.yearly("cash", index) for index in count)),
        ("Value of your time a year", *(it.yearly("time_value", index) for index in count)),
        ("Full cost a year", *(it.yearly("cost", index) for index in count)),
        (f"{won} in {it.horizon}", *map(it.won, count)),
    ]
    for key in it.times:
        often = (f"{mix.times_per_year.get(key, 0):,.6g}" for mix in strategies)
        rows.append((f"{it.scenario.activities[key].name}, times a year", *often))
    return Table(("Figure", *(strategy.name for strategy in strategies)), tuple(rows))


def _rows(it: Beside) -> Iterator[BestMixRow]:
    """Times a year of the mix, then the measures of the mix and of each strategy over the horizon."""
    for key, n in it.times.items():
        yield BestMixRow("times_per_year", key, n, unit="times/year")
    keys = ["best", *it.best.scenario.strategies]
    for measure in MEASURES:
        band = it.outcomes.band(measure)
        unit = limited.UNITS.get(measure, it.scenario.currency)
        for index, key in enumerate(keys):
            value, low, high = (float(edge[index]) for edge in (it.outcomes.likely(measure), *band))
            yield BestMixRow(measure, key, value, low, high, unit)


def _working(best: Best) -> tuple[str, ...]:
    profile = best.scenario.profile
    any_day = max((most_times(activity, profile) for activity in best.scenario.activities.values()), default=0)
    begins = f"An evening is taken by what ends after {formats.clock(best.limits.evening_from)}."
    gap = "nothing" if best.gap < 0.0005 else f"{100 * best.gap:.1f}%"
    return (
        "A mixed-integer programme chooses whole times a year. Taking part at all costs its dues and fees.",
        f"We assume at most once on each of an activity's days in your weeks; without days {any_day} times a year.",
        *((begins,) if best.limits.evenings_per_week is not None else ()),
        "It does not know how many people are there to meet: it may ask for more lunches, say, than you can fill.",
        "In the programme relationships grow, fade and are kept warm month by month.",
        "The mix is then worked out by the engine behind every other figure here, and its neighbours are tried.",
        f"By the programme's own bound {gap} is left to gain.",
        f"Activities that are hardly missed, by less than 1 in {1 / HARDLY:.0f}, are left out.",
        "What a limit costs is found by easing it and looking for the best mix anew.",
    )
