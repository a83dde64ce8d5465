"""Best mix: what wins most, or costs least, within one's limits; and under it what lies between two strategies."""

from __future__ import annotations

from typing import Any

import streamlit as st

from calculator import edits, formats
from calculator.analyses.optimise import Limits, best_mix
from calculator.analyses.optimise.units import BOUNDS
from calculator.analyses.study import Study
from calculator.changes import replace
from calculator.findings import best_mix as finding
from calculator.findings.best_mix import NAME
from calculator.findings.finding import Finding
from calculator.kept import fingerprint, kept
from calculator.model import HOLDS, Scenario
from calculator.named import strategy_names
from calculator.notation import Reading
from calculator.period import Name
from calculator.ui import answers, asked, entry, placing, state

AIMS = {"most": "Most won", "least": "Least cost"}
ANY = -1
HOURS = (ANY, *range(5, 13))
"""The hours before which nobody may have to leave."""
ROOM = 4_000_000
"""Bytes of mixes that are kept, some two hundred."""


def show(answer: Study) -> None:
    """The answer, the limits, the mix beside the strategies, and the blend of two of them."""
    top = st.container(key="headline")
    with asked.row("best-mix"):
        target = _aim(answer)
        limits = _limits(answer.scenario)
    times, told = _found(answer.scenario, limits, target, answers.period(state.span(), answer.scenario).name)
    if times:
        with st.container(key="table-best-mix"):
            st.markdown(placing.table(told.table))
        full = len(answer.scenario.strategies) >= HOLDS["strategies"]
        st.button("Add this mix as a strategy", key="mix-add", on_click=_add, args=(times,), disabled=full)
    placing.place(told, top)
    if len(answer.names) > 1:
        st.space("large")
        with st.container(key="blend"):
            st.header("Mixing two of your strategies", anchor=False)
            asked.show(answer, "blend", placing.said)


@kept(ROOM, weigh=lambda answer: 4 * len(repr(answer)), key=fingerprint)
def _found(
    scenario: Scenario, limits: Limits, target: float | None, period: Name
) -> tuple[dict[str, int], Finding[Any]]:
    """How often a year each activity of the best mix, and what is said of it; looked for once for all who ask."""
    best = best_mix(scenario, limits, target)
    return best.times, finding.told(best, period)


def _aim(answer: Study) -> float | None:
    """The wins asked for; None where the most are looked for."""
    if placing.switch("Find", AIMS, "mix-aim", default="most", persist_state="session") == "most":
        return None
    noun = "Offers" if answer.role else "Clients"
    label = f"{noun} in {formats.years(answer.scenario.profile.years)}"
    first = finding.as_many(answer.results)
    given = entry.figure(label, "mix-wins", first, Reading(), 0.1, 1e6, width=150)
    return first if given is None else given


def _limits(scenario: Scenario) -> Limits:
    """Hours and cash are the scenario's own; the others are kept while the session lasts."""
    hours = _own(scenario, "hours_per_week", "Hours a week")
    cash = _own(scenario, "cash_per_year", f"Cash a year, {formats.symbol(scenario.currency)}")
    before = st.selectbox(
        "Leave home not before",
        HOURS,
        format_func=lambda hour: "any hour" if hour == ANY else formats.clock(hour),
        key="mix-before",
        persist_state="session",
        width=150,
    )
    most = BOUNDS["evenings_per_week"][1]
    evenings = entry.figure("Evenings a week", "mix-evenings", None, Reading(), 0, most, placeholder="any", width=130)
    driving = not st.toggle("No driving", key="mix-driving", persist_state="session")
    _ceilings(scenario)
    kept = bool(scenario.protected) and st.toggle("Keep protected time", key="mix-protected", persist_state="session")
    return Limits(hours, cash, None if before in (None, ANY) else float(before), driving, evenings, not kept)


def _ceilings(scenario: Scenario) -> None:
    """How often each activity can be done at most; drawn when it is opened."""
    popover = st.popover("How often at most", key="mix-ceilings", on_change="rerun", width="content")
    if not popover.open:
        return
    with popover:
        st.caption("How many times a year there are people for. Leave one empty for as often as the calendar lets you.")
        for key, activity in scenario.activities.items():
            path = f"activities.{key}.most_per_year"
            entry.number(activity.name, f"mix {path}", {path: 1.0}, activity.most_per_year, placeholder="none")


def _own(scenario: Scenario, name: str, label: str) -> float:
    """A limit that is a number of the scenario, and is changed as such."""
    path = f"profile.{name}"
    now = float(getattr(scenario.profile, name))
    entry.number(label, f"mix {path}", {path: 1.0}, now, width=130)
    return now


def _add(times: dict[str, int]) -> None:
    """Add the mix as another strategy."""

    def made() -> Scenario:
        scenario = state.scenario()
        taken = strategy_names(scenario).values()
        name = next(name for name in (NAME, *(f"{NAME} {n}" for n in range(2, 20))) if name not in taken)
        wider, key = edits.add_strategy(scenario, name)
        changes: dict[str, Any] = {f"strategies.{key}.times_per_year.{a}": float(n) for a, n in times.items()}
        return replace(wider, changes)

    state.attempt(made)
