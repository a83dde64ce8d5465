"""What a browser may fetch while the page still starts: the drawing of charts is its largest part, and asked for last.

>>> b"modulepreload" in preloads()
True
"""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path

LARGE = ("PlotlyChart.*.js",)
"""Parts of Streamlit's page that every first paint of ours needs, by their names less their version."""


@cache
def preloads() -> bytes:
    """Tags that ask for the large parts at once; none where Streamlit names its parts otherwise."""
    found = find_spec("streamlit")  # where it lies, without importing it
    roots = found.submodule_search_locations if found is not None else None
    scripts = Path(next(iter(roots or ["."]))) / "static" / "static" / "js"
    names = [path.name for pattern in LARGE for path in sorted(scripts.glob(pattern))]
    return "".join(f'<link rel="modulepreload" href="./static/js/{name}">' for name in names).encode()
