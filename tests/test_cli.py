"""The command line: what it prints and where, what it refuses and how, and that it starts without the app's weight."""

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.main import get_command
from typer.testing import CliRunner

from calculator import __version__, assumptions, documents, permalink, printed
from calculator.analyses.monte_carlo import DRAWS
from calculator.cases import Cases
from calculator.changes import replace
from calculator.cli import LIGHT, app, command_line, comparing
from calculator.engine import evaluate
from calculator.model import Activity, Channel, Pipeline, Profile, Strategy, Window
from calculator.parameters import get, parameters, text

ROOT = Path(__file__).parent.parent
BY_HAND = ROOT / "tests" / "data" / "by_hand.json"
FORMATS = ("table", "json", "csv")


def run(*words, given=None, columns=80):
    """What the command line does with these words."""
    return CliRunner().invoke(app, [*map(str, words)], input=given, env={"COLUMNS": str(columns), "NO_COLOR": None})


def good(*words, **more):
    """What it prints, where it prints it without a complaint."""
    ran = run(*words, **more)
    assert (ran.exit_code, ran.stderr) == (0, ""), ran.output
    return ran.stdout


def refused(*words, **more):
    """The lines on standard error, where it refuses: exit code 2, and nothing on standard output."""
    ran = run(*words, **more)
    assert (ran.exit_code, ran.stdout) == (2, ""), ran.output
    assert isinstance(ran.exception, SystemExit)
    assert ran.stderr.strip()
    return ran.stderr.splitlines()


def start(*words, given=b"", **more):
    """The command line as a process of its own."""
    command = [sys.executable, "-m", "calculator", *map(str, words)]
    return subprocess.run(command, cwd=ROOT, input=given, capture_output=True, timeout=60, check=False, **more)


def compared(*words, **more):
    """The JSON of a comparison, read strictly."""

    def refuse(word):
        raise AssertionError(f"{word} in JSON")

    return json.loads(good("compare", *words, "--format", "json", **more), parse_constant=refuse)


def plain():
    """The default preset as a plain tree."""
    return json.loads(documents.write(assumptions.scenario(assumptions.default().id)))


# -- comparing -----------------------------------------------------------------------------------------


def test_json_is_the_engines():
    """The JSON of the default preset is what the engine gives, in every figure."""
    results = evaluate(Cases(assumptions.scenario(assumptions.default().id)))
    assert compared() == json.loads(printed.as_json(printed.comparison(results)))


@pytest.mark.parametrize("preset", assumptions.presets())
def test_a_printed_scenario_compares_alike(preset):
    """What `scenario` prints and `compare -` reads gives the figures of the preset itself."""
    assert compared("-", given=good("scenario", "--preset", preset)) == compared("--preset", preset)


def test_a_file_compares_alike(tmp_path):
    """A scenario that was written to a file gives the figures of its preset, also when changed in place."""
    mine = tmp_path / "mine.json"
    assert good("scenario", "--preset", "us-owner", "--output", mine) == ""
    assert compared(mine) == compared("--preset", "us-owner")
    good("scenario", mine, "--set", "profile.years=4", "--output", mine)
    assert compared(mine) == compared("--preset", "us-owner", "--set", "profile.years=4")


def test_the_worked_example_has_its_figures(scenario):
    """The worked example costs £7,050 face to face, £1,920 online and £4,945 blended."""
    found = compared("-", given=documents.write(scenario))["strategies"]
    assert {key: round(figures["cost"], 9) for key, figures in found.items()} == {
        "face_to_face": 7050,
        "online": 1920,
        "blended": 4945,
    }


