"""The first questions, on the page of the answer: what most people want to change, and what decides most after that."""

from __future__ import annotations

from datetime import time

import streamlit as st
from babel.numbers import get_currency_name

from calculator import assumptions, edits, formats
from calculator.analyses.study import Study
from calculator.asking import asking, basis
from calculator.facts import HOUR
from calculator.model import Scenario
from calculator.notation import written
from calculator.parameters import parameters
from calculator.questions import PERIODS, asked, main_activity, most_often, nearest, simply
from calculator.ui import answers, entry, pages, placing, state
from calculator.ui.rows import noted

WIDTHS = {"worth": 172, "hour": 124, "travel": 196, "fee": 142, "dues": 142, "times": 190}
"""How wide a question is, where 170 pixels do not suit it."""
DISTANCES = {"mile": "Miles", "km": "Kilometres"}
RELABELLED = "Amounts and distances get another label and keep their number: £15 becomes €15. Nothing is converted."
LESSON = "What you untick leaves every way to network. What you tick comes back as often as our example has it."
GOALS = {"clients": "Clients", "role": "A role"}


def band(answer: Study) -> None:
    """The band with the questions, the meter, and undo."""
    with st.container(key="questions", gap="small"):
        with st.container(horizontal=True, key="questions-head", vertical_alignment="center"):
            st.header("Make it yours", anchor="make-it-yours", width="content")
            st.space("stretch")
            st.caption(meter(answer), width="content")
            buttons()
            pages.link("details", "Adjust details", ":material/tune:")
        with st.container(horizontal=True, key="qs", vertical_alignment="top"):
            _who(answer.scenario)
            _numbers(answer.scenario)
            _mornings(answer.scenario)
        with st.container(horizontal=True, key="qs-more"):
            _catalogue(answer.scenario)
            _names(answer.scenario)
            _units(answer.scenario)
        _next(answer)
        in_sight(answer)  # below the fields, which it would push out of a first view above them


def in_sight(answer: Study) -> None:
    """The answer in a line that stays in sight while the numbers under it are changed."""
    words = answer.answer(answers.period(state.span(), answer.scenario).name)
    with st.container(key="in-sight"):
        st.markdown(formats.markdown(words.sentence))


def buttons() -> None:
    """Undo and reset."""
    undo()
    changed = state.scenario() != assumptions.origin(state.scenario())
    st.button("Reset all", type="tertiary", on_click=state.reset_all, disabled=not changed, key="reset-all")


def undo() -> None:
    """The button that takes the last change back."""
    st.button("Undo", type="tertiary", on_click=state.undo, disabled=not st.session_state["undo"], key="undo-button")


def meter(answer: Study) -> str:
    """How many of the numbers are the user's own, and how many of ours decide the answer."""
    total, own, deciding = len(answer.marks), len(answer.own), len(answer.turning)
    said = f"{own} of {total} numbers {'is' if own == 1 else 'are'} yours"
    if not deciding:
        return said
    return f"{said}; {deciding} of ours {'decides' if deciding == 1 else 'decide'} the answer"


def _who(scenario: Scenario) -> None:
    names = assumptions.offered(scenario.preset)
    if scenario.preset not in names:  # from a file or a link that started from none of ours
        names[scenario.preset] = scenario.name
    state.shown("preset", scenario.preset)
    st.selectbox("You are", list(names), format_func=names.__getitem__, key="preset", on_change=_start_from, width=226)
    state.shown("goal", scenario.goal)
    placing.switch("You want", GOALS, "goal", on_change=state.take, args=("goal", "goal"))


def _start_from() -> None:
    if st.session_state["preset"] in assumptions.presets():
        state.put(assumptions.scenario(st.session_state["preset"]))


def _numbers(scenario: Scenario) -> None:
    # the main meeting is counted by what the user chose, as long as that makes a whole or a simple number
    times = most_often(scenario, main_activity(scenario)) if scenario.activities else 0.0
    per = simply(scenario, times, st.session_state.get("per", ""))
    state.shown("per", per)
    for question in asked(scenario, per):
        if question.of and not scenario.strategies:
            continue
        first, scale = next(iter(question.scales.items()))
        now = round((state.number(first) or 0.0) / scale, 2)
        label = formats.label(question.short)
        entry.number(label, f"ask {first}", question.scales, now, width=WIDTHS.get(question.word, 170))
        if question.word == "times":
            st.selectbox("Counted by", PERIODS, key="per", on_change=_recounted, width=122)


def _recounted() -> None:
    """Count by another period; where that makes no simple number, by the nearest whole one of it."""
    scenario, per = state.scenario(), st.session_state["per"]
    times = most_often(scenario, main_activity(scenario))
    if simply(scenario, times, per) != per:
        scales = next(it.scales for it in asked(scenario, per) if it.word == "times")
        count = nearest(scenario, times, per)
        state.change({path: round(count * scale, 6) for path, scale in scales.items()})


