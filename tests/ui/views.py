"""One view of the Answers page, run without a browser and without the page around it."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest


def opened(view: str, **query: str) -> AppTest:
    """A view as opened with a link."""
    app = AppTest.from_function(_page, kwargs={"view": view}, default_timeout=60)
    for key, value in query.items():
        app.query_params[key.replace("__", ".")] = value
    return app.run()


def _page(view: str) -> None:
    """What the page does around a view; the function is run as a script of its own."""
    from importlib import import_module

    from calculator.ui import answers, state

    state.start()
    state.say()
    import_module(f"calculator.ui.views.{view}").show(answers.answer(state.scenario()))
