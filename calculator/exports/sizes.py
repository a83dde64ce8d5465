"""How large a picture is: by name, or as so many pixels by so many.

>>> pixels("preview"), pixels("800x600")
((1200, 628), (800, 600))
"""

from __future__ import annotations

import re

from calculator.errors import CalculatorError, shortened

SIZES = {"preview": (1200, 628), "square": (1080, 1080), "small": (600, 314)}
"""What links show, what posts show, and what fits a narrow column."""
LEAST, MOST = 200, 4000
"""Pixels that a side may have."""

Size = str | tuple[int, int]


def pixels(size: Size) -> tuple[int, int]:
    """Width and height in pixels. Raises CalculatorError with the sizes there are."""
    if isinstance(size, str):
        match = re.fullmatch(r"(\d{1,5})\s*[x×]\s*(\d{1,5})", size.strip())
        sides = SIZES.get(size) or ((int(match[1]), int(match[2])) if match else None)
    else:
        sides = size
    if sides is None or not all(LEAST <= side <= MOST for side in sides):
        said = shortened(size if isinstance(size, str) else f"{size[0]}x{size[1]}")
        raise CalculatorError(
            f"The size is '{said}'; it takes {', '.join(SIZES)}, or a width and a height from {LEAST} to {MOST} "
            "pixels, such as 1600x900."
        )
    return sides
