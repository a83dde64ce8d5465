"""Ten thousand inputs that nobody means well by: each is refused in words or used, and none fails, at any door."""

import csv
import io
import json
import logging
import zipfile
from collections import Counter
from datetime import date
from html.parser import HTMLParser
from random import Random
from xml.etree import ElementTree as ET

import pytest
from icalendar import Calendar
from starlette.responses import HTMLResponse
from starlette.routing import Route

from calculator import documents, formats, permalink, safety
from calculator.changes import replace
from calculator.charts import compare_charts
from calculator.embed import snippet
from calculator.embed.body import Widget
from calculator.embed.settings import Settings
from calculator.errors import BadInput, CalculatorError, Fault
from calculator.exports import card, data, ics, recipe
from calculator.exports.content import Content
from calculator.exports.page import page
from calculator.exports.slides import slides
from calculator.exports.workbook import workbook
from calculator.period import Period
from tests import hostile
from tests.conftest import on_a_loop
from tests.web.conftest import PAGE, served

COUNTS = {"link": 700, "query": 400, "headers": 2600, "body": 700, "file": 1500, "name": 4040, "export": 60}
ROUTES = ("/", "/card.svg", "/widget", "/api/v1/compare", "/api/v1/parameters", "/api/v1/scenario", "/oembed")
CHEAP = ("/", "/elsewhere", "/embed.js", "/api/v1/presets", "/api/v1/openapi.json", "/widget.css", "/../../etc/passwd")


def test_there_are_ten_thousand():
    """The counts of all kinds come to ten thousand."""
    assert sum(COUNTS.values()) == 10_000


@pytest.fixture(autouse=True)
def quiet(caplog):
    """Nothing that is sent ends in an error of ours in the log, with or without a traceback."""
    caplog.set_level(logging.INFO)
    yield
    assert [
        record.getMessage() for record in caplog.records if record.exc_info or record.levelno >= logging.ERROR
    ] == []


def told(faults):
    """Each fault is a sentence of a sensible length, on one line."""
    for fault in faults:
        assert fault.message.strip()
        assert len(fault.message) < 1000
        assert "Traceback" not in fault.message
        assert "\n" not in fault.message


def test_links():
    """A link gives a whole scenario that can be written again, and a sentence for each thing that it left out."""
    said = 0
    for pairs in hostile.many(hostile.link, COUNTS["link"]):
        scenario, faults = permalink.decode(pairs)
        told(faults)
        said += bool(faults)
        assert permalink.decode(permalink.encode(scenario)) == (scenario, [])
    assert COUNTS["link"] / 2 < said < COUNTS["link"]


def test_files():
    """A file is a scenario, or is refused with every fault in words."""
    for text in hostile.many(hostile.text, COUNTS["file"]):
        try:
            documents.read(text)
        except BadInput as error:
            told(error.faults)
        except CalculatorError as error:
            told([Fault("", str(error))])


async def asked(app, method, path, query=b"", headers=(), body=b"", by=0):
    """Status and body of one answer, asked as no well-meaning library would let anybody ask."""
    sent, given = [], [{"type": "http.request", "body": body, "more_body": False}]

    async def receive():
        return given.pop() if given else {"type": "http.disconnect"}

    async def send(message):
        sent.append(message)

    host = () if any(name == b"host" for name, _ in headers) else ((b"host", b"net.example"),)
    scope = {"type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": method, "scheme": "https"}
    scope |= {"path": path, "raw_path": path.encode(), "query_string": query, "root_path": "", "state": {}}
    scope |= {"headers": [*host, *headers], "client": (f"10.{by >> 16}.{by >> 8 & 255}.{by & 255}", 5000)}
    await app({**scope, "server": ("net.example", 443)}, receive, send)
    starts = [message for message in sent if message["type"] == "http.response.start"]
    return (starts[0]["status"] if starts else 0), b"".join(message.get("body", b"") for message in sent)


def answers(requests):
    """How many answers there were of each status; each refusal is in words."""
    app = served(*(Route(path, lambda _: HTMLResponse(PAGE)) for path in ("/", "/elsewhere")))
    found = Counter()

    async def ask():
        for at, request in enumerate(requests):
            status, body = await asked(app, *request, by=at)
            found[status] += 1
            if status >= 400:
                assert body.strip() or request[0] == "HEAD", (status, request)
                assert b"Traceback" not in body
                if request[1].startswith("/api/") and body.startswith(b"{"):  # and is not packed
                    assert json.loads(body)["error"]

    on_a_loop(ask)
    return found


def test_queries():
    """Every route answers any query: 4xx with a sentence where there is nothing to show, and never 5xx."""
    queries = list(hostile.many(hostile.query, COUNTS["query"]))
    found = answers(("GET", ROUTES[at % len(ROUTES)], query) for at, query in enumerate(queries))
    assert found.keys() <= {200, 400, 404, 413, 414, 422, 501}
    assert found[200] > len(queries) / 4


