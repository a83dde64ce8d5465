"""Charts as images: each opened again by a reader of its kind, with its words, its stamp and our fonts."""

import os
import shutil
import subprocess
import sys
import threading
import time
from contextlib import suppress
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.etree import ElementTree as ET

import pytest
from pypdf import PdfReader
from typer.testing import CliRunner

from calculator import __version__, assumptions, formats, lettering
from calculator.analyses.sensitivity import swings
from calculator.cases import Cases
from calculator.charts import Chart, Table
from calculator.cli import app
from calculator.engine import evaluate
from calculator.errors import CalculatorError
from calculator.exports import browser, deciding, files, images
from calculator.exports.images import Sheet, charts, image
from calculator.exports.sizes import pixels
from calculator.facts import fact_of
from tests.browser.conftest import chromium
from tests.exports.pictures import differing, hard, inked, opened, texts, wordless

ROOT = Path(__file__).parents[2]
UK = assumptions.scenario("uk-owner")
HARD = hard()
DAY = date(2026, 11, 3)
LINK = "https://networking.example.org/?preset=uk-owner-2026-11"
CHARTS = tuple(chart.id for chart in charts(UK))
DRAWN = '<svg class="main-svg" xmlns="http://www.w3.org/2000/svg" width="9" height="9"></svg>'


@pytest.fixture
def chrome(monkeypatch):
    """The browser of this machine, for kaleido."""
    monkeypatch.setenv("BROWSER_PATH", chromium())


@pytest.fixture
def drawn(monkeypatch):
    """Charts that nobody draws, so that what is around them can be looked at without a browser."""
    monkeypatch.setattr(browser, "svg", lambda *_: DRAWN)


def words_of(picture):
    """All words of a picture, in their order."""
    return " ".join(words for _, words in texts(picture)).replace("\u00a0", " ")


@pytest.fixture(scope="module")
def hard_ones():
    """All charts of each hard scenario and its swings, worked out once for every size."""
    names = ("pounds", "role", "one", "six", "strange", "huge")
    return {name: ({found.id: found for found in charts(HARD[name])}, swings(HARD[name])) for name in names}


def sheet(scenario, chart, size="page", worked=None):
    """A chart with what is printed around it."""
    found, swung = worked or ({found.id: found for found in charts(scenario)}, swings(scenario))
    found, paths = found[chart], deciding.deciding(swung, deciding.measure(chart, scenario))
    stamp = ["Typical numbers", "3 November 2026", f"version {__version__}", LINK.removeprefix("https://")]
    return Sheet(found, deciding.words(scenario, paths), stamp, LINK, size)


@pytest.mark.parametrize("size", ["page", "preview", (600, 1200)], ids=str)
@pytest.mark.parametrize("name", ["pounds", "role", "one", "six", "strange", "huge"])
def test_everything_is_printed(drawn, hard_ones, name, size):
    """Title, caption, key, what it hangs on, and the stamp stand on every image, within its edges and apart."""
    for chart in CHARTS:
        found = sheet(HARD[name], chart, size, hard_ones[name])
        picture = found.picture
        printed = words_of(picture)
        assert found.chart.title in printed
        assert all(label in printed for label, _ in found.chart.key)
        assert printed.count("Hangs most on") == bool(found.deciding)
        assert "networking.example.org" in printed
        assert f"version {__version__}" in printed
        across, down = map(float, ET.fromstring(picture).attrib["viewBox"].split()[2:])
        assert found.needed(across) <= down * 1.002
        for attributes, words in texts(picture):
            face = next(face for face in lettering.FACES if face.css.split('"')[3] == attributes["font-weight"])
            assert float(attributes["x"]) + lettering.width(words, face, float(attributes["font-size"])) <= across - 20


def test_what_it_hangs_on():
    """The three numbers with the largest swings of what is shown are named with their ranges, largest first."""
    found = swings(UK)
    paths = deciding.deciding(found, "hours")
    hours = found.results["hours"][0]
    spans = abs(found.differences("hours", int(hours.argmax()), int(hours.argmin())) @ [1, -1])
    by_path = dict(zip(found.paths, spans, strict=True))
    assert [by_path[path] for path in paths] == sorted(spans, reverse=True)[:3]
    for path, words in zip(paths, deciding.words(UK, paths), strict=True):
        fact = fact_of(UK, path)
        assert words.startswith(f"{fact.label} {fact.value}")
        assert words.endswith(f"({fact.spread})")
    certain = UK.model_copy(update={"ranges": {}})
    assert deciding.deciding(swings(certain), "cost") == []
    assert deciding.deciding(swings(HARD["none"]), "cost") == []


def test_every_chart_has_its_measure():
    """Each chart hangs on what it shows, whatever the goal."""
    for scenario in (UK, HARD["role"], HARD["one"], HARD["lost"]):
        for chart in CHARTS:
            assert len(deciding.deciding(swings(scenario), deciding.measure(chart, scenario))) <= 3


