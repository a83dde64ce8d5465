r"""A person's words: what a name may hold, and how words are made safe for a spreadsheet, for SVG and for HTML.

Markdown has `formats.markdown`.

>>> fit("Breakfast\rclub")
Traceback (most recent call last):
ValueError: one line of text; take out the line break
>>> cell("=1+1"), cell("Lunch; =1+1"), cell("Lunch - with Ann")
("'=1+1", "Lunch; '=1+1", 'Lunch - with Ann')
>>> safe('<b>R & D</b>')
'&lt;b&gt;R &amp; D&lt;/b&gt;'
"""

from __future__ import annotations

import re
import unicodedata
from html import escape

LETTERS = r"[^\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
"""What a name is made of: no control character, no end of a line, nothing that turns the words after it round, no half
of a character, and nothing that XML cannot hold. A pattern that Python and JSON Schema both know."""
NAMED = {"\n": "the line break", "\r": "the line break", "\u2028": "the line break", "\u2029": "the line break"}
NAMED |= {"\t": "the tab", "\x85": "the line break"}
UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff\u202a-\u202e\u2066\u2067]")
"""What XML cannot hold, and what would turn the figures after a name round; the marks that keep a name apart stay."""
TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Letters that are not seen and turn the words after them round."""
COMPUTING = re.compile("(^|;)([\\s\"']*)([-=+@\uff1d\uff0b\uff0d\uff20])")
"""What begins a formula, in the letters of Europe or of East Asia, at the start of a cell. Where a semicolon parts the
columns, as in much of Europe, a cell starts after each of them, whatever the quotes around it."""


def fit(name: str) -> str:
    """A name, as it was given. Raises ValueError with what it takes, as the second half of a sentence.

    The end of a line and the tab are refused too, and not made into spaces: a link or a file that is read gives the
    scenario that was written, or says why not. Only what is typed into a field is put on one line, as it was meant.
    """
    # nothing of what is refused can be printed, and nearly every name can, which is sooner said
    wrong = None if name.isprintable() else re.search(LETTERS.replace("[^", "[", 1), name)
    if wrong:
        what = NAMED.get(wrong[0], f"U+{ord(wrong[0]):04X}, which is no letter, figure or sign")
        raise ValueError(f"one line of text; take out {what}")
    if name and all(unicodedata.category(letter) in ("Zs", "Cf") for letter in name):
        raise ValueError("text with at least one letter, figure or sign that can be seen")
    return name


def cell(words: str) -> str:
    """Words for a cell of a CSV file: on one line, and nothing in them is computed by the program that opens it.

    An apostrophe before its first sign makes a formula text. Whoever writes the file puts quotes around all text.
    """
    return COMPUTING.sub(r"\1\2'\3", " ".join(words.split()))


def safe(words: str) -> str:
    """A person's words for an SVG or a page: nothing in them is read as a tag, and what is no letter is left out."""
    return escape(UNSEEN.sub("", words))


def visible(words: str) -> str:
    r"""A stranger's words on one line, less what cannot be seen and what would turn the words after them round.

    >>> visible("Lunch\x00\u202e with\tAnn")
    'Lunch with Ann'
    """
    return " ".join(TURNING.sub("", UNSEEN.sub(" ", words)).split())


def isolated(name: str) -> str:
    """A name for a line that holds more: between marks of its own where any of it runs from right to left.

    >>> isolated("Online"), isolated("מקוון") == "\u2068מקוון\u2069"
    ('Online', True)
    """
    if name.isascii():
        return name
    bare = TURNING.sub("", name)
    turned = any(unicodedata.bidirectional(letter) in ("R", "AL", "AN") for letter in bare)
    return f"\u2068{bare}\u2069" if turned else bare
