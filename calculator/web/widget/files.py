"""The widget's files, each named by what is in it, so that a browser never asks for one twice.

>>> name("app", "js").startswith("app."), len(name("app", "js").split("."))
(True, 3)
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from calculator.web.widget.answer import Body, answered

HERE = Path(__file__).parent
SCRIPT, CSS, FONT = "text/javascript; charset=utf-8", "text/css; charset=utf-8", "font/woff2"
FOR_EVER = {"Cache-Control": "public, max-age=31536000, immutable"}
AN_HOUR = {"Cache-Control": "public, max-age=3600, stale-while-revalidate=86400"}


@cache
def files() -> Mapping[str, Body]:
    """Every file by its name with its hash."""
    # imported when the first widget is asked for
    from calculator.exports.page.live import ENGINE, FIGURES, NUMBERS, SPOKEN
    from calculator.exports.page.style import FACES, FONTS

    bodies = {stem: Body((FONTS / f"{stem}.woff2").read_bytes(), FONT) for _, _, stem in FACES}
    fonts = {_key(stem, "woff2", body): body for stem, body in bodies.items()}
    code = Body("\n".join((ENGINE, SPOKEN, FIGURES, NUMBERS, _read("widget.js"))).encode(), SCRIPT)
    sheet = Body(_sheet(fonts).encode(), CSS)
    return {**fonts, _key("app", "js", code): code, _key("style", "css", sheet): sheet}


def name(stem: str, kind: str) -> str:
    """The name under which a file is served."""
    return next(key for key in files() if key.startswith(f"{stem}.") and key.endswith(f".{kind}"))


def fonts() -> list[str]:
    """The names of the fonts."""
    return [key for key in files() if key.endswith(".woff2")]


async def asset(request: Request) -> Response:
    """A file by its name."""
    body = await to_thread.run_sync(_named, request.path_params["name"])
    if body is None:
        return PlainTextResponse("The widget has no file of that name.", 404)
    return answered(request, body, FOR_EVER)


def _named(name: str) -> Body | None:
    body = files().get(name)
    return body.ready() if body else None


async def embed(request: Request) -> Response:
    """The script for other pages, under one name for ever, so that it is asked for anew within the hour."""
    return answered(request, await to_thread.run_sync(_embed), AN_HOUR)


@cache
def _embed() -> Body:
    return Body(_read("embed.js").encode(), SCRIPT).ready()


def _read(name: str) -> str:
    return (HERE / name).read_text(encoding="utf-8")


def _key(stem: str, kind: str, body: Body) -> str:
    return f"{stem}.{body.hash[:12]}.{kind}"


def _sheet(fonts: Mapping[str, Body]) -> str:
    """Faces, every colour by name as the screen is or a theme says, the classes of strategies and items, and the rest.

    A font that is late is not used, so that no line moves once it was read.
    """
    from calculator.embed import colours
    from calculator.exports.page.style import FACES, FIGURES, classes

    faces = "".join(
        f'@font-face{{font-family:"{family}";font-weight:{weight};font-display:optional;'
        f'src:url({file}) format("woff2")}}'
        for (family, weight, _), file in zip(FACES, fonts, strict=True)
    )
    light, dark = (colours.rules(colours.fixed(colours.Theme(theme))) for theme in ("light", "dark"))
    themes = f":root{{color-scheme:light;{light}}}.dark{{color-scheme:dark;{dark}}}"
    themes += f"@media screen and (prefers-color-scheme:dark){{.auto{{color-scheme:dark;{dark}}}}}"
    return f"{faces}\n{themes}{classes()}\n{FIGURES}{_read('style.css')}"