@pytest.mark.parametrize("size", ["page", "square", "preview"])
def test_png(chrome, size):
    """A PNG has its size, is opaque, and has the words of the chart as well as ours, in our fonts."""
    found = sheet(UK, "full_cost", size)
    one = opened(found.file("png"))
    assert one.size == (found.sides if size == "page" else pixels(size))
    assert differing(one, opened(images.svg.png(wordless(found.picture)))) > 2000
    printed = words_of(found.picture)
    assert "Face to face" in printed
    assert formats.money(float(evaluate(Cases(UK)).cost[0, 0]), "GBP") in printed
    left, top, right, bottom = inked(one)
    assert min(left, top, one.width - right, one.height - bottom) > 5
    assert opened(found.file("png", 2)).size == (2 * one.width, 2 * one.height)


def test_every_chart(chrome, tmp_path):
    """Every chart of the page comes as a PNG, an SVG with its fonts inside, and a PDF in which words can be found."""
    run = CliRunner().invoke(app, ["export", "--chart", "all", "--format", "svg", "--output", str(tmp_path)])
    assert (run.exit_code, run.output) == (0, "")
    assert {file.stem for file in tmp_path.iterdir()} == set(CHARTS)
    for file in tmp_path.iterdir():
        text = file.read_text(encoding="utf-8")
        root = ET.fromstring(text)
        assert root.attrib["width"] == "1000"
        assert text.count("url(") == text.count("url(data:font") + text.count("url(#") + text.count("url('#")
        assert text.count("@font-face") == 3
        words = "".join(root.itertext())
        assert f"version {__version__}" in words.replace("\u00a0", " ")


def test_pdf(chrome, tmp_path):
    """A PDF is one page of the image's shape; its words can be found, and its fonts are ours and inside."""
    (tmp_path / "chart.pdf").write_bytes(image(UK, "hours_by_part", "pdf", "square", link=LINK, day=DAY))
    reader = PdfReader(tmp_path / "chart.pdf")
    (page,) = reader.pages
    assert page.mediabox.width == pytest.approx(page.mediabox.height, abs=1)
    words = " ".join(page.extract_text().replace("\u00a0", " ").split())
    for part in ("How many hours does each take in 2 years?", "Face to face", "Hangs most on", "3 November 2026"):
        assert part in words
    fonts = [font.get_object()["/BaseFont"] for font in page["/Resources"]["/Font"].get_object().values()]
    assert {name.split("+")[-1].split("-")[0] for name in fonts} == {"Newsreader", "PublicSans"}
    if shutil.which("pdftoppm"):
        subprocess.run(["pdftoppm", "-r", "50", "-png", "chart.pdf", "page"], cwd=tmp_path, check=True)
        (drawn_page,) = tmp_path.glob("page*.png")
        assert inked(opened(drawn_page.read_bytes())) is not None


def test_from_many_threads(chrome):
    """Images asked for at once are drawn one after the other, each its own."""
    found = {}

    def draw(name):
        found[name] = image(UK, name, "svg", day=DAY)

    threads = [threading.Thread(target=draw, args=(name,)) for name in CHARTS[:3]]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(charts(UK)[index].alt[:20].encode() in found[name] for index, name in enumerate(CHARTS[:3]))


def test_a_browser_that_fails_is_replaced(chrome):
    """A figure that cannot be drawn is an error for its asker, and the next one is drawn."""
    with pytest.raises(CalculatorError, match="did not draw"):
        browser.svg({"data": [{"type": "scatter", "x": object()}], "layout": {}}, 100, 100)
    assert b"</svg>" in image(UK, "full_cost", "svg")


def test_without_a_browser(tmp_path):
    """Where there is no Chrome a chart says so in one sentence and leaves no file; a card is drawn all the same."""
    code = "import sys; from calculator.cli import app; app(sys.argv[1:])"
    env = {"PATH": str(tmp_path), "HOME": str(tmp_path), "BROWSER_PATH": str(tmp_path / "none")}
    for chart, expected in (("full_cost", 2), ("card", 0)):
        words = ["export", "--chart", chart, "--output", str(tmp_path / f"{chart}.png")]
        run = subprocess.run(
            [sys.executable, "-c", code, *words], cwd=ROOT, env=env, capture_output=True, timeout=60, check=False
        )
        assert run.returncode == expected, run.stderr
        assert (b"none was found here" in run.stderr) == (expected == 2)
        assert b"Traceback" not in run.stderr
    assert [file.name for file in tmp_path.iterdir()] == ["card.png"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--chart", "ful_cost"], "Did you mean full_cost?"),
        (["--chart", "x"], "There are: full_cost, left"),
        (["--size", "10x10"], "it takes preview, square, small"),
        (["--preset", "uk-ownr"], "Did you mean uk-owner?"),
    ],
)
def test_what_is_wrong_is_said(words, said, tmp_path):
    """A chart, size or preset that is not there is an error with what would do, and nothing is written."""
    run = CliRunner().invoke(app, ["export", *words, "--output", str(tmp_path / "out.png")])
    assert run.exit_code == 2
    assert said in run.stderr
    assert list(tmp_path.iterdir()) == []


