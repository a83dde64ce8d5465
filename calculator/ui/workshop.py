"""The Workshop page: opens a room from the scenario on screen, and gives its code, its links and its QR."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import streamlit as st

from calculator import formats, permalink, settings
from calculator.errors import CalculatorError
from calculator.exports.stamp import bare, dated
from calculator.model import Scenario
from calculator.rooms.room import LEAST, USUAL, Room, written_code
from calculator.ui import address, pages, state
from calculator.ui.downloads import download

OPENED = "workshop-room"
"""Where a session keeps the room that it opened, and the secret that nothing else knows."""
LOCAL = "http://localhost:8501"


class Opened(NamedTuple):
    """A room that was opened in this session, and the secret with which it is presented."""

    room: Room
    secret: str


def show() -> None:
    """The whole page."""
    pages.back()
    st.title("A room full of people, one picture", anchor=False)
    st.markdown(
        "Open a room, and let everybody answer on a phone. The screen shows what the networking of the whole room "
        "costs, hidden until you reveal it. No name is asked for, and nobody’s own answer is shown."
    )
    state.say()
    made: Opened | None = st.session_state.get(OPENED)
    if made is None:
        _form()
    else:
        _room(made)


def _form() -> None:
    """What a room is opened with."""
    from calculator.rooms.service import MOST_AT_LEAST, TITLE  # which brings the database: only this page needs it

    scenario = state.scenario()
    left, right = st.columns([5, 4], gap="large")
    with left:
        if not scenario.strategies:
            st.markdown("There is no way to network on screen yet. Add one, and a room can start from it.")
            return
        title = st.text_input("What the room is called", "Our workshop", max_chars=TITLE, key="workshop-title")
        least = st.number_input(
            "Show nothing of fewer people than", LEAST, MOST_AT_LEAST, USUAL, key="workshop-least", width=260
        )
        st.caption("It holds for every figure: dots, counts and votes, on the screen and in files.")
        asked = st.button("Open the room", type="primary", key="workshop-open")
        if asked and opened(scenario, title, int(least)):
            st.rerun()
    with right:
        st.header("How it goes", anchor=False)
        st.markdown(
            "1. The room starts from the numbers on screen now; each phone changes what differs.\n"
            "2. You present from a page of its own, by keyboard or touch.\n"
            f"3. After {settings.whole('CALCULATOR_ROOM_DAYS')} days the room is deleted with all its answers."
        )
        st.link_button("How to run a session", f"{_host()}/workshop-kit")


People = Callable[[], Sequence[Mapping[str, object]]]
"""What gives the changes of each person of a file; it may raise CalculatorError."""


def opened(scenario: Scenario, title: str, least: int = USUAL, people: People | None = None) -> bool:
    """Open a room, in which people of a file have answered if there is one; where it cannot, the page says why."""
    from calculator.rooms.service import rooms

    link = permalink.query(permalink.encode(scenario))
    try:
        with st.spinner("The room is being opened."):
            made = Opened(*rooms().create(link, title, least, who=address.visitor()))
        if people is not None:
            rooms().seat(made.room.code, made.secret, people())
            rooms().move(made.room.code, made.secret, "revealed")
    except CalculatorError as error:
        st.error(formats.markdown(str(error)))
        return False
    st.session_state[OPENED] = made
    return True


def _room(made: Opened) -> None:
    """The room: how to join it, and how to present it."""
    from calculator.exports.page.document import qr

    room, host = made.room, _host()
    code = written_code(room.code)
    join, presented = f"{host}/r/{code}", f"{host}/present/{room.code}#{made.secret}"
    st.header(formats.markdown(room.title), anchor=False)
    left, right = st.columns([5, 4], gap="large")
    with left:
        st.subheader("For you: the presenter’s page", anchor=False)
        st.code(presented, language=None, wrap_lines=True)
        st.markdown(
            "**Keep this link to yourself, and keep it now:** it is shown here alone, and nobody can find it again. "
            "Whoever has it can show, hide and delete the room."
        )
        with st.container(horizontal=True, key="workshop-links"):
            st.link_button("Open the presenter’s page", presented)
            st.link_button("How to run a session", f"{host}/workshop-kit")
        st.subheader("For the room: the code", anchor=False)
        st.code(join, language=None, wrap_lines=True)
        with st.container(horizontal=True, key="workshop-sheet"):
            st.link_button("Sheet for the door", f"{host}/r/{code}/sheet")
            download("The same as a PDF", lambda: _sheet(room, host), "workshop-sheet.pdf", "application/pdf")
        st.caption(f"The room and all its answers are deleted by {dated(room.expires.date())}, or when you delete it.")
    with right:
        st.header(code, anchor=False)
        # a picture of its own: with the name of its format, on white
        code = qr(join).replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" style="background:#fff" ', 1)
        st.image(code, width=320, caption=f"Opens {bare(join)}", alt="The room’s link as a QR code")
    st.button("Open another room", key="workshop-again", on_click=_again, help="This one stays, under its own link.")


def _again() -> None:
    """Forget the room that is shown; who has its link still has it."""
    st.session_state.pop(OPENED, None)


def _sheet(room: Room, host: str) -> bytes:
    from calculator.exports import browser
    from calculator.rooms import pages as made

    return browser.paper(made.sheet(room, host).html)


def _host() -> str:
    """The address at which phones find the app: the public one where there is one."""
    return settings.public() or address.host() or LOCAL