def test_a_scenario_written_by_hand_is_read():
    """A file with every field of the model, days in words and ranges in place, evaluates; ranges and days arrive."""
    tree = json.loads(BY_HAND.read_text(encoding="utf-8"))
    branches = {
        "activities": Activity,
        "protected": Window,
        "media": Channel,
        "strategies": Strategy,
        "pipelines": Pipeline,
    }
    for branch, kind in branches.items():
        for key, fields in tree[branch].items():
            assert set(fields) == set(kind.model_fields), f"{branch}.{key}"
    assert set(tree["profile"]) == set(Profile.model_fields)
    scenario = documents.load(BY_HAND)
    assert scenario.activities["breakfast"].days == ("tue", "thu")
    assert text(scenario, "activities.breakfast.meal_fee") == "12..18..30"
    assert text(scenario, "activities.breakfast.relevant_share") == "0.2..0.325..0.45"
    found = compared(BY_HAND)
    assert found["scenario"] == "Written by hand"
    assert all(figures["cost"] > 0 for figures in found["strategies"].values())
    assert "Over 1.5 years" in good("compare", BY_HAND)


def test_csv_has_a_row_a_figure():
    """CSV has strategy, measure, value and unit, and the values of the JSON."""
    rows = list(csv.DictReader(io.StringIO(good("compare", "--format", "csv"))))
    assert list(rows[0]) == ["strategy", "measure", "value", "unit"]
    cost = {row["strategy"]: float(row["value"]) for row in rows if row["measure"] == "cost"}
    assert cost == {key: figures["cost"] for key, figures in compared()["strategies"].items()}


# -- changes -------------------------------------------------------------------------------------------

CHANGES = (
    ("profile.hourly_value", "30,5"),
    ("activities.breakfast.meal_fee", "12..18..30"),
    ("activities.breakfast.start_hour", "6:30"),
    ("activities.breakfast.days", "Tuesday, fri"),
    ("strategies.online.times_per_year.lunch", "9"),
    ("strategies.online.name", "All = online"),
    ("pipelines.clients.close_rate", "30%"),
    ("goal", "role"),
)


@pytest.mark.parametrize(("path", "value"), CHANGES, ids=[path for path, _ in CHANGES])
def test_a_change_is_the_same_by_every_door(path, value):
    """`--set`, a link and `replace` make one and the same scenario of a change, and it is not the old one."""
    base = assumptions.scenario("uk-owner")
    changed = documents.read(good("scenario", "--preset", "uk-owner", "--set", f"{path}={value}"))
    linked, faults = permalink.decode([("preset", "uk-owner"), (path, value)])
    assert faults == []
    assert changed == replace(base, {path: value}) == linked
    assert text(changed, path) != text(base, path)


def test_an_activity_that_was_not_used_can_be():
    """A strategy takes up an activity that it had left out."""
    path = "strategies.online.times_per_year.lunch"
    assert get(assumptions.scenario("uk-owner"), path) == 0
    assert compared("--set", f"{path}=9")["strategies"]["online"]["cash_by_item"]["meals"] > 0


def test_the_last_of_two_changes_counts():
    """Where a path is given twice, the later value stands."""
    assert compared("--set", "profile.years=1", "--set", "profile.years=3") == compared("--set", "profile.years=3")


def test_every_fault_is_said_at_once():
    """Changes that are none, unknown paths and values out of bounds are all named, with what would do."""
    wrong = ("junk", "=5", "profile.yeas=3", "profile.years=99", "activities.breakfast.meal_fee=x", "goal=fame")
    lines = "\n".join(refused("compare", *(word for setting in wrong for word in ("--set", setting))))
    for message in (
        "--set 'junk' is no change. Write PATH=VALUE",
        "--set '=5' is no change.",
        "There is no parameter 'profile.yeas'. Did you mean profile.years?",
        "Years looked ahead is 99; it takes a number from 0.25 to 10 (years).",
        "Breakfast club: meal fee is x; it takes a number from 0 to 200 (money).",
        "goal is 'fame'; it takes 'clients' or 'role'.",
    ):
        assert message in lines


