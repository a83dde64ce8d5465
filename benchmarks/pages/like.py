"""What the bare page is to be like: how many of each element a page drew, and its charts. Read once a server."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

_found = json.loads(Path(os.environ["LIKE"]).read_text(encoding="utf-8"))
DRAWN: dict[str, int] = _found["drawn"]
FIGURES: list[dict[str, Any]] = _found["figures"]
