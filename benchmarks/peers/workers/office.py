"""LibreOffice: a sheet with a row for each draw, worked out again by the office, which is asked over its own bridge."""

from __future__ import annotations

import json
import sys
import time
from typing import Any

import uno  # type: ignore[import-not-found]


def _desktop(pipe: str) -> Any:
    """The office that listens at a pipe, once it does."""
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(600):
        try:
            context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            return context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        except uno.getClass("com.sun.star.connection.NoConnectException"):
            time.sleep(0.1)
    raise TimeoutError("The office does not answer.")


def _hidden() -> Any:
    value = uno.createUnoStruct("com.sun.star.beans.PropertyValue")
    value.Name, value.Value = "Hidden", True
    return value


given = json.loads(sys.stdin.readline())
desktop = _desktop(given["pipe"])
document = desktop.loadComponentFromURL(given["url"], "_blank", 0, (_hidden(),))
summary = document.Sheets.getByName("Costs")
for _ in sys.stdin:
    began = time.perf_counter()
    document.calculateAll()
    seconds = time.perf_counter() - began
    rows = summary.getCellRangeByName(given["cells"]).Data
    found = {"seconds": seconds, "means": [row[0] for row in rows], "percentiles": [list(row[1:]) for row in rows]}
    print(json.dumps(found), flush=True)
document.close(True)
desktop.terminate()
