"""The Details page: every number of the model, one activity or strategy at a time."""

from __future__ import annotations

from collections.abc import Collection

import streamlit as st

from calculator import formats
from calculator.analyses.study import Study
from calculator.errors import suggestion
from calculator.model import DAY_NAMES, DAYS, Scenario
from calculator.parameters import parameters
from calculator.parts import GROUPS, ITEMS, PARTS
from calculator.questions import PERIODS, in_a_year, nearest, simply
from calculator.safety import isolated
from calculator.ui import answers, entry, manage, pages, placing, questions, state
from calculator.ui.rows import MOST, rows

VIEWS = (GROUPS["activities"].title, GROUPS["profile"].title, "People and wins", "Strategies")
MEDIA = {"in_person": "In person", "video": "Video", "phone": "Phone", "written": "Written"}


def show() -> None:
    """The whole page."""
    answer = answers.answer(state.scenario())
    pages.back()
    st.title("Every number", anchor=False)
    with st.container(horizontal=True, vertical_alignment="center", key="details-head"):
        st.caption(questions.meter(answer), width="content")
        st.space("stretch")
        st.toggle("Show only mine", key="only-mine", persist_state="session")
        questions.buttons()
    questions.in_sight(answer)
    state.say()
    with st.container(horizontal=True, vertical_alignment="bottom", key="details-where"):
        st.segmented_control(
            "Numbers of", VIEWS, key="view", default=VIEWS[0], required=True, wrap=True, persist_state="session"
        )
        word = st.text_input("Search", key="search", placeholder="parking", width=220)
    if word:
        _found(answer, word)
    elif st.session_state["only-mine"]:
        if not answer.own:
            st.markdown("No number is yours yet. Change one, and it is listed here.")
        _grouped(answer, list(answer.own))
    else:
        dict(zip(VIEWS, (_activity, _you, _people, strategy), strict=True))[st.session_state["view"]](answer)


def _found(answer: Study, word: str) -> None:
    known = parameters(answer.scenario)
    hits = [path for path, number in known.items() if word.lower() in f"{number.label} {path}".lower()]
    if hits:
        _grouped(answer, hits)
        return
    vocabulary = sorted({part.lower() for number in known.values() for part in number.label.replace(":", "").split()})
    near = suggestion(word.lower(), vocabulary)
    st.markdown(f"Nothing named '{formats.markdown(word)}'.{formats.markdown(near)}")


def _grouped(answer: Study, paths: list[str]) -> None:
    """Rows under the names of what they belong to."""
    known = parameters(answer.scenario)
    for group in dict.fromkeys(known[path].group for path in paths[:MOST]):
        st.header(formats.markdown(group or GROUPS["profile"].title), anchor=False)
        rows([path for path in paths[:MOST] if known[path].group == group], answer.hangs)
    if len(paths) > MOST:
        st.caption(f"{len(paths) - MOST} more. Type more of the word to see them.")


def _weightiest_first(answer: Study, root: str, hidden: Collection[str] = ()) -> tuple[list[str], list[str]]:
    """The numbers under a root that move the answer, most first, and the others in the model's order.

    The order is that of when they were first shown, so that no row moves away under the hands of whoever changes it.
    """
    paths = [path for path in parameters(answer.scenario) if path.startswith(root) and path not in hidden]
    kept: dict[tuple[str, str], tuple[list[str], list[str]]] = st.session_state.setdefault("weightiest", {})
    before = kept.get((answer.scenario.preset, root))
    if before is None or sorted([*before[0], *before[1]]) != sorted(paths):
        moving = [path for path in answer.hangs if path in paths]
        before = kept[answer.scenario.preset, root] = (moving, [path for path in paths if path not in moving])
    return before


def _ordered(answer: Study, root: str) -> None:
    rows([path for part in _weightiest_first(answer, root) for path in part], answer.hangs)


def _you(answer: Study) -> None:
    _ordered(answer, "profile.")
    for key in answer.scenario.protected:
        st.header(formats.markdown(f"{GROUPS['protected'].title}: {key.replace('_', ' ')}"), anchor=False)
        _days(f"protected.{key}.days")
        _ordered(answer, f"protected.{key}.")


def _people(answer: Study) -> None:
    goal = answer.scenario.goal
    st.header("From people met to clients" if goal == "clients" else "From people met to a role", anchor=False)
    _ordered(answer, f"pipelines.{goal}.")
    st.header(GROUPS["media"].title, anchor=False)
    _ordered(answer, "media.")


