"""The rooms of the app, served without its pages, which start slowly: `uvicorn tests.rooms.serving:app`."""

from starlette.applications import Starlette

from calculator import web

app = Starlette(routes=web.rooms.routes(), middleware=web.middleware())
