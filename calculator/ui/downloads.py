"""Buttons that give a file, made when it is asked for. Of one that cannot be made the page says so, and gives none."""

from __future__ import annotations

import logging
from collections.abc import Callable

import streamlit as st
from streamlit.runtime import exists, get_instance
from streamlit.runtime.scriptrunner import get_script_run_ctx

from calculator import formats, turns
from calculator.allowance import shared
from calculator.errors import CalculatorError
from calculator.tally import counted
from calculator.ui import address

log = logging.getLogger(__name__)
Made = Callable[[], bytes | str]
FAILED = "failed-files"
"""Where a session keeps what is to be said of files that could not be made."""


def download(label: str, made: Made, name: str, mime: str | None = None, key: str = "") -> None:
    """A button that gives the file that `made` gives.

    Where it fails, the page is drawn anew and says so, since nobody else would for long.
    """
    failed: list[str] = st.session_state.setdefault(FAILED, [])
    running, visitor = get_script_run_ctx(suppress_warning=True), address.visitor()

    def make() -> bytes | str:
        try:
            with turns.shared().taken(visitor), shared().measured(visitor):
                file = made()
            counted.add("exports", "download")
        except Exception as error:  # whatever it is, whoever asked is told
            log.warning("%s could not be made: %s.", label, type(error).__name__)
            why = f"{str(error).rstrip('.')}." if isinstance(error, CalculatorError) else "The fault is ours."
            stays = "Your numbers are as they were; try another form."
            failed.append(f"{label} could not be made, so nothing was downloaded. {why} {stays}")
            if running is not None:
                _draw_anew(running.session_id)
            raise
        return file

    st.download_button(label, make, name, mime, key=key or f"download {name}", on_click="ignore")


def say() -> None:
    """Say, once, which files could not be made."""
    failed: list[str] = st.session_state.get(FAILED, [])
    if failed:
        st.error("  \n".join(map(formats.markdown, dict.fromkeys(failed))))
        failed.clear()


def _draw_anew(session: str) -> None:
    """Run the page of a session again, as Streamlit does where a source file changes. It has no public way to."""
    info = get_instance()._session_mgr.get_active_session_info(session) if exists() else None
    if info is not None:
        info.session.request_rerun(info.session._client_state)
