"""The routes beside the page, and what is added to the page itself, so that a link shows its answer where it is posted.

No streamlit here: `app.py` hands these to the server that Streamlit runs.

- `/card.png`, `/card.svg`: the answer card of a link, `/card.png?preset=uk-owner&size=square`
- `/oembed`: what a link is, for pages that embed it
- `/widget`, `/widget.svg`, `/embed.js`: the calculator inside other pages
- `/api/v1/…`: the same as JSON, for programs
- `/r/…`, `/present/…`, `/rooms`: the rooms of workshops
- `/healthz`, `/readyz`: whether this process lives, and whether it should be asked
- `/compare` and the like: on to the page that is meant
- in the head of the app's own pages: a title, a description and the picture of that very link
- on everything: how large and how slow a request may be, who asks, who may frame it, what is not let in, and how much
  of the processor an address may use
"""

from __future__ import annotations

from starlette.middleware import Middleware
from starlette.routing import BaseRoute, Route

from calculator.web import api, health, moved, rooms
from calculator.web.cards import card
from calculator.web.doors import Doors
from calculator.web.draining import Draining
from calculator.web.head import Head
from calculator.web.logs import quiet
from calculator.web.oembed import embedded
from calculator.web.peers import Peers
from calculator.web.policy import Policy
from calculator.web.seen import Seen
from calculator.web.server import Server
from calculator.web.spending import Spending
from calculator.web.widget import routes as widgets


def routes() -> list[BaseRoute]:
    """The routes; each answers GET and HEAD."""
    cards = [Route("/card.png", card), Route("/card.svg", card)]
    return [
        *cards,
        Route("/oembed", embedded),
        *widgets(),
        *api.routes(),
        *health.routes(),
        *rooms.routes(),
        *moved.routes(),
    ]


def middleware() -> list[Middleware]:
    """What wraps the app. From here on no log has the query of a link."""
    quiet()
    return [Middleware(kind) for kind in (Server, Seen, Draining, Peers, Policy, Doors, Spending, Head)]
