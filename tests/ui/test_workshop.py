"""The Workshop page: it opens a room from the numbers on screen, and says once what only the coach may know."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from calculator import permalink
from calculator.parameters import get
from calculator.rooms import service
from calculator.rooms.service import Rooms
from calculator.rooms.store import Store


def workshop_page() -> None:
    """The page by itself."""
    from calculator.ui import pages, state, workshop

    state.start()
    pages.navigation({"compare": lambda: None, "workshop": workshop.show}, position="hidden")
    workshop.show()


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Rooms:
    """The rooms of a store of this test's own."""
    made = Rooms(Store(f"sqlite:///{tmp_path / 'rooms.db'}"))
    monkeypatch.setattr(service, "rooms", lambda: made)
    return made


def test_a_room_is_opened_from_the_numbers_on_screen(kept: Rooms) -> None:
    """Its code, its link and its secret are shown; the room starts from these numbers, and the secret presents it."""
    app = AppTest.from_function(workshop_page, default_timeout=60)
    app.query_params["preset"], app.query_params["profile.hourly_value"] = "us-owner", "61"
    app.run()
    app.text_input(key="workshop-title").set_value("Tuesday club")
    app.number_input(key="workshop-least").set_value(7)
    app.button(key="workshop-open").click().run()
    assert not app.exception
    presented, join = (code.value for code in app.code)
    code, _, secret = presented.rpartition("/")[2].partition("#")
    room = kept.room(code)
    assert (room.title, room.at_least) == ("Tuesday club", 7)
    assert join.endswith(f"/r/{code[:4]}-{code[4:]}")
    scenario, _ = permalink.decode([tuple(pair.split("=", 1)) for pair in room.scenario_link.split("&")])
    assert get(scenario, "profile.hourly_value") == 61
    kept.delete(code, secret)
    app.button(key="workshop-again").click().run()
    assert app.button(key="workshop-open")
    assert secret not in " ".join(str(element.value) for element in (*app.code, *app.markdown))


def test_what_keeps_a_room_from_being_opened_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the store cannot be written the page says so, and shows no room."""
    from calculator.errors import CalculatorError

    def broken() -> Rooms:
        raise CalculatorError("Rooms cannot be kept: the disk is full.")

    monkeypatch.setattr(service, "rooms", broken)
    app = AppTest.from_function(workshop_page, default_timeout=60).run()
    app.button(key="workshop-open").click().run()
    assert "the disk is full" in app.error[0].value
    assert not app.code