def test_faults_of_a_file_and_of_changes_come_together(tmp_path):
    """A file that is wrong hides neither its other faults nor those of the changes that any scenario takes."""
    tree = plain()
    tree["profile"]["years"], tree["goal"] = 99, "fame"
    (tmp_path / "bad.json").write_text(json.dumps(tree))
    lines = refused("compare", tmp_path / "bad.json", "--set", "junk", "--set", "profile.weeks_per_year=60")
    assert lines[0] == "bad.json is not a scenario: 2 faults."
    assert len(lines) == 5
    assert any("Weeks in which you network is 60" in line for line in lines)
    assert any("--set 'junk'" in line for line in lines)


def test_a_file_or_a_preset_not_both():
    """FILE and --preset together are refused, also where the file is not there."""
    assert refused("compare", BY_HAND, "--preset", "uk-owner")[0].startswith("Give a file or a preset, not both")
    assert len(refused("scenario", "nowhere.json", "--preset", "uk-owner", "--set", "junk")) == 2


def test_an_unknown_preset_is_named():
    """A preset that is not there is named with the one that is close."""
    assert refused("compare", "--preset", "uk-ownr") == ["There is no preset 'uk-ownr'. Did you mean uk-owner?"]


@given(st.lists(st.text(max_size=30) | st.sampled_from([f"{p}={v}" for p, v in CHANGES]), max_size=4))
def test_junk_is_refused_in_words(settings):
    """Whatever is given to --set, it is taken or refused in words; no error of ours comes out."""
    ran = run("scenario", *(word for setting in settings for word in ("--set", setting)))
    assert ran.exit_code in (0, 2)
    assert bool(ran.stderr) == (ran.exit_code == 2)
    assert bool(ran.stdout) == (ran.exit_code == 0)
    assert ran.exception is None or isinstance(ran.exception, SystemExit)


@given(
    st.sampled_from(sorted(parameters(assumptions.scenario("uk-owner")))), st.text(max_size=20) | st.floats().map(str)
)
def test_junk_for_a_number_is_refused_in_words(path, value):
    """A value that is no number, or none of those allowed, is refused by the number's name."""
    ran = run("scenario", "--set", f"{path}={value}")
    assert (ran.exit_code, bool(ran.stdout)) in {(0, True), (2, False)}
    assert ran.exit_code == 0 or ran.stderr.strip()


# -- files that are none -------------------------------------------------------------------------------


def without(key):
    """The default preset without one of its parts."""
    tree = plain()
    del tree[key]
    return tree


def profile(**fields):
    """The default preset with fields of the profile as given."""
    tree = plain()
    tree["profile"].update(fields)
    return json.dumps(tree)


HOSTILE = {
    "empty": "",
    "no JSON": "{'name': 1}",
    "cut short": json.dumps(plain())[:-20],
    "a list": "[]",
    "a number": "7",
    "null": "null",
    "no fields": "{}",
    "binary": b"\x89PNG\r\n\x1a\n\x00\xff\xfe",
    "UTF-16": json.dumps(plain()).encode("utf-16"),
    "NaN": profile(years=float("nan")),
    "infinity": profile(years=float("inf")),
    "1e400": profile(years=1).replace('"years": 1', '"years": 1e400'),
    "a huge whole number": profile(years=10**400),
    "a number of 5000 digits": profile(years=1).replace('"years": 1', '"years": ' + "9" * 5000),
    "a truth for a number": profile(years=True),
    "a text for a number": profile(years="two"),
    "a list for a number": profile(years=[2]),
    "a key twice": '{"name": 1, "name": 2}',
    "deep": "[" * 200_000,
    "deep objects": '{"profile":' * 20_000 + "1" + "}" * 20_000,
    "huge": '"' + "x" * 1_200_000 + '"',
    "huge in bytes": '"' + "é" * 800_000 + '"',
    "many keys": json.dumps({f"a{i}": 0 for i in range(20_000)}),
    "many windows": json.dumps(
        {**plain(), "protected": {f"w{i}": {"days": ["mon"], "start_hour": 1, "end_hour": 2} for i in range(3000)}}
    ),
    "half a character": json.dumps({**plain(), "name": "\ud800"}),
    "a missing part": json.dumps(without("activities")),
    "wrong parts": json.dumps({**plain(), "activities": None, "media": 3, "strategies": "x", "ranges": [1]}),
    "a name that steers": json.dumps({**plain(), "name": "\x1b[31mMine\x07"}),
    "a strange key": json.dumps({**plain(), "\x1b[31m": 1}),
}


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE)
def test_what_is_no_scenario_is_refused(tmp_path, content):
    """A malformed or hostile file is refused in words, from disk and from standard input, without a trace of colour."""
    data = content if isinstance(content, bytes) else content.encode()
    file = tmp_path / "mine.json"
    file.write_bytes(data)
    lines = refused("compare", file)
    assert lines[0].startswith("mine.json ")
    assert len(lines) <= 120
    assert all(line.isprintable() for line in lines)
    assert refused("scenario", "-", given=data)[0].startswith("Standard input ")


