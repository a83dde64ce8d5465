"""The networking cost calculator, served: `streamlit run app.py`."""

from __future__ import annotations

import gc
import sys
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import streamlit as st
from streamlit import config, logger

from calculator import installed, memory, settings, web
from calculator.web import draining, health, logs, metrics, rooms
from calculator.web.ending import watched

SWITCH = 0.001
"""Seconds that a thread keeps the interpreter while others wait for it: a fifth of what Python gives it."""
PAGE = installed.PACKAGE / "ui" / "page.py"


def warm() -> None:
    """Import what the first paint needs, and draw once, while the browser still loads the page; the API comes last."""
    from calculator.ui import warm_up

    warm_up()
    web.api.warm()
    # what was imported stays for good: the collector need not look through it again and again while people wait
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
    health.warmed.set()


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[None]:
    """Start warming in a thread, so that the server answers at once, and see to it that it ends when it is told to."""
    if logs.in_json():
        config.set_option("logger.messageFormat", logs.PLAIN)
        logger.update_formatter()
    settings.warn_of_gone()
    sys.setswitchinterval(SWITCH)
    logger.get_logger(__name__).info("Rooms of workshops are kept in %s.", rooms.place())
    stop, tended = memory.returning(), rooms.begin()
    threading.Thread(target=warm, daemon=True).start()
    with metrics.served(), draining.told(), watched():
        yield
    tended.set()
    if stop is not None:
        stop.set()


app = st.App(str(PAGE), lifespan=lifespan, routes=web.routes(), middleware=web.middleware())
