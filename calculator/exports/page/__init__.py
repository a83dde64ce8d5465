"""The comparison as one HTML file that needs no server, and the same as a take-away that still computes.

>>> from calculator import assumptions
>>> text = page(assumptions.scenario("uk-owner"))
>>> text[:15], "<script" in text
('<!doctype html>', False)

Reads top down: `document` fills in `page.html`, `ledger` has the answer and the charts, `figures` draws, `style` is the
sheet, and `live` adds the fields, whose arithmetic is in `engine.js`.
"""

from calculator.exports.page.document import page

__all__ = ["page"]
