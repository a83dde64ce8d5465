"""What the browser of exports prints is a page that has come, and not the empty one that a tab begins with."""

from __future__ import annotations

from typing import Any

from calculator.exports import browser
from tests.conftest import on_a_loop


class Late:
    """A browser with one tab, whose page comes only when it is looked for the third time."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    async def create_tab(self, _: str) -> Late:
        """The tab, which has no page yet."""
        return self

    async def close_tab(self, _: Late) -> None:
        """Nothing is left to end."""

    async def send_command(self, name: str, params: dict[str, Any]) -> dict[str, Any]:  # noqa: ARG002  # as a tab has it
        """Answer as Chromium does; a page that is put in another's place is an error to whoever waited for it."""
        self.asked.append(name)
        if name == "Page.printToPDF":
            return {"result": {"data": "JVBERg=="}}
        looked = len(self.asked)
        if looked == 2:
            return {"error": {"code": -32000, "message": "Inspected target navigated or closed"}}
        return {"result": {"result": {"type": "boolean", "value": looked > 2}}}


def test_a_page_is_printed_once_it_is_there() -> None:
    """As long as the page has not come, or another is put in its place, it is looked for again; then it is printed."""
    late = Late()
    assert on_a_loop(browser._printed, late, "<p>words</p>", {}) == b"%PDF"
    assert late.asked == ["Runtime.evaluate"] * 3 + ["Page.printToPDF"]