def test_a_file_that_cannot_be_read_is_named(tmp_path):
    """A file that is not there and a folder are refused by name."""
    assert refused("compare", tmp_path / "nowhere.json")[0].startswith("nowhere.json cannot be read: ")
    assert refused("compare", tmp_path)[0].startswith(f"{tmp_path.name} cannot be read: ")


@pytest.mark.skipif(os.name == "nt" or getattr(os, "geteuid", int)() == 0, reason="Root may read everything.")
def test_a_file_that_may_not_be_read_is_named(tmp_path):
    """A file without the right to read it is refused by name."""
    file = tmp_path / "mine.json"
    file.write_text("{}")
    file.chmod(0)
    assert refused("compare", file)[0].startswith("mine.json cannot be read: ")


def test_a_file_that_cannot_be_written_is_named(tmp_path):
    """Where --output cannot be written, that is said, and nothing is printed instead."""
    assert "cannot be written: " in refused("compare", "--output", tmp_path / "nowhere" / "x.txt")[0]


def test_bad_input_leaves_the_output_alone(tmp_path):
    """A file named by --output stays as it was where the input is wrong."""
    kept = tmp_path / "kept.json"
    kept.write_text("kept")
    refused("compare", "--set", "junk", "--output", kept)
    assert kept.read_text() == "kept"


@pytest.mark.parametrize(
    "words", [("nonsense",), ("compare", "--bad"), ("compare", "--format", "xml"), ("compare", "a", "b")]
)
def test_usage_errors_are_refused(words):
    """A command, option or format that is not there is refused too."""
    refused(*words)


# -- for people ----------------------------------------------------------------------------------------

ROWS = (
    "Full cost",
    "Left after costs",
    "Hours a week",
    "Hours",
    "Cash",
    "Value of your time",
    "Hours with people who cannot help",
    "Hours from protected time",
    "People met",
    "Warm relationships at the end",
    "Referrals",
    "Clients won",
    "Chance of a client",
    "Months to the first (even odds)",
    "Worth of the clients",
    "Full cost of one client",
    "What holds it back",
)


def labels(lines):
    """The first column of the table, each label on one line."""
    return " ".join(" ".join(line[:19].strip() for line in lines).split())


def test_the_table_has_its_rows_in_order():
    """The full cost and what is left lead, what they are made of follows, and the horizon heads the table."""
    lines = good("compare").splitlines()
    head = next(i for i, line in enumerate(lines) if line.startswith("Over 2 years"))
    assert lines[head].split()[3:] == ["Face", "to", "face", "Online", "Blended"]
    assert labels(lines[head + 2 : -2]) == " ".join(ROWS)


