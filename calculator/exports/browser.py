"""The Chrome or Chromium that plotly needs to draw: started when first used, and kept.

It runs in a thread with an event loop of its own, so any thread may ask, one is served at a time, and each waits for
`PATIENCE` at most. Kaleido's own server of that kind waits for ever where the browser does not start.
"""

from __future__ import annotations

import asyncio
import atexit
import os
import time
from base64 import b64decode, b64encode
from collections.abc import Coroutine
from contextlib import suppress
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory, gettempdir, mkdtemp
from threading import Lock, Thread
from typing import TYPE_CHECKING, Any, TypeVar

from calculator import turns
from calculator.errors import CalculatorError
from calculator.lettering import FACES, FONTS

if TYPE_CHECKING:
    from kaleido import Kaleido

Made = TypeVar("Made")
PROFILES = "calculator-browser-"
"""What the names of browsers' folders begin with."""
PATIENCE = 30
"""Seconds that one picture may take; the browser's start has as many."""
LOADED = (
    "location.protocol === 'file:' && new Promise(done => document.readyState === 'complete' ? done() : "
    "addEventListener('load', done)).then(() => document.fonts.ready).then(() => true)"
)
"""Whether a tab has the whole page and its fonts: it is there before its page is, and would be printed empty."""
NONE = (
    "Images of charts are drawn by Chrome or Chromium, and none was found here. Install one, or say where it is in "
    "BROWSER_PATH. Answer cards need none."
)
NO_PAPER = (
    "A PDF is printed by Chrome or Chromium on the server, and none was found there. Open the same as a page, and "
    "print it from your own browser."
)


def svg(figure: dict[str, Any], wide: float, high: float) -> str:
    """A plotly figure as SVG, its words measured in our own fonts. Raises CalculatorError where there is no browser."""
    options = {"format": "svg", "width": wide, "height": high}
    return _asked(lambda kaleido: kaleido.calc_fig(figure, opts=options)).decode()


def pdf(picture: str, wide: int, high: int) -> bytes:
    """A picture that carries its own fonts, as a PDF of one page, in which words can be found."""
    inches = {"paperWidth": wide / 96, "paperHeight": high / 96}
    margins = dict.fromkeys(("marginTop", "marginBottom", "marginLeft", "marginRight"), 0)
    style = f"@page{{size:{wide}px {high}px;margin:0}}html,body{{margin:0}}svg{{display:block}}"
    page = f"<!doctype html><meta charset=utf-8><style>{style}</style>{picture}"
    return _asked(lambda kaleido: _printed(kaleido, page, {**inches, **margins, "pageRanges": "1"}))


def paper(page: str) -> bytes:
    """A whole page of HTML, which carries its own fonts, as a PDF on the paper that its sheet asks for.

    Raises CalculatorError where there is no browser.
    """
    try:
        return _asked(lambda kaleido: _printed(kaleido, page, {"preferCSSPageSize": True}))
    except CalculatorError as error:
        raise CalculatorError(NO_PAPER if str(error) == NONE else str(error)) from None


def stop() -> None:
    """End the browser, if there is one; the next picture starts another."""
    with _lock:
        held, _held[:] = list(_held), []
    for browser in held:
        browser.close()


class Browser:
    """One browser and the loop it runs in."""

    def __init__(self) -> None:
        self._profile = profile()
        self._loop = asyncio.new_event_loop()
        self._thread = Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self._turn = asyncio.Lock()
        try:
            self.kaleido = self.wait(_opened(self._profile))
        except BaseException:
            self._end()
            raise

    def wait(self, work: Coroutine[Any, Any, Made]) -> Made:
        """Run some work in the loop, and wait for it no longer than a limit."""
        return asyncio.run_coroutine_threadsafe(asyncio.wait_for(work, PATIENCE), self._loop).result(PATIENCE + 5)

    async def alone(self, work: Any) -> Any:
        """Run some work while no other work runs."""
        async with self._turn:
            return await work(self.kaleido)

    def close(self) -> None:
        """End the browser and the loop."""
        with suppress(Exception):
            self.wait(self.kaleido.close())
        self._end()

    def _end(self) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(5)
        if not self._loop.is_running():
            self._loop.close()
        _remove(self._profile)