def test_headers():
    """No header, of whatever length and in whatever bytes, makes a route fail."""
    by = Random(hostile.SEED)  # noqa: S311
    methods = ("GET", "GET", "GET", "HEAD", "OPTIONS", "POST", "PUT", "QUERY")
    found = answers(
        (by.choice(methods), by.choice(CHEAP), b"", headers)
        for headers in hostile.many(hostile.headers, COUNTS["headers"])
    )
    assert not [status for status in found if status >= 500]
    assert 0 not in found


def test_bodies():
    """What a program sends is compared, or refused with the first path that is wrong."""
    kind = ((b"content-type", b"application/json"),)
    found = answers(("POST", "/api/v1/compare", b"", kind, body) for body in hostile.many(hostile.body, COUNTS["body"]))
    assert found.keys() <= {200, 400, 413, 415, 422}
    assert found[422] > 0


def test_names():
    """A name is taken as it is and stands in every form on one line, or is refused with what to take out."""
    taken = 0
    for name in hostile.many(hostile.name, COUNTS["name"]):
        if not fits(name):
            continue
        taken += 1
        for made in (formats.markdown, formats.label, safety.cell):
            assert len(made(name).splitlines()) <= 1
        [row] = csv.reader(io.StringIO(f'"{safety.cell(name).replace(chr(34), 2 * chr(34))}"'))
        assert row[0][:1] not in tuple("=+-@＝＋－＠")
        ET.fromstring(f"<a b='{safety.safe(name)}'>{safety.safe(name)}</a>")
    assert COUNTS["name"] / 4 < taken < COUNTS["name"]


def fits(name):
    """Whether a name is taken; what is not is refused in the one way that the model turns into a sentence."""
    try:
        return safety.fit(name) == name
    except ValueError:
        return False


class Tags(HTMLParser):
    """The elements of an HTML file, and what they lead to."""

    def __init__(self, text):
        super().__init__()
        self.found, self.leads = Counter(), []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        """Count an element, and keep where it leads."""
        self.found[tag] += 1
        self.leads += [value for name, value in attrs if name in ("src", "href", "action") or name.startswith("on")]


def named(scenario, names):
    """The scenario with names that will do in every place for one; how many that were."""
    paths = ["name", *(f"activities.{key}.name" for key in scenario.activities)]
    paths += [f"strategies.{key}.name" for key in scenario.strategies]
    return replace(scenario, dict(zip(paths, names, strict=False))), len(paths)


def fitting():
    """Hostile names that a scenario takes."""
    return (name for name in hostile.many(hostile.name, 10_000) if 1 <= len(name) <= 80 and fits(name))


def test_exports():
    """Every file of a scenario whose names are all hostile opens, and none of its words is anything else in it."""
    names, left = fitting(), COUNTS["export"]
    sober = Tags(page(hostile.OWNER, live=True)).found
    while left > 0:
        scenario, used = named(hostile.OWNER, names)
        left -= used
        office(slides(scenario), workbook(scenario))
        live = Tags(page(scenario, live=True))
        assert live.found["script"] == sober["script"]
        assert not live.found["img"] - sober["img"]
        widget = Tags(Widget(Content(scenario), Settings(), permalink.encode(scenario)).html())
        assert not [lead for found in (live, widget) for lead in found.leads if hostile.STRANGER in lead.split("?")[0]]
        assert Tags(snippet.complete(scenario, Settings(), "https://net.example")).found["script"] == 1
        ET.fromstring(card.card_svg(scenario, "preview", "https://net.example/"))
        calendars(scenario)
        tables(scenario)
        compile(recipe.recipe(scenario).python, "recipe", "exec")
        content = Content(scenario)
        for chart in compare_charts(content.results, content.outcomes, Period.of("year", scenario.profile)):
            assert "<img" not in json.dumps(chart.figure)
            assert "<a " not in json.dumps(chart.figure)


def office(*files):
    """Every part of an office file is XML."""
    for file in files:
        with zipfile.ZipFile(io.BytesIO(file)) as pack:
            for part in pack.namelist():
                if part.endswith((".xml", ".rels")):
                    ET.fromstring(pack.read(part))


def calendars(scenario):
    """A calendar has the name of its strategy, and no event more than without it."""
    for key, strategy in scenario.strategies.items():
        read = Calendar.from_ical(ics.calendar(scenario, key, date(2027, 1, 4)))
        sober = Calendar.from_ical(ics.calendar(hostile.OWNER, key, date(2027, 1, 4)))
        assert str(read["x-wr-calname"]) == strategy.name
        assert len(read.walk("VEVENT")) == len(sober.walk("VEVENT"))


def tables(scenario):
    """CSV has as many rows as there are, and JSON reads back."""
    for table in ("results", "assumptions"):
        found = data.frame(table, scenario)
        rows = found.astype(object).where(found.notna(), None).to_dict("records")
        assert len(list(csv.DictReader(io.StringIO(data.as_csv(table, scenario).removeprefix(data.MARK))))) == len(rows)
        assert json.loads(data.as_json(table, scenario))["rows"] == rows
