"""A server of the routes and the tags alone, around pages as Streamlit sends them."""

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import HTMLResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from calculator import web

PAGE = f"<!doctype html><html lang='en'><head><title>Streamlit</title></head><body>{'page ' * 200}</body></html>"
SENT = {"ETag": '"old"', "Last-Modified": "Mon, 02 Nov 2026 10:00:00 GMT"}


def served(*routes):
    """Our routes and middleware, and inside them, as in Streamlit, what packs a page for readers who take it packed."""
    inner = Middleware(GZipMiddleware, minimum_size=10)
    return Starlette(routes=[*web.routes(), *routes], middleware=[*web.middleware(), inner])


def reader(*routes, **more):
    """Somebody who asks that server."""
    return TestClient(served(*routes), base_url="https://net.example", **more)


@pytest.fixture
def client():
    """Somebody who asks a server of the app's pages and one that is none of them."""
    pages = [
        Route(path, lambda _: HTMLResponse(PAGE, headers=SENT)) for path in ("/", "/compare", "/details", "/elsewhere")
    ]
    with reader(*pages) as found:
        yield found
