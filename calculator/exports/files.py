"""Pictures of a scenario as files: the answer card, a chart, or every chart; never half-written."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from glob import escape
from pathlib import Path
from tempfile import NamedTemporaryFile

from calculator.errors import CalculatorError
from calculator.exports import browser, card, images, svg
from calculator.exports.images import Format
from calculator.exports.sizes import pixels
from calculator.model import Scenario
from calculator.period import Name

CARD = "card"
UNFINISHED = ".part"
"""What the name of a file ends with while it is written."""
STALE = 3600
"""Seconds after which nobody can still be writing it."""


def pictures(
    scenario: Scenario,
    chart: str,
    kind: Format,
    size: str = "",
    scale: float = 1,
    link: str = "",
    told: Callable[[int, int, str], None] = lambda *_: None,
    period: Name = "all",
) -> dict[str, bytes]:
    """The pictures asked for, by name; with no size each has its own. `told` hears of each chart before it is drawn."""
    if chart != CARD:
        return images.images(scenario, chart, kind, size or "page", scale, link, period, told=told)
    drawn = card.card_svg(scenario, size or "preview", link, period=period)
    if kind == "png":
        return {CARD: svg.png(drawn, scale)}
    whole = svg.with_fonts(drawn)
    return {CARD: whole.encode() if kind == "svg" else browser.pdf(whole, *pixels(size or "preview"))}


def places(contents: Mapping[str, bytes], kind: Format, output: Path, many: bool) -> dict[Path, bytes]:
    """Where each picture goes: the output itself, or a file in it where it is a folder."""
    inside = many or output.is_dir()
    return {output / f"{name}.{kind}" if inside else output: content for name, content in contents.items()}


def write(path: Path, content: bytes) -> None:
    """Write a file whole or not at all: beside its place first, then into it."""
    name = ""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _sweep(path)
        with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", suffix=UNFINISHED, delete=False) as file:
            name = file.name
            file.write(content)
        Path(name).chmod(_mode(path))
        Path(name).replace(path)
    except BaseException as error:  # a person who has waited long enough leaves nothing behind either
        with suppress(OSError):
            Path(name).unlink()
        if isinstance(error, OSError):
            raise CalculatorError(f"{path} cannot be written: {error.strerror or error}.") from None
        raise


def _sweep(path: Path) -> None:
    """Remove what was left of this file by a process that was killed as it wrote, an hour ago or more."""
    for left in path.parent.glob(f".{escape(path.name)}.*{UNFINISHED}"):
        with suppress(OSError):
            if time.time() - left.stat().st_mtime > STALE:
                left.unlink()


def _mode(path: Path) -> int:
    """Who may read the file: as before, or as any new file."""
    with suppress(OSError):
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