@pytest.mark.parametrize("columns", [20, 40, 60, 80, 100, 200])
@pytest.mark.parametrize("preset", ["uk-owner", "uk-job-seeker"])
def test_the_table_fits(columns, preset):
    """No line is wider than the terminal, and every strategy's cost is there in full, from 20 columns up."""
    shown = good("compare", "--preset", preset, columns=columns)
    assert max(map(len, shown.splitlines())) <= columns
    found = compared("--preset", preset)["strategies"].values()
    assert all(f"£{figures['cost']:,.0f}" in shown.split() for figures in found)
    assert "…" not in shown


def test_twelve_strategies_are_all_shown():
    """As many strategies as there may be are shown, in tables one below the other."""
    tree = plain()
    tree["strategies"] = {f"mix_{i}": {"name": f"Mix {i}", "times_per_year": {"lunch": i}} for i in range(1, 13)}
    del tree["ranges"]
    shown = good("compare", "-", given=json.dumps(tree))
    assert shown.count("Over 2 years") == 4
    assert "Mix 12" in shown
    assert "Below each outcome" not in shown  # nothing has a range


def test_no_strategy_is_said():
    """A scenario without strategies is compared in a sentence, and has no figures."""
    tree = {**plain(), "strategies": {}, "ranges": {}}
    assert good("compare", "-", given=json.dumps(tree)).startswith("No strategies yet.")
    assert compared("-", given=json.dumps(tree))["strategies"] == {}


def test_outcomes_carry_their_range():
    """Clients have the middle 80% of the draws under them; hours and cash are single figures."""
    lines = good("compare").splitlines()
    won = next(i for i, line in enumerate(lines) if line.startswith("Clients won"))
    assert lines[won + 1].count(" to ") == 3
    assert not any(" to " in line for line in lines if line.startswith(("Hours", "Cash", "Full cost  ")))


def test_a_role_is_worded_as_one():
    """For a role the table speaks of offers, and a month that does not come reads as none."""
    shown = good("compare", "--preset", "uk-job-seeker")
    assert "Offers expected" in shown
    assert "Clients" not in shown
    assert " to none" in shown


def test_nothing_is_coloured_where_nobody_looks():
    """Without a terminal there are no escape codes, and with NO_COLOR a terminal gets none that colour."""
    assert "\x1b" not in good("compare")
    for words in (["compare"], ["parameters", "--search", "dues"], ["presets"]):
        ran = CliRunner().invoke(app, words, env={"FORCE_COLOR": "1", "NO_COLOR": "1"})
        assert "\x1b[3" not in ran.stdout


def test_names_do_not_steer_the_terminal():
    """Rich's markup in a name from somebody's file is shown, not obeyed."""
    tree = plain()
    tree["strategies"]["online"]["name"] = "[31m[red]Mine[/red]"
    tree["profile"]["weeks_per_year"] = 1
    ran = run("compare", "-", given=json.dumps(tree))
    assert ran.exit_code == 0
    assert "[red]Mine[/red]" in "".join(ran.stdout.split())
    assert not {"\x1b", "\x07"} & set(ran.output)


def test_warnings_go_to_standard_error():
    """What is allowed but unlikely to be meant is a sentence on standard error, and the figures are printed."""
    for form in FORMATS:
        ran = run("compare", "--set", "strategies.online.times_per_year.video=400", "--format", form)
        assert ran.exit_code == 0
        assert "400 times in 47 weeks is more than once a day." in ran.stderr
        assert "more than once a day" not in ran.stdout


# -- lists ---------------------------------------------------------------------------------------------


def test_presets_are_listed_alike():
    """The three forms name the same presets."""
    ids = list(assumptions.presets())
    tree = json.loads(good("presets", "--format", "json"))
    assert (tree["schema"], [row["id"] for row in tree["presets"]]) == (1, ids)
    assert [row["id"] for row in csv.DictReader(io.StringIO(good("presets", "--format", "csv")))] == ids
    assert [line for line in good("presets").splitlines() if line in ids] == ids


