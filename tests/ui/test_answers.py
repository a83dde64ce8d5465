"""Every view of the Answers page: it answers whatever the scenario is, and says what the command line says."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest
from typer.testing import CliRunner

from calculator import assumptions, formats
from calculator.changes import replace
from calculator.cli import app as commands
from calculator.findings.beliefs import CLAIMS
from calculator.findings.numbers import at
from calculator.model import Scenario
from calculator.registry import ENTRIES
from calculator.ui.views.page import VIEWS
from tests.conftest import NEWEST
from tests.ui.test_pages import EDGES

LONG = "Breakfasts, lunches and whatever else there is in our town"
SCENARIOS: dict[str, dict[str, str]] = {
    **{name: EDGES[name] for name in ("no strategies", "one strategy", "an hour worth nothing")},
    **{name: EDGES[name] for name in ("nothing won", "a role", "the longest horizon", "the shortest")},
    "a strategy without activities": {"strategies__mix_4__name": "Nothing yet"},
    "the first without activities": {
        f"strategies__face_to_face__times_per_year__{key}": "0"
        for key in assumptions.scenario("uk-owner").strategies["face_to_face"].times_per_year
    },
    "two of the same mix": {
        f"strategies__online__times_per_year__{key}": f"{times:g}"
        for key, times in {
            **dict.fromkeys(assumptions.scenario("uk-owner").activities, 0.0),
            **assumptions.scenario("uk-owner").strategies["face_to_face"].times_per_year,
        }.items()
    },
    "a range the wrong way round": {"activities__breakfast__meal_fee": "18..15..12"},
    "eight with long and hostile names": {
        "strategies__face_to_face__name": "$x$ | <b>y</b> :red[z] [a](http://x.y) `c`",
        "strategies__online__name": "\u05e9\u05dc\u05d5\u05dd \u0639\u0631\u0628\u064a \U0001f98a",
        "activities__breakfast__name": "W" * 60,
        **{f"strategies__mix_{n}__name": f"{LONG} {n}" for n in range(4, 9)},
        **{f"strategies__mix_{n}__times_per_year__phone": f"{9 * n}" for n in range(4, 9)},
    },
}
SAYS = {
    ("no strategies", "decides"): "Start from a preset",
    ("one strategy", "decides"): "Add a second way",
    ("one strategy", "break_even"): "Add a second way",
    ("one strategy", "beliefs"): "cannot be tested",
    ("an hour worth nothing", "odds"): "Your hour counts nothing here",
    ("nothing won", "best_mix"): "no referral is won",
    ("nothing won", "beliefs"): "nothing is won",
    ("no strategies", "keep"): "Start from a preset",
    ("an hour worth nothing", "keep"): "Leaving out your time",
    ("nothing won", "keep"): "brings no more clients",
    ("the first without activities", "keep"): "no activities yet",
    ("the first without activities", "decides"): "no activities yet",
    ("the first without activities", "break_even"): "no activities yet",
    ("the first without activities", "week"): "no activities yet",
    ("the first without activities", "right_tool"): "no activities yet",
    ("two of the same mix", "break_even"): "are the same mix",
    ("two of the same mix", "decides"): "are the same mix",
    ("the first without activities", "hidden_hours"): "no activities yet",
    ("a range the wrong way round", "odds"): "18..15..12",
}
"""What some of them cannot answer, and say so."""


def page() -> None:
    """A view as the Answers page opens it."""
    import streamlit as st

    from calculator.ui import answers, pages, state
    from calculator.ui.views.page import view

    state.start()
    pages.navigation(dict.fromkeys(pages.PAGES, lambda: None), position="hidden")
    state.say()
    view(answers.answer(state.scenario()), st.session_state["asked"])


def views(query: dict[str, str]) -> Iterator[tuple[str, AppTest]]:
    """All views of one scenario, one after the other in one session."""
    app = AppTest.from_function(page, default_timeout=60)
    for key, value in query.items():
        app.query_params[key.replace("__", ".")] = value
    for view in VIEWS:
        app.session_state["asked"] = view
        yield view, app.run()


def words(app: AppTest) -> str:
    """Everything that is said, as it is read."""
    said = [element.value for kind in (app.title, app.header, app.markdown, app.error, app.caption) for element in kind]
    return "\n".join(said).replace("\\", "").replace("\u2060", "")


@pytest.mark.parametrize("name", SCENARIOS)
def test_every_view_says_what_it_can(name: str) -> None:
    """However empty, extreme or hostile a scenario is, each view has one answer in words, and no figure is broken."""
    for view, app in views(SCENARIOS[name]):
        said = words(app)
        assert not app.exception, view
        assert len(app.title) == 1, view
        assert app.title[0].value.endswith("."), view
        assert SAYS.get((name, view), "") in said, view
        assert not {"nan", "inf", "None"} & set(said.replace("£", " ").replace(",", " ").split()), view


COMMANDS = {entry.id: entry.command for entry in ENTRIES if entry.title}


def found(command: str, preset: str, *more: str, form: str = "json") -> str:
    """What a command prints."""
    ran = CliRunner().invoke(commands, [command, "--preset", preset, "--format", form, *more])
    assert ran.exit_code == 0, ran.output
    return ran.stdout


Rows = list[dict[str, Any]]
FIGURES: dict[str, Callable[[Scenario, Rows], list[str]]] = {
    "odds": lambda own, rows: [money(own, row["exact"]) for row in rows if row["measure"] == "cost"],
    "keep": lambda own, rows: [
        formats.hours(row["hours"] / own.profile.years / own.profile.weeks_per_year) for row in rows
    ],
    "decides": lambda own, rows: [money(own, row["difference_at_low"]) for row in rows[:8]],
    "break_even": lambda own, rows: [
        at(own, row["path"], row["nearest_tie"])
        for row in rows
        if row["answer"] == "once" and not row["steps"] and row["within_plausible"]
    ],
    "best_mix": lambda own, rows: [money(own, row["value"]) for row in rows if row["what"] == "cost"],
    "right_tool": lambda own, rows: [money(own, row["cost_per_unit"]) for row in rows if row["cost_per_unit"]],
    "week": lambda _, rows: [formats.clock(row["leave_hour"]) for row in rows if row["leave_hour"]],
    "beliefs": lambda _, rows: [
        *CLAIMS.values(),
        *(f"It {row['verdict']}" for row in rows if row["verdict"] != "depends"),
    ],
    "hidden_hours": lambda own, rows: [
        money(own, own.profile.years * row["cost_per_year"])
        for row in rows
        if row["kind"] == "all" and row["cost_per_year"]
    ],
}
"""Figures with every digit, as people read them."""


def money(scenario: Scenario, amount: float) -> str:
    """An amount as it is written."""
    return formats.money(amount, scenario.currency)


@pytest.mark.parametrize("preset", NEWEST[:3])
def test_the_page_says_what_the_command_says(preset: str) -> None:
    """Each view has the answer that its command prints for the same scenario, and the same figures."""
    own = replace(assumptions.scenario(preset), {"profile.hourly_value": 33.0})
    for view, app in views({"preset": preset, "profile__hourly_value": "33"}):
        tree = json.loads(found(COMMANDS[view], preset, "--set", "profile.hourly_value=33"))
        assert words(app).startswith(formats.markdown(tree["answer"]).replace("\\", "").replace("\u2060", "")), view
        figures = FIGURES[view](own, tree["rows"])
        missing = [figure for figure in figures if figure.replace("\u2060", "") not in words(app)]
        assert missing == [], view


@pytest.mark.parametrize("command", [*COMMANDS.values(), "blend"])
def test_every_command_answers_in_every_form(command: str) -> None:
    """For either goal a command prints a table with its answer, and as many lines of CSV as JSON has rows."""
    for preset in ("uk-owner", "uk-job-seeker"):
        tree = json.loads(found(command, preset))
        assert len(found(command, preset, form="csv").splitlines()) == 1 + len(tree["rows"]), preset
        if preset == "uk-owner":
            assert " ".join(tree["answer"].split()) in " ".join(found(command, preset, form="table").split())


def test_a_target_out_of_reach_is_said() -> None:
    """The best mix for a thousand clients says what is within reach, and which limit is to blame or that none is."""
    said = json.loads(found("best-mix", "uk-owner", "--wins", "1000"))
    assert "out of reach" in said["answer"]
    assert said["notes"]
