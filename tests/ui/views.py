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
    from calculator.ui import answers, state
    from calculator.ui.views import page as views

    state.start()
    state.say()
    views.view(answers.answer(state.scenario()), view)