def test_parameters_are_listed_alike():
    """The three forms have every path; the form for people has each as `--set` takes it."""
    paths = list(parameters(assumptions.scenario("us-owner")))
    tree = json.loads(good("parameters", "--preset", "us-owner", "--format", "json"))
    assert [row["path"] for row in tree["parameters"]] == paths
    rows = csv.DictReader(io.StringIO(good("parameters", "--preset", "us-owner", "--format", "csv")))
    assert [row["path"] for row in rows] == paths
    shown = good("parameters", "--preset", "us-owner", columns=200)
    settings = [line.strip() for line in shown.splitlines() if "=" in line and line.strip().split("=")[0] in paths]
    assert len(settings) == len(paths)
    words = [word for setting in settings for word in ("--set", setting)]
    assert compared("--preset", "us-owner", *words) == compared("--preset", "us-owner")
    ranges = documents.read(good("scenario", "--preset", "us-owner", *words)).ranges
    assert ranges == assumptions.scenario("us-owner").ranges


def test_a_search_finds_by_any_word():
    """A search looks at names, paths, sources and notes, and does not mind capitals."""
    found = json.loads(good("parameters", "--search", "PARKING", "--format", "json"))["parameters"]
    assert "activities.event.fares_and_parking" in {row["path"] for row in found}
    assert len(found) < len(parameters(assumptions.scenario("uk-owner")))


def test_a_search_without_a_hit_says_so():
    """Nothing found is no mistake: it is said on standard error with the word that is close, and the list is empty."""
    ran = run("parameters", "--search", "parkng", "--format", "json")
    assert (ran.exit_code, ran.stderr) == (0, "Nothing named 'parkng'. Did you mean parking?\n")
    assert json.loads(ran.stdout)["parameters"] == []


def test_a_preset_that_is_gone_is_said():
    """The numbers of a file that claims an unknown preset are listed as yours."""
    ran = run("parameters", "-", "--format", "json", given=json.dumps({**plain(), "preset": "uk-none"}))
    assert ran.exit_code == 0
    assert "There is no preset 'uk-none'." in ran.stderr
    assert {row["mark"] for row in json.loads(ran.stdout)["parameters"]} == {"yours", "does not apply"}


# -- help and start ------------------------------------------------------------------------------------


def test_everything_has_help():
    """Every command, argument and option says what it does."""
    group = get_command(app)
    commands = [group, *group.commands.values()]
    said = good("--help")
    place = {name: said.index(f" {name} ") for name in group.commands}
    assert min(place, key=place.get) == "compare"
    for command in commands:
        assert command.help, command.name
        assert command.params
        for parameter in command.params:
            assert parameter.help, f"{command.name} {parameter.name}"


def test_without_a_command_it_prints_help():
    """Alone, it prints its help, as --help does, and that is no mistake."""
    assert good() == good("--help").rstrip("\n") + "\n"
    assert all(command in good() for command in ("compare", "presets", "parameters", "scenario"))


def test_it_says_its_version():
    """--version prints the package's version."""
    assert good("--version").split()[-1] == __version__


def test_it_runs_as_a_process():
    """As a process it prints on standard output, refuses on standard error with exit code 2, and reads a pipe."""
    right = start("compare", "--format", "json")
    assert (right.returncode, right.stderr) == (0, b"")
    wrong = start("compare", "--set", "profile.years=99")
    assert (wrong.returncode, wrong.stdout) == (2, b"")
    assert wrong.stderr.startswith(b"Years looked ahead is 99;")
    piped = start("compare", "-", "--format", "json", given=start("scenario").stdout)
    assert piped.stdout == right.stdout


