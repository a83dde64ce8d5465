"""The best-mix view, run without a browser: limits, the mix as a strategy, and the blend under it."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from streamlit.testing.v1 import AppTest

from calculator import assumptions
from calculator.cases import Cases
from calculator.engine import evaluate
from calculator.ui.views import best_mix as view
from tests.ui.test_pages import EDGES
from tests.ui.views import opened


@pytest.mark.parametrize("name", ["preset", "no strategies", "no activities", "one strategy", "a role", "nothing won"])
def test_every_kind_of_scenario_has_an_answer(name: str) -> None:
    """However little there is to mix, the view says something in words and breaks nowhere."""
    app = opened("best_mix", **EDGES.get(name, {}))
    assert not app.exception
    assert app.title[0].value


def added(app: AppTest) -> SimpleNamespace:
    """Hours a week and wins of the mix that the button adds."""
    app.button(key="mix-add").click().run()
    results = evaluate(Cases(app.session_state["scenario"]))
    place = results.strategies.index("mix_4")
    return SimpleNamespace(hours_per_week=results.hours_per_week[0, place], wins=results.wins[0, place])


def test_a_limit_of_hours_is_the_scenario_s_own() -> None:
    """Fewer hours here are fewer hours everywhere, and the mix keeps to them."""
    app = opened("best_mix")
    app.text_input(key="mix profile.hours_per_week").set_value("2").run()
    assert not app.exception
    assert app.session_state["scenario"].profile.hours_per_week == 2
    assert added(app).hours_per_week <= 2


def test_a_ceiling_is_the_activity_s_own() -> None:
    """The mix keeps to a ceiling that was set, and it is said that it does."""
    app = opened("best_mix", **{"activities.lunch.most_per_year": "4"})
    said = app.markdown[0].value
    assert "Lunch 4 times" in said
    assert "there are hardly people for more" in said


def test_the_mix_becomes_a_strategy() -> None:
    """The button adds the mix as it is shown, and undo takes it away."""
    view._found.cache_clear()
    app = opened("best_mix")
    ((times, _),) = view._found.cache.values()
    app.button(key="mix-add").click().run()
    assert not app.exception
    mix = app.session_state["scenario"].strategies["mix_4"]
    assert mix.name == "Best mix"
    assert {key: int(n) for key, n in mix.times_per_year.items() if n} == times


def test_nothing_is_looked_for_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    """A change to the blend below leaves the mix as it was found, and another session is shown the same one."""
    opened("best_mix")
    monkeypatch.setattr(view, "best_mix", None)  # what is called now fails
    app = opened("best_mix")
    app.toggle(key="blend-equal_hours").set_value(True).run()
    assert not app.exception
    assert app.title[0].value


def test_the_least_cost_for_as_many_as_now() -> None:
    """Asked for the least cost, it starts from what the best of the strategies wins, and wins as much."""
    app = opened("best_mix")
    app.segmented_control(key="mix-aim").set_value("least").run()
    assert not app.exception
    assert "least" in app.title[0].value
    assert added(app).wins >= float(app.text_input(key="mix-wins").value) * (1 - 1e-9)


def test_the_preset_s_link_stays_short() -> None:
    """Looking at the mix changes no number."""
    assert opened("best_mix").session_state["scenario"] == assumptions.scenario("uk-owner")
