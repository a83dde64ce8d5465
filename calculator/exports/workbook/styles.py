"""How cells look: the colours of the charts, and number formats that follow `calculator.formats`.

>>> money("GBP")
'[$£]#,##0;"−"[$£]#,##0'
"""

from __future__ import annotations

from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from calculator import formats
from calculator.charts.palette import BAND, BORDER, INK, LINK, MUTED, RULE

HOURS = "[<9.95]0.0;#,##0"
COUNT = "[<99.95]0.0;#,##0"
SHARE = "0%"
PLAIN = "General"
FONT = "Arial"
"""It has figures of one width, and stands on every system by this name or as one with the same widths."""

STYLES: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 18},
    "headline": {"font_size": 13, "text_wrap": True, "valign": "vcenter"},
    "note": {"font_color": MUTED.light, "text_wrap": True, "valign": "vcenter"},
    "heading": {"bold": True, "font_size": 12, "bottom": 1, "bottom_color": BORDER.light},
    "column": {"bold": True, "align": "right", "text_wrap": True, "valign": "bottom", "bottom": 1},
    "left": {"bold": True, "text_wrap": True, "valign": "bottom", "bottom": 1},
    "group": {"bold": True, "bg_color": BAND.light},
    "label": {"text_wrap": True, "valign": "vcenter"},
    "strong": {"bold": True, "top": 1, "top_color": BORDER.light, "valign": "vcenter"},
    "text": {"valign": "vcenter"},
    "wrap": {"text_wrap": True, "valign": "vcenter"},
    "muted": {"font_color": MUTED.light, "valign": "vcenter"},
    "figure": {"align": "right", "valign": "vcenter"},
    "wrapped": {"align": "right", "valign": "vcenter", "text_wrap": True},
    "input": {"bg_color": "#fff6d6", "font_color": LINK.light, "border": 1, "border_color": RULE.light,
              "locked": False, "valign": "vcenter"},
    "changed": {"bold": True, "bg_color": "#ffe08a"},
}  # fmt: skip


def around(currency: str) -> tuple[str, str]:
    """What stands before and after an amount of a currency.

    >>> around("GBP"), around("SEK")
    (('£', ''), ('', ' kr'))
    """
    pattern = formats.locale(currency).currency_formats["standard"].pattern.partition(";")[0]
    if pattern.startswith("¤"):
        return formats.before_digits(currency).replace("\u00a0", " "), ""
    return "", (" " if "\u00a0" in pattern else "") + formats.symbol(currency)


def money(currency: str, digits: int = 0) -> str:
    """The number format of an amount in a currency, with a true minus."""
    number = "#,##0" + (f".{'0' * digits}" if digits else "")
    before, after = (f"[${part}]" if part else "" for part in around(currency))
    return f'{before}{number}{after};"−"{before}{number}{after}'


def price(currency: str) -> str:
    """The number format of what one costs: with its small change below 10, never below 0."""
    whole, small = (money(currency, digits).partition(";")[0] for digits in (0, 2))
    return f"[=0]{whole};[<9.995]{small};{whole}"


class Styles:
    """The formats of one workbook, each made when it is first asked for."""

    def __init__(self, book: Workbook) -> None:
        self.book = book
        self.made: dict[tuple[object, ...], Format] = {}

    def __call__(self, name: str, number: str = "", **more: Any) -> Format:
        """A style by name, with a number format and what else is given."""
        key = (name, number, *sorted(more.items()))
        if key not in self.made:
            base = {"font_name": FONT, "font_size": 10, "font_color": INK.light}
            facts = {**base, **STYLES[name], **({"num_format": number} if number else {}), **more}
            self.made[key] = self.book.add_format(facts)
        return self.made[key]
