"""An office file looked through before anybody gets it: a pack of XML of which one part is broken opens nowhere."""

from __future__ import annotations

import io
import zipfile
from xml.parsers import expat

SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DECK = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
"""What a browser is told that a workbook is, and a file of slides."""


def whole(file: bytes) -> bytes:
    """The file, as it was given. Raises ExpatError where a part of it is no XML, BadZipFile where it is no pack."""
    with zipfile.ZipFile(io.BytesIO(file)) as pack:
        for name in pack.namelist():
            if name.endswith((".xml", ".rels")):
                expat.ParserCreate().Parse(pack.read(name), True)
    return file
