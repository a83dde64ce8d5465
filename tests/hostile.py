"""What nobody means well by: links, headers, bodies, files and names, made up from a seed and the same at every run.

Each is a sound thing that was spoilt, or something that was never sound: numbers at and beyond every edge, signs that
end a line, a cell, a tag or a text, things that are too long, too deep, cut off, or said twice.
"""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Callable, Iterator
from random import Random
from typing import Any
from urllib.parse import quote

from calculator import assumptions
from calculator.parameters import parameters, words

SEED = 20_261_127
STRANGER = "http://example.test"
OWNER = assumptions.scenario("uk-owner")
TREE = OWNER.model_dump(mode="json", exclude={"ranges"})
TREE["activities"] = {key: TREE["activities"][key] for key in ("breakfast", "video")}
TREE["strategies"] = {"online": {"name": "Online", "times_per_year": {"video": 50.0, "breakfast": 2.0}}}
PATHS = [
    *parameters(OWNER),
    *words(OWNER),
    "preset",
    "without",
    "order",
    "origin",
    "v",
    "s",
    "period",
    "view",
    "shared",
]
PATHS += [
    "controls",
    "charts",
    "theme",
    "ink",
    "show",
    "results",
    "size",
    "ranges.profile.years",
    "activities.padel.name",
]
NUMBERS = [
    "0",
    "-0",
    "-1",
    "1e308",
    "1e309",
    "-1e400",
    "NaN",
    "Infinity",
    "nan%",
    "0x10",
    "1_0",
    "١٢",
    "１２",
    "1,000,000",
    "12 50",
]
NUMBERS += [
    "..",
    "1..",
    "..2",
    "1..2..3..4",
    "3..2..1",
    "about",
    "about 5",
    "no idea no idea 5",
    "25:61",
    "6:45",
    "£€$",
    "%",
    "1%%",
]
BREAKING = [
    chr(code) for code in (0, 1, 8, 9, 10, 11, 13, 27, 31, 127, 133, 159, 0x200B, 0x2028, 0x2029, 0x202E, 0x2066)
]
BREAKING += [
    "\ufeff",
    "\ufffd",
    "\ufffe",
    "\uffff",
    "\U0001fffe",
    "\U000e0001",
    "e\u0301" * 20,
    "\u0600",
    "👩‍👩‍👧",
    "\u05d0",
]
WORDS = [
    f"![]({STRANGER}/x.png)",
    f"[a]({STRANGER})",
    f"{STRANGER}/",
    "www.example.test",
    "a@example.test",
    ":material/home:",
    "$x^2$",
    "<img src=x onerror=alert(1)>",
    "</script><script>alert(1)</script>",
    "<!--",
    "]]>",
    "&lt;",
    "{{7*7}}",
    "${7*7}",
    "%s%n%d",
    "{0.__class__}",
    "'; drop table x; --",
    "../../etc/passwd",
    "C:\\con",
    "=1+41",
    "+1",
    "-1",
    "@SUM(1)",
    "a;=1+1",
    "＝1+1",
    '"',
    "'",
    "`id`",
    "$(id)",
    "|id",
    "\\",
    "BEGIN:VEVENT",
    "END:VCALENDAR",
    ",",
    ";",
    ":",
    "javascript:alert(1)",
    "data:text/html,x",
    "constructor",
    "__proto__",
    "None",
    "null",
    "true",
    "[]",
    "{}",
    " ",
    "",
    "x" * 80,
    "x" * 81,
    "W" * 5000,
]
"""What means something to somebody who reads on: browsers, spreadsheets, shells, calendars, templates and programs."""


def scrap(by: Random) -> str:
    """A word of these, or several run together."""
    kinds: tuple[Callable[[], str], ...] = (
        lambda: by.choice(NUMBERS),
        lambda: by.choice(WORDS),
        lambda: by.choice(BREAKING),
        lambda: by.choice(WORDS) + by.choice(BREAKING) + by.choice(WORDS[:45]),
        lambda: "".join(
            chr(by.choice((by.randrange(32), by.randrange(0x250), by.randrange(0xD800)))) for _ in range(12)
        ),
        lambda: by.choice(NUMBERS + BREAKING) * by.randrange(2, 60),
    )
    return by.choice(kinds)()


def name(by: Random) -> str:
    """A name as somebody might give it who wants it to be more than a name."""
    return "".join(scrap(by) for _ in range(by.randrange(1, 4)))[: by.choice((12, 40, 80, 80, 80, 81))]


def path(by: Random) -> str:
    """A path of the scenario or a word of a link, as it is or spoilt."""
    found = by.choice(PATHS)
    spoilt: tuple[Callable[[], str], ...] = (
        lambda: found[: by.randrange(len(found) + 1)],
        lambda: found + by.choice((".", ".x", " ", "[]", "\x00", f".{scrap(by)}")),
        lambda: found.replace(".", by.choice(("..", "/", "__", ""))),
        lambda: scrap(by)[:200],
    )
    return found if by.random() < 0.7 else by.choice(spoilt)()