@pytest.mark.skipif(os.name == "nt", reason="Pipes end otherwise there.")
@pytest.mark.parametrize("words", [("parameters",), ("compare", "--format", "json"), ("compare",)], ids=" ".join)
def test_a_reader_that_leaves_ends_it_quietly(words):
    """Where the reader of a pipe is gone, nothing is said."""
    read, write = os.pipe()
    os.close(read)
    command = [sys.executable, "-m", "calculator", *words]
    ran = subprocess.run(command, cwd=ROOT, stdout=write, stderr=subprocess.PIPE, timeout=60, check=False)
    os.close(write)
    assert ran.stderr == b""
    assert ran.returncode == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="There is no full disk to write to.")
def test_a_full_disk_is_said():
    """Where standard output cannot be written, that is said without a traceback."""
    with Path("/dev/full").open("w") as full:
        command = [sys.executable, "-m", "calculator", "presets"]
        ran = subprocess.run(command, cwd=ROOT, stdout=full, stderr=subprocess.PIPE, timeout=60, check=False)
    assert ran.returncode == 2
    assert ran.stderr.decode().splitlines() == ["Standard output cannot be written: No space left on device."]


def test_a_poor_terminal_gets_what_it_can_show():
    """A terminal without £ and lines gets the table in ASCII; machines get UTF-8 all the same."""
    env = {**os.environ, "PYTHONIOENCODING": "ascii"}
    assert start("compare", env=env).stdout.isascii()
    rows = start("compare", BY_HAND, "--set", "name=Ä", "--format", "json", env=env)
    assert json.loads(rows.stdout.decode("utf-8"))["scenario"] == "Ä"


def test_it_starts_light():
    """A comparison for machines imports neither app, charts, draws, Babel nor Rich, nor what other commands need."""
    code = (
        "import atexit, sys; from calculator.__main__ import main;"
        "atexit.register(lambda: print(*sys.modules, file=sys.stderr)); main()"
    )
    command = [sys.executable, "-c", code, "compare", "--format", "json"]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=True)
    loaded = set(ran.stderr.split())
    assert {"numpy", "calculator.cli.comparing"} <= loaded
    assert not loaded & {"streamlit", "plotly", "pandas", "scipy", "rich", "babel", "logging"}
    assert not loaded & {"calculator.cli.asking", "calculator.registry", "calculator.settings"}


@pytest.mark.parametrize("name", [*get_command(app).list_commands(None), "compar", ""])
def test_a_command_alone_is_as_among_all(name):
    """The command that was typed is the same where no other is there, and a slip of the pen finds all of them."""
    known = get_command(app).list_commands(None)
    assert get_command(command_line(name)).list_commands(None) == ([name] if name in known else known)
    ran = CliRunner().invoke(command_line(name), [name, "--help"], env={"COLUMNS": "80"})
    assert ran.output == run(name, "--help").output


def test_light_commands_are_hung_up_by_the_first_module():
    """The commands for which one module is imported are those of that module."""
    first = [each.name for each in app.registered_commands if each.callback.__module__ == comparing.__name__]
    assert sorted(first) == sorted(LIGHT)


def test_help_and_docs_know_how_many_draws_there_are():
    """The help of `batch`, which starts without the engine, and the docs say the number of draws that are taken."""
    [odds] = [each for each in get_command(app).get_command(None, "batch").params if each.name == "odds"]
    said = [odds.help, *((ROOT / "docs" / name).read_text("utf-8") for name in ("batch.md", "command-line.md"))]
    assert all(f"{DRAWS:,} draws" in text for text in said)


def test_it_starts_light_for_people_too():
    """Nor does the table, draws and all, import the app, the charts, pandas or scipy; help needs no model."""
    code = (
        "import sys; from calculator.cli import app; app(standalone_mode=False); print(*sys.modules, file=sys.stderr)"
    )
    for words, banned in (
        (["compare"], {"streamlit", "plotly", "pandas", "scipy"}),
        (["--version"], {"numpy", "babel", "rich"}),
    ):
        command = [sys.executable, "-c", code, *words]
        ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=True)
        assert not {name.partition(".")[0] for name in ran.stderr.split()} & banned
