"""A session without a browser: it speaks Streamlit's own messages over its websocket, as the browser does."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

LIMIT = 2**26


@dataclass
class Session:
    """One visitor: the connection, the widgets that the page last drew, by label, and whether it has failed.

    `texts` has the ids of those that take text, `drawn` counts what the last run drew, by kind, and `figures` has its
    charts as plotly takes them.
    """

    socket: ClientConnection
    widgets: dict[str, str] = field(default_factory=dict)
    texts: set[str] = field(default_factory=set)
    failed: bool = False
    drawn: Counter[str] = field(default_factory=Counter)
    figures: list[str] = field(default_factory=list)

    async def rerun(self, values: dict[str, float] | None = None, page: str = "", query: str = "") -> float:
        """Run a page with numbers changed, by label; the seconds until its last message."""
        message = BackMsg()
        message.rerun_script.query_string, message.rerun_script.page_name = query, page
        for label, value in (values or {}).items():
            state = message.rerun_script.widget_states.widgets.add()
            state.id = self.widgets[label]
            if state.id in self.texts:
                state.string_value = f"{value:.10g}"
            else:
                state.double_value = value
        self.drawn, self.figures = Counter(), []
        began = time.perf_counter()
        await self.socket.send(message.SerializeToString())
        while not self._finished(ForwardMsg.FromString(await self.socket.recv(decode=False))):
            pass
        return time.perf_counter() - began

    def _finished(self, message: Any) -> bool:
        kind = message.WhichOneof("type")
        if kind == "delta" and message.delta.WhichOneof("type") == "new_element":
            element = message.delta.new_element
            self.drawn[element.WhichOneof("type")] += 1
            self.failed |= element.WhichOneof("type") == "exception"
            if element.WhichOneof("type") == "number_input":
                self.widgets[element.number_input.label] = element.number_input.id
            if element.WhichOneof("type") == "text_input":
                self.widgets[element.text_input.label] = element.text_input.id
                self.texts.add(element.text_input.id)
            if element.WhichOneof("type") == "plotly_chart":
                self.figures.append(element.plotly_chart.spec)
        if kind == "delta" and message.delta.WhichOneof("type") == "add_block":
            self.drawn[message.delta.add_block.WhichOneof("type") or "container"] += 1
        return bool(kind == "script_finished")


async def session(port: int) -> Session:
    """A new visitor, with the page drawn once."""
    made = await connected(port)
    await made.rerun()
    return made


async def connected(port: int, address: str = "") -> Session:
    """A new visitor, with no page drawn yet; one for whom a proxy asks, where an address is given."""
    url, headers = f"ws://localhost:{port}/_stcore/stream", {"X-Forwarded-For": address} if address else {}
    socket = await connect(  # one language of messages, not packed, and never asked whether it is still there
        url,
        subprotocols=["streamlit"],  # type: ignore[list-item]
        max_size=LIMIT,
        compression=None,
        ping_interval=None,
        additional_headers=headers,
    )
    return Session(socket)
