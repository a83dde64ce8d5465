"""Files made when they are asked for: one that fails gives nothing, and the page says so until the next press."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from calculator.errors import CalculatorError
from calculator.exports import ics, slides
from calculator.ui import downloads
from tests.ui import views


def pressed(monkeypatch, label, page):
    """What a page gives where the button of that label is pressed: the page, and what makes its file."""
    made = {}
    monkeypatch.setattr(downloads.st, "download_button", lambda name, make, *_, **__: made.update({name: make}))
    app = page()
    return app, made[label]


def shared():
    """The Share page, without the page around it."""

    def script():
        from calculator.ui import share, state

        state.start()
        share._files(state.scenario())
        from calculator.ui import downloads

        downloads.say()

    return AppTest.from_function(script, default_timeout=60).run()


def broken(*_, **__):
    """An export that fails as none should."""
    raise ValueError("a fault of ours")


def refusing(*_, **__):
    """An export that says what would do."""
    raise CalculatorError("There is no room for so many events.")


def test_a_file_that_fails_is_said(monkeypatch):
    """Slides that cannot be made are named, with whose fault it is; nothing is given, and the next run is quiet."""
    monkeypatch.setattr(slides, "slides", broken)
    app, make = pressed(monkeypatch, "Slides", shared)
    assert not app.error
    assert failed(make) is ValueError
    assert "Slides could not be made, so nothing was downloaded" in app.run().error[0].value
    assert not app.run().error


def test_a_calendar_that_fails_is_said(monkeypatch):
    """A calendar says so on its own page, in the words of what refused it."""
    monkeypatch.setattr(ics, "calendar", refusing)
    app, make = pressed(monkeypatch, "Calendar file (.ics)", lambda: views.opened("week"))
    assert failed(make) is CalculatorError
    said = app.run().error[0].value
    assert "could not be made" in said
    assert "There is no room for so many events." in said


def failed(make):
    """What a maker of a file raises."""
    try:
        make()
    except Exception as error:  # noqa: BLE001  # whichever it is
        return type(error)
    return None