def _mornings(scenario: Scenario) -> None:
    """Whether mornings are taken, and from when to when."""
    taken = bool(scenario.protected)
    state.shown("mornings", taken)
    st.checkbox("School run or the like in the morning", key="mornings", on_change=_free_or_taken)
    for window in list(scenario.protected)[:1]:
        for leaf, label in (("start_hour", "It starts"), ("end_hour", "Back by")):
            path = f"protected.{window}.{leaf}"
            minutes = round(60 * (state.number(path) or 0.0))
            key = f"clock {path}"
            state.shown(key, time(min(minutes // 60, 23), minutes % 60 if minutes < 1440 else 59))
            st.time_input(label, key=key, on_change=_at, args=(path, key), width=122)


def _free_or_taken() -> None:
    scenario, origin = state.scenario(), assumptions.origin(state.scenario())
    if st.session_state["mornings"]:
        like = origin if origin.protected else assumptions.scenario(assumptions.default().id)
        state.attempt(lambda: edits.taken_mornings(scenario, like))
    else:
        state.attempt(lambda: edits.free_mornings(scenario))


def _at(path: str, key: str) -> None:
    given = st.session_state[key]
    if given is None or not state.change({path: given.hour + given.minute / 60}):
        del st.session_state[key]


def _units(scenario: Scenario) -> None:
    """Currency and distance; drawn when it is opened."""
    popover = st.popover("Currency and distance", key="units", on_change="rerun", width="content")
    if not popover.open:
        return
    codes = sorted({*formats.LOCALES, scenario.currency})
    with popover:
        state.shown("currency", scenario.currency)
        st.selectbox(
            "Currency",
            codes,
            format_func=lambda code: f"{get_currency_name(code, locale='en')} ({code})",
            key="currency",
            on_change=state.take,
            args=("currency", "currency"),
        )
        key = "distance_unit"
        state.shown(key, scenario.distance_unit)
        placing.switch("Distance", DISTANCES, key, on_change=state.take, args=(key, key))
        st.caption(f"{RELABELLED} To start from the numbers of another country, choose it at “You are”.")


def _catalogue(scenario: Scenario) -> None:
    """A tick an activity, which sets up all strategies at once; drawn when it is opened."""
    if not scenario.activities or not scenario.strategies:
        return
    popover = st.popover("Which of these do you do?", key="catalogue", on_change="rerun", width="content")
    if not popover.open:
        return
    with popover, st.container(key="ticks", gap=None):
        st.caption(LESSON)
        for activity, known in scenario.activities.items():
            key = f"tick {activity}"
            state.shown(key, any(mix.times_per_year.get(activity) for mix in scenario.strategies.values()))
            st.checkbox(formats.label(known.name), key=key, on_change=_ticked, args=(activity, key))


def _ticked(activity: str, key: str) -> None:
    scenario = state.scenario()
    if st.session_state[key]:
        state.attempt(lambda: edits.take_up(scenario, activity, assumptions.origin(scenario)))
    else:
        state.attempt(lambda: edits.drop(scenario, activity))


def _names(scenario: Scenario) -> None:
    """A field a strategy for what the user calls it; drawn when it is opened."""
    if not scenario.strategies:
        return
    popover = st.popover("What do you call them?", key="names", on_change="rerun", width="content")
    if not popover.open:
        return
    with popover:
        for number, (strategy, mix) in enumerate(scenario.strategies.items(), 1):
            path = f"strategies.{strategy}.name"
            key = f"call {path}"
            state.shown(key, mix.name)
            st.text_input(f"Way {number}", key=key, max_chars=80, on_change=state.take, args=(path, key))


def _next(answer: Study) -> None:
    """Of the numbers of ours that move the verdict, the one that it hangs on most, with what we take till it is said.

    Those that the user was not sure of can be asked for again; where there is nothing to ask, nothing is shown.
    """
    ours, skipped = [path for path in answer.hangs if answer.marks[path] != "yours"], state.skipped()
    left, passed = [path for path in ours if path not in skipped], [path for path in ours if path in skipped]
    if not ours:
        return
    with st.container(key="asked-next", gap="small"):
        st.markdown(f"**Next, what decides.** {hanging(answer, passed)}")
        if left:
            it = asking(answer.scenario, left[0])
            with st.container(horizontal=True, key="asked-row", vertical_alignment="bottom"):
                label = formats.label(it.text if it.known.unit == HOUR else f"{it.text} ({it.unit})")
                entry.number(label, f"next {it.path}", {it.path: it.scale}, it.value or 0.0, width=420)
                st.button("Yes, about that", key=f"agree {it.path}", on_click=_agreed, args=(it.path,))
                st.button("Not sure", key=f"skip {it.path}", on_click=state.skip, args=(it.path,))
            st.caption(f"{formats.markdown(it.taken)} {noted(basis(state.scenario(), it.path))}")
        if passed:
            st.button(f"Ask again what I was not sure of ({len(passed)})", type="tertiary", on_click=state.ask_again)


def hanging(answer: Study, passed: list[str]) -> str:
    """How much of the verdict hangs on us still, in words."""
    open_ = [path for path in answer.turning if path not in passed]
    unsure = len(answer.turning) - len(open_)
    if open_:
        count = "One answer" if len(open_) == 1 else f"{len(open_)} answers"
        return f"{count} more and the verdict no longer hangs on {'one' if len(open_) == 1 else 'any'} number of ours."
    if unsure:
        number = "one number" if unsure == 1 else f"{unsure} numbers"
        return f"The verdict still hangs on {number} you were not sure of."
    return "No single number of ours would turn the verdict now."


def _agreed(path: str) -> None:
    """Make our number the user's own: about what it is, or just that where it is a time of day."""
    value = written(state.number(path))
    clock = parameters(state.scenario())[path].unit == HOUR
    state.change({path: value if clock else f"about {value}"})
