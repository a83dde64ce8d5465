"""The routes beside the app, served alone: `python -m tests.browser.routes 8700`. A widget needs no more than these."""

from __future__ import annotations

import sys

import uvicorn
from starlette.applications import Starlette

from calculator import web

if __name__ == "__main__":
    served = Starlette(routes=web.routes(), middleware=web.middleware())
    uvicorn.run(served, host="localhost", port=int(sys.argv[1]), log_level="warning")