def profile() -> Path:
    """A folder for what a browser writes, named after this process; those that killed processes left are removed."""
    folder = Path(gettempdir())
    for left in folder.glob(f"{PROFILES}*-*"):
        owner = left.name.removeprefix(PROFILES).partition("-")[0]
        if owner.isdigit() and not _runs(int(owner)):
            _remove(left)
    return Path(mkdtemp(prefix=f"{PROFILES}{os.getpid()}-"))


def _remove(folder: Path) -> None:
    """Remove a profile, also where a browser that is ending still writes into it for a moment."""
    for _ in range(100):
        rmtree(folder, ignore_errors=True)
        if not folder.exists():
            break
        time.sleep(0.1)


def _runs(process: int) -> bool:
    """Whether there is such a process; on Windows it cannot be asked without ending it, so yes."""
    if os.name != "posix":
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True  # somebody else's
    return True


_held: list[Browser] = []
_lock = Lock()
atexit.register(stop)


def _asked(work: Any) -> bytes:
    """Ask the browser for a picture; one that has failed is ended, so that the next picture has a new one."""
    with turns.shared().aside():
        return _drawn(work)


def _drawn(work: Any) -> bytes:
    browser = _browser()
    try:
        made: bytes = browser.wait(browser.alone(work))
    except Exception as error:
        stop()
        raise CalculatorError(
            "The browser did not draw the image. Try again; Chromium may be short of memory."
        ) from error
    return made


def _browser() -> Browser:
    try:
        from choreographer.errors import ChromeNotFoundError
    except ImportError:
        raise CalculatorError("Images of charts need the package kaleido, and it is not installed.") from None
    with _lock:
        if not _held:
            try:
                _held.append(Browser())
            except ChromeNotFoundError:
                raise CalculatorError(NONE) from None
            except Exception as error:
                raise CalculatorError("Chrome or Chromium was found, but did not start.") from error
        return _held[0]


async def _opened(profile: Path) -> Kaleido:
    """A browser whose page has our fonts in it, and nothing that it would ask of another server."""
    from kaleido import Kaleido, PageGenerator

    page: Any = PageGenerator(mathjax=False)
    for face in FACES:  # given as bytes, a font is there at once, before plotly measures any words
        data = b64encode((FONTS / f"{face.file}.woff2").read_bytes()).decode()
        loaded = f"Uint8Array.from(atob('{data}'),c=>c.charCodeAt(0)).buffer"
        font = f"new FontFace('{face.family}',{loaded},{{weight:'{face.weight}'}})"
        page.header += f"<script>document.fonts.add({font});</script>"
    kaleido = Kaleido(n=1, timeout=PATIENCE, page_generator=page, tmp_dir=str(profile))
    await kaleido.open()
    return kaleido


async def _loaded(tab: Any) -> bool:
    """Wait for the page of a tab; false where the tab has not left the empty page that it begins with."""
    answer = await tab.send_command("Runtime.evaluate", params={"expression": LOADED, "awaitPromise": True})
    return answer.get("result", {}).get("result", {}).get("value") is True


async def _printed(kaleido: Any, page: str, options: dict[str, Any]) -> bytes:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "page.html"
        file.write_text(page, encoding="utf-8")
        tab = await kaleido.create_tab(file.as_uri())
        try:
            while not await _loaded(tab):
                await asyncio.sleep(0.02)
            answer = await tab.send_command("Page.printToPDF", params={**options, "printBackground": True})
        finally:
            await kaleido.close_tab(tab)
    return b64decode(answer["result"]["data"])
