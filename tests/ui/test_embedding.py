"""The Embed page: what it offers to paste says what was chosen, and starts from the numbers on screen."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import parse_qsl, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from calculator import assumptions, permalink
from calculator.embed.settings import Settings, read
from calculator.model import Scenario
from calculator.parameters import get


def embed_page() -> None:
    """The page by itself."""
    from calculator.ui import embedding, pages, state

    state.start()
    pages.navigation({"compare": lambda: None, "embed": embedding.show}, position="hidden")
    embedding.show()


@pytest.fixture
def page() -> AppTest:
    """The page with somebody's own numbers."""
    app = AppTest.from_function(embed_page, default_timeout=60)
    app.query_params["preset"], app.query_params["profile.hourly_value"] = "us-owner", "61"
    return app.run()


def offered(app: AppTest) -> dict[str, tuple[Scenario, Settings, str]]:
    """Of each thing to paste: the scenario and the settings that it leads to, and its text."""
    assert not app.exception
    whole, script, frame, address = (code.value for code in app.code)
    words = dict(re.findall(r'data-([\w.-]+)="([^"]*)"', script))
    source = unescape(re.findall(r'<iframe src="([^"]+)"', frame)[0])
    assert script in whole
    return {
        "script": (*meant([(key, unescape(value)) for key, value in words.items()]), whole),
        "frame": (*meant(parse_qsl(urlsplit(source).query)), frame),
        "address": (*meant(parse_qsl(urlsplit(address).query)), address),
    }


def meant(pairs: list[tuple[str, str]]) -> tuple[Scenario, Settings]:
    """What a widget makes of the pairs; all of them can be used."""
    settings, faults = read(pairs)
    scenario, others = permalink.decode([pair for pair in pairs if pair[0] not in Settings.__dataclass_fields__])
    assert (faults, others) == ([], [])
    return scenario, settings


def test_money_in_says_that_nothing_is_converted(page: AppTest) -> None:
    """Another currency is another label on the same amounts, and the page says so, only where one was chosen."""
    note = "keep their number"
    assert not any(note in caption.value for caption in page.caption)
    money = next(box for box in page.selectbox if box.label == "Money in")
    app = money.set_value("EUR").run()
    assert any(note in caption.value for caption in app.caption)
    for scenario, _, _ in offered(app).values():
        assert (scenario.currency, scenario.profile.hourly_value) == ("EUR", 61)


def test_every_snippet_carries_the_numbers_on_screen(page: AppTest) -> None:
    """Script, frame and address start from the very scenario of the other pages, and nothing else."""
    for scenario, settings, _ in offered(page).values():
        assert scenario == page.session_state["scenario"]
        assert settings.charts == ("cost",)


def test_a_preset_may_stand_in_for_ones_own_numbers(page: AppTest) -> None:
    """Choosing a preset leaves the scenario of the other pages as it is."""
    mine = page.session_state["scenario"]
    page.selectbox(key="embed-preset").select("UK job seeker").run()
    for scenario, _, _ in offered(page).values():
        assert scenario == assumptions.scenario("uk-job-seeker")
    assert page.session_state["scenario"] == mine


def test_goal_and_money_are_the_widgets_own(page: AppTest) -> None:
    """Another goal and another currency reach all the snippets, and the hour stays what it was."""
    next(group for group in page.button_group if group.label == "Visitors want").set_value("role")
    page.selectbox[1].select("EUR").run()
    for scenario, _, _ in offered(page).values():
        assert (scenario.goal, scenario.currency) == ("role", "EUR")
        assert get(scenario, "profile.hourly_value") == 61


def test_frozen_numbers_name_their_edition_and_live_ones_do_not(page: AppTest) -> None:
    """What is to stay as it is pins the edition of the preset."""
    live = offered(page)["script"][2]
    next(group for group in page.button_group if group.label.startswith("Numbers that")).set_value("frozen").run()
    frozen = offered(page)["script"][2]
    assert 'data-preset="us-owner"' in live
    assert 'data-preset="us-owner-' in frozen


def test_colours_that_cannot_be_read_are_refused_in_words(page: AppTest) -> None:
    """Grey words on a grey ground are said to be too faint, and the widget keeps its own."""
    next(group for group in page.button_group if group.label == "Colours").set_value("host").run()
    assert offered(page)["frame"][1].theme == "host"
    page.color_picker[0].set_value("#777777")
    page.color_picker[1].set_value("#888888").run()
    assert "contrast" in page.error[0].value
    assert offered(page)["frame"][1].theme != "host"


def test_no_fields_and_no_charts_still_make_a_widget(page: AppTest) -> None:
    """With every field taken away the widget asks nothing; with every chart, it shows the first."""
    next(group for group in page.button_group if group.label == "Fields").set_value([]).run()
    next(group for group in page.button_group if group.label == "Charts").set_value([]).run()
    for _, settings, _ in offered(page).values():
        assert (settings.controls, settings.charts) == (("none",), ("cost",))