def _activity(answer: Study) -> None:
    scenario = answer.scenario
    key = manage.choose(manage.ACTIVITY, scenario)
    if not key:
        st.markdown("No activities. Add one, or start from a preset.")
        return
    with st.container(horizontal=True, key="activity-words"):
        path = f"activities.{key}.medium"
        state.shown(path, scenario.activities[key].medium)
        there: dict[str, str] = {medium: name for medium, name in MEDIA.items() if medium in scenario.media}
        placing.switch("Medium", there, path, wrap=True, on_change=_word, args=(path,))
        _days(f"activities.{key}.days")
    hidden = _cannot_apply(scenario, key)
    moving, still = _weightiest_first(answer, f"activities.{key}.", [f"activities.{key}.{name}" for name in hidden])
    for title, paths in (
        ("What moves the answer, most first", moving),
        ("What does not move it within its range", still),
    ):
        if paths:
            st.header(title if moving else "Its numbers", anchor=False)
            rows(paths, answer.hangs)
    if hidden:
        st.caption("Numbers that cannot apply to it, such as a meal fee, are left out. Search finds them.")


def _cannot_apply(scenario: Scenario, key: str) -> frozenset[str]:
    """Numbers of meeting in person of an activity that is not, where they count nothing: nobody dines by message."""
    activity = scenario.activities[key]
    if activity.medium == "in_person":
        return frozenset()
    away = {"in person", "spoken"} if activity.medium == "written" else {"in person"}
    return frozenset(
        name
        for each in (*PARTS.values(), *ITEMS.values())
        for name in each.fields
        if each.where in away and not getattr(activity, name) and f"activities.{key}.{name}" not in scenario.ranges
    )


def _days(path: str) -> None:
    names = dict(zip(DAYS, DAY_NAMES, strict=True))
    branch, key, _ = path.split(".")
    state.shown(path, list(getattr(state.scenario(), branch)[key].days))
    st.segmented_control(
        "Days",
        list(names),
        format_func=lambda day: names[day][:3],
        key=path,
        selection_mode="multi",
        wrap=True,
        on_change=_word,
        args=(path,),
    )


def _word(path: str) -> None:
    given = st.session_state[path]
    value = " ".join(day for day in DAYS if day in given) if isinstance(given, list) else given
    if not state.change({path: value}):
        del st.session_state[path]


def strategy(answer: Study) -> None:
    """How often a strategy does what: a row an activity, counted by the week, the month or the year."""
    scenario = answer.scenario
    key = manage.choose(manage.STRATEGY, scenario)
    if not key:
        st.markdown("No strategies. Start from a preset or add a way to network.")
        return
    st.caption(f"A week is one of your {formats.whole(scenario.profile.weeks_per_year)} networking weeks.")
    for activity, member in scenario.activities.items():
        with st.container(key=f"mix-{activity}"):
            _times(scenario, f"strategies.{key}.times_per_year.{activity}", member.name)


def _times(scenario: Scenario, path: str, name: str) -> None:
    times = state.number(path) or 0.0
    label, field, unit, total = st.columns([3, 2, 3, 1.5], vertical_alignment="center")
    with label:
        st.markdown(formats.markdown(name))
    with unit:
        key = f"per {path}"
        per = simply(scenario, times, st.session_state.get(key, ""))
        state.shown(key, per)
        st.segmented_control(
            formats.label(f"{isolated(name)}: counted by"),
            PERIODS,
            key=key,
            required=True,
            wrap=True,
            label_visibility="collapsed",
            persist_state="session",
            on_change=_recounted,
            args=(path, key),
        )
    with field:
        scale = in_a_year(scenario, per)
        called = formats.label(f"{isolated(name)}, times {per}")
        count = round(times / scale, 2)
        entry.number(called, f"times {path} {per}", {path: scale}, count, label_visibility="collapsed")
    with total:
        st.markdown(f":gray[{formats.count(times) if times % 1 else formats.whole(times)} a year]")


def _recounted(path: str, key: str) -> None:
    """Count by another period; where that makes no simple number, by the nearest whole one of it."""
    scenario, times, per = state.scenario(), state.number(path) or 0.0, st.session_state[key]
    if simply(scenario, times, per) != per:
        state.change({path: round(nearest(scenario, times, per) * in_a_year(scenario, per), 6)})
