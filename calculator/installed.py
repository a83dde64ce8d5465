"""What lies beside the code and which packages are there: the same for a copy of the project and where it is installed.

>>> beside("data").name
'data'
>>> lacking(ModuleNotFoundError("No module named 'xlsxwriter'", name="xlsxwriter"))
"This needs xlsxwriter, which is not installed. It comes with: pip install 'networking-calculator[export]'"
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

PACKAGE = Path(__file__).parent
EXTRAS = {
    "app": (
        "streamlit", "starlette", "uvicorn", "anyio", "httptools", "fastapi",
        "sqlalchemy", "alembic", "psycopg", "prometheus_client",
    ),
    "export": (
        "plotly", "kaleido", "choreographer", "resvg_py", "xlsxwriter", "openpyxl", "icalendar",
        "recurring_ical_events", "dateutil", "jinja2", "markupsafe", "segno", "pptx",
    ),
    "cluster": ("dask", "distributed"),
}  # fmt: skip
"""What each extra of the package brings, by the names that are imported; pyproject.toml declares them."""


def beside(name: str) -> Path:
    """A file or folder of the project: inside the package where it is installed, else next to the package."""
    inside = PACKAGE / name
    return inside if inside.exists() else PACKAGE.parent / name


def served() -> Path:
    """The file that Streamlit runs. Installed it has a folder of its own, with the settings beside it."""
    inside = PACKAGE / "served" / "app.py"
    return inside if inside.exists() else PACKAGE.parent / "app.py"


def demand(extra: str) -> None:
    """Raise ModuleNotFoundError for the first package of an extra that is not there."""
    for name in EXTRAS[extra]:
        if find_spec(name) is None:
            raise ModuleNotFoundError(f"No module named '{name}'", name=name)


def lacking(error: ImportError) -> str:
    """What to install where a package of an extra is not there; nothing for any other failed import."""
    name = (error.name or "").partition(".")[0]
    extra = next((extra for extra, names in EXTRAS.items() if name in names), "")
    if not extra:
        return ""
    return f"This needs {name}, which is not installed. It comes with: pip install 'networking-calculator[{extra}]'"
