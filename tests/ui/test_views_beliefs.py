"""The three beliefs on the page, a number opened where it stands, and the formulas among the sources."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from calculator import assumptions, formats
from calculator.analyses.study import Study
from calculator.engine import MEASURES
from calculator.findings import beliefs, trace
from tests.ui.test_pages import EDGES

HOSTILE = {"strategies__online__name": "$x$ | <b>y</b> :red[z]", "activities__linkedin__name": "عربي 🦊 | $1$"}


def three_beliefs() -> None:
    """The view by itself."""
    from calculator.ui import answers, pages, state
    from calculator.ui.views import beliefs

    state.start()
    pages.navigation(dict.fromkeys(pages.PAGES, lambda: None), position="hidden")
    beliefs.show(answers.answer(state.scenario()))


def number() -> None:
    """The number that can be opened, by itself."""
    from calculator.ui import answers, pages, state, trace

    state.start()
    pages.navigation(dict.fromkeys(pages.PAGES, lambda: None), position="hidden")
    trace.show(answers.answer(state.scenario()))


def sources() -> None:
    """The Sources page by itself."""
    from calculator.ui import pages, sources, state

    state.start()
    pages.navigation(dict.fromkeys(pages.PAGES, lambda: None), position="hidden")
    sources.show()


def page(function: object, opened: bool = False, **query: str) -> AppTest:
    """A part of the app as a link opens it."""
    app = AppTest.from_function(function, default_timeout=60)  # type: ignore[arg-type]
    for key, value in query.items():
        app.query_params[key.replace("__", ".")] = value
    if opened:
        app.session_state["open-number"] = True
    return app.run()


def words(app: AppTest) -> str:
    """Everything that is said in Markdown."""
    return "\n".join(element.value for element in app.markdown)


@pytest.mark.parametrize("name", [*EDGES, "hostile"])
def test_every_kind_of_scenario_is_answered(name: str) -> None:
    """However empty or extreme a scenario is, the view says what becomes of all three beliefs."""
    app = page(three_beliefs, **(EDGES | {"hostile": HOSTILE})[name])
    assert not app.exception
    assert [header.value for header in app.header] == [
        formats.markdown(f"“{claim}”") for claim in beliefs.CLAIMS.values()
    ]
    assert app.title[0].value.startswith("Three beliefs")


def test_nothing_is_worked_out_while_the_number_is_closed() -> None:
    """Closed, it is one line without a field; opened, it has the full cost of the first strategy."""
    assert not page(number).selectbox
    app = page(number, opened=True)
    scenario = assumptions.scenario("uk-owner")
    found = trace.finding(Study(scenario), "face_to_face", "cost")
    assert not app.exception
    assert formats.markdown(found.sentence) in words(app)
    assert formats.markdown(found.table.rows[0][0]) in words(app)


@pytest.mark.parametrize("name", ["no activities", "one strategy", "nothing won", "a role", "hostile", "no preset"])
def test_any_number_of_any_scenario_opens(name: str) -> None:
    """Each measure opens without a fault, and each part of it, whatever the scenario."""
    app = page(number, opened=True, **(EDGES | {"hostile": HOSTILE})[name])
    for measure in ("cost", "wins", "months_to_first_win", "protected_hours"):
        app.selectbox(key="number-measure").set_value(measure).run()
        for part in ("Steps", "What went in", "What each step is"):
            app.session_state["number-part"] = part
            app.run()
            assert not app.exception
            assert "nan" not in words(app).replace("finance", "").replace("Finance", "")


def test_what_went_in_leads_to_its_page() -> None:
    """The number that went in stands with whose it is, and each activity has a way to its own numbers."""
    app = page(number, opened=True, activities__breakfast__meal_fee="18")
    app.session_state["number-part"] = "What went in"
    app.run()
    assert "| Breakfast club\\: meal fee, £ | £18 | **yours** |" in words(app).replace("\u2060", "")
    assert "Breakfast club" in [button.label for button in app.button]


def test_the_formulas_stand_among_the_sources() -> None:
    """The Sources page has every measure's formula and the whole calibration."""
    app = page(sources)
    assert not app.exception
    for measure in MEASURES:
        name = measure.replace("_", " ")
        assert f"**{formats.markdown(name[0].upper() + name[1:])}** = " in words(app)
    assert [header.value for header in app.header][-2:] == [
        "How each figure is reckoned",
        "The model beside what was published",
    ]