def test_export_of_a_card(tmp_path, monkeypatch):
    """A card is written where it was asked for, with the link of its numbers under the address that is set."""
    monkeypatch.setenv("CALCULATOR_URL", "https://net.example")
    output = tmp_path / "new" / "card.svg"
    words = [
        "export",
        "--preset",
        "us-owner",
        "--set",
        "profile.hourly_value=80",
        "--format",
        "svg",
        "--size",
        "2000x900",
    ]
    run = CliRunner().invoke(app, [*words, "--output", str(output)])
    assert (run.exit_code, run.output) == (0, "")
    printed = words_of(output.read_text(encoding="utf-8"))
    assert "net.example" in printed
    assert [file.name for file in output.parent.iterdir()] == ["card.svg"]


def test_files_are_whole_or_not_there(tmp_path, monkeypatch):
    """A file that cannot be written stays as it was, with nothing left beside it."""
    place = tmp_path / "chart.png"
    files.write(place, b"old")
    place.chmod(0o640)
    files.write(place, b"new")
    assert (place.read_bytes(), place.stat().st_mode & 0o777) == (b"new", 0o640)

    def fail(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(CalculatorError, match="cannot be written: No space left on device"):
        files.write(place, b"half")
    assert place.read_bytes() == b"new"
    assert [file.name for file in tmp_path.iterdir()] == ["chart.png"]


def test_an_export_that_is_killed_leaves_no_half_file(tmp_path):
    """Killed as it writes, it leaves the file as it was, and the next one sweeps what was begun beside it."""
    place = tmp_path / "all[1].png"
    files.write(place, b"old")
    killed = "import os, sys; from pathlib import Path; from calculator.exports import files;"
    killed += "Path.replace = lambda *_: os._exit(9); files.write(Path(sys.argv[1]), b'half')"
    run = subprocess.run([sys.executable, "-c", killed, str(place)], cwd=ROOT, timeout=60, check=False)
    assert run.returncode == 9
    assert place.read_bytes() == b"old"
    (left,) = (file for file in tmp_path.iterdir() if file != place)
    os.utime(left, (0, 0))
    files.write(place, b"new")
    assert [file.name for file in tmp_path.iterdir()] == [place.name]
    assert place.read_bytes() == b"new"


def serves(folder):
    """Whether a process runs that was started with a folder; asked where the system says with what they were."""
    for process in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):
            if str(folder).encode() in process.read_bytes():
                return True
    return False


@pytest.mark.skipif(os.name != "posix", reason="Only POSIX can be asked whether a process runs.")
def test_an_export_that_is_killed_leaves_no_profile_for_long(chrome, monkeypatch):
    """A browser whose process was killed leaves its profile; the next removes it, and its own when it ends."""
    with TemporaryDirectory() as short:  # a path of pytest's own may be too long for a browser's socket
        monkeypatch.setenv("TMPDIR", short)
        killed = "import os; from calculator.exports import browser; browser._browser(); os._exit(9)"
        run = subprocess.run([sys.executable, "-c", killed], cwd=ROOT, timeout=90, check=False)
        assert run.returncode == 9
        (left,) = Path(short).glob(f"{browser.PROFILES}*")
        for _ in range(300):  # the browser itself ends once it sees that nobody is there
            if not serves(left):
                break
            time.sleep(0.1)
        ended = "from calculator.exports import browser; browser._browser()"
        run = subprocess.run([sys.executable, "-c", ended], cwd=ROOT, timeout=90, check=False)
        assert run.returncode == 0
        assert not list(Path(short).glob(f"{browser.PROFILES}*")), left


def test_one_who_stops_waiting_leaves_no_file(tmp_path, monkeypatch):
    """Ctrl-C in the middle takes away what was begun."""

    def stop(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", stop)
    with pytest.raises(KeyboardInterrupt):
        files.write(tmp_path / "chart.png", b"half")
    assert not list(tmp_path.iterdir())


def test_no_chart_of_nothing():
    """A scenario without strategies has no charts, and says so."""
    with pytest.raises(CalculatorError, match="Add a way to network"):
        images.images(HARD["none"])


def test_long_words_are_cut(drawn):
    """A caption or key of any length leaves room for the chart."""
    chart = Chart(
        "x", "Why " * 80, "Because " * 200, (("W" * 300, "#54a184"),) * 2, charts(UK)[0].figure, "alt", Table((), ())
    )
    found = Sheet(chart, ["N" * 300], ["a"], "", "square")
    assert len(texts(found.picture)) < 20