def packed(by: Random) -> str:
    """The packed part of a link: a whole one, one that was altered or cut, a bomb, or nothing of ours."""
    tree = {
        "profile": {"years": by.choice(NUMBERS)},
        by.choice(("activities", "x", "")): {scrap(by)[:40]: {"name": name(by)}},
    }
    content = by.choice((json.dumps(tree).encode(), b"[" * 900, b"0" * 300_000, by.randbytes(40)))
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
    body = zlib.crc32(content).to_bytes(4, "big") + deflate.compress(content) + deflate.flush()
    text = f"{by.choice((1, 1, 1, 2, 9999))}.{base64.urlsafe_b64encode(body).decode()}"
    return by.choice((text, text[: by.randrange(len(text))], text.swapcase(), scrap(by)))


def link(by: Random) -> list[tuple[str, str]]:
    """The pairs of a link; now and then with hundreds of them."""
    count = by.choice((1, 1, 2, 3, 5, 8)) if by.random() < 0.995 else 300
    pairs = [(path(by), by.choice((scrap, name))(by)[:5000]) for _ in range(count)]
    return [(key, packed(by) if key == "s" else value) for key, value in pairs]


def query(by: Random) -> bytes:
    """A link as it arrives: escaped, or raw and half escaped, in bytes that may be no text."""
    text = "&".join(f"{quote(key)}={quote(value)}" for key, value in link(by))
    raw = text.encode()
    return by.choice(
        (raw, raw, raw.replace(b"%", b"%25"), raw[: by.randrange(len(raw) + 1)], by.randbytes(30), raw + b"&=&%zz")
    )


HEADERS = (
    "accept-encoding",
    "accept",
    "accept-language",
    "host",
    "origin",
    "referer",
    "range",
    "if-none-match",
    "if-range",
)
HEADERS += (
    "if-modified-since",
    "x-forwarded-for",
    "x-forwarded-proto",
    "x-forwarded-host",
    "forwarded",
    "cookie",
    "expect",
)
HEADERS += (
    "content-type",
    "content-length",
    "transfer-encoding",
    "content-encoding",
    "user-agent",
    "sec-fetch-dest",
    "te",
)
SAID = [
    "gzip",
    "gzip;q=0",
    "gzip;q=" + "9" * 50,
    "br, gzip;q=0.5, *;q=0",
    "gzip" + " " * 3000 + "x",
    ",".join(["gzip"] * 400),
]
SAID += [
    "bytes=0-",
    "bytes=-1,5-2,",
    "*",
    '"',
    'W/"x"',
    "null",
    "1.2.3.4",
    "::1",
    ",".join(["1.1.1.1"] * 300),
    "[::1",
    "a" * 9000,
]
SAID += [
    "https://evil.example",
    "evil.example:99999",
    "evil.example/@",
    "application/json; charset=utf-7",
    "multipart/form-data",
]
SAID += ["-1", "99999999999999999999", "chunked", "100-continue", "Thu, 99 Foo 2026", "x=" * 500]


def headers(by: Random) -> list[tuple[bytes, bytes]]:
    """Headers in any number, each with what belongs into another, or bytes that are no text."""
    said = [by.choice((by.choice(SAID), by.choice(SAID), scrap(by)[:200])) for _ in range(by.randrange(1, 7))]
    return [(by.choice(HEADERS).encode(), each.encode("utf-8", "replace")) for each in said]


def spoilt(by: Random) -> Any:
    """A whole scenario with a few branches taken out, replaced or added."""
    tree = json.loads(json.dumps(TREE))
    for _ in range(by.randrange(1, 5)):
        home: Any = tree
        while True:
            key = by.choice(list(home)) if home else "x"
            if isinstance(home.get(key), dict) and by.random() < 0.8:
                home = home[key]
                continue
            wrong: list[Any] = [
                scrap(by),
                name(by),
                None,
                True,
                [],
                {},
                [scrap(by)],
                1e308,
                -1,
                10**40,
                {"low": 2, "high": 1},
            ]
            if by.random() < 0.2:
                home.pop(key, None)
            else:
                home[key if by.random() < 0.8 else scrap(by)[:60]] = by.choice(wrong)
            break
    return tree


def text(by: Random) -> str:
    """A scenario file: a tree that was spoilt, cut off, doubled, nested too deep, or no JSON at all."""
    whole = json.dumps(by.choice((spoilt(by), spoilt(by), {"set": {path(by): scrap(by)}}, [scrap(by)], scrap(by))))
    cut = whole[: by.randrange(len(whole) + 1)]
    odd = (
        cut,
        whole + cut,
        "[" * by.randrange(3000),
        '{"a":' * 400,
        whole.replace(":", by.choice((":,", "=", ":NaN,"))),
    )
    return whole if by.random() < 0.75 else by.choice(odd)


def body(by: Random) -> bytes:
    """What a program may send to be compared: a scenario or a preset with changes, spoilt, in bytes."""
    asked = by.choice(({"scenario": spoilt(by)}, {"preset": scrap(by), "set": {path(by): scrap(by) for _ in range(4)}}))
    sent = by.choice((json.dumps(asked), json.dumps(asked), text(by))).encode("utf-8", "replace")
    return (
        sent
        if by.random() < 0.9
        else by.choice((sent[: by.randrange(len(sent) + 1)], by.randbytes(200), b"\xff\xfe" + sent))
    )


def many(make: Callable[[Random], Any], count: int) -> Iterator[Any]:
    """So many of a kind, the same at every run."""
    by = Random(f"{SEED} {make.__name__}")  # noqa: S311  # it has to be the same, and not to be unforeseen
    return (make(by) for _ in range(count))
