"""The widget's routes: the page that others frame, its files, its still picture, and the script that puts it there.

- `/widget?preset=uk-owner&charts=cost,hours`: the widget, with its answer already in it
- `/widget/<name>.<hash>.<kind>`: its script, sheet and fonts, which never change under their name
- `/widget/colours.css?ink=…`: the colours that a page gives its own widget
- `/widget.svg?<same query>`: the widget as a picture
- `/embed.js`: the script for other pages
"""

from __future__ import annotations

from starlette.routing import Route

from calculator.web.widget.files import asset, embed
from calculator.web.widget.page import coloured, still, widget


def routes() -> list[Route]:
    """The routes; each answers GET and HEAD."""
    return [
        Route("/widget", widget),
        Route("/widget.svg", still),
        Route("/widget/colours.css", coloured),
        Route("/widget/{name}", asset),
        Route("/embed.js", embed),
    ]
