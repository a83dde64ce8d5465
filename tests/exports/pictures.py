"""What the tests of pictures share: scenarios that are hard to draw, and how a picture is read back."""

import io
import re
from xml.etree import ElementTree as ET

from PIL import Image, ImageChops

from calculator import assumptions
from calculator.changes import replace
from calculator.charts.palette import PAPER

LONG = "Chamber of commerce lunches, twice a month, and the golf day with all our friends"[:80]
STRANGE = 'Łódź & <b>Wrocław</b> "video" 名刺 \U0001f91d'
SVG = "{http://www.w3.org/2000/svg}"


def grown(scenario, count, name="My mix {}"):
    """The scenario with so many strategies, those beyond its own under a new name."""
    own = list(scenario.strategies.items())
    found = dict(own[:count])
    for index in range(len(found), count):
        copy = own[index % len(own)][1].model_copy(update={"name": name.format(index + 1)[:80]})
        found[f"mix_{index + 1}"] = copy
    return scenario.model_copy(update={"strategies": found})


def hard():
    """Scenarios by what is hard about them: currencies, names, counts, goals, and every case of the headline."""
    uk = assumptions.scenario("uk-owner")
    mixes = [f"strategies.{key}.times_per_year.{activity}" for key in uk.strategies for activity in uk.activities]
    same = {key: uk.strategies["online"].model_copy(update={"name": key}) for key in ("a", "b")}
    return {
        "pounds": uk,
        "dollars": assumptions.scenario("us-owner"),
        "canada": assumptions.scenario("ca-owner"),
        "role": assumptions.scenario("uk-job-seeker"),
        "one": grown(uk, 1),
        "six": grown(uk, 6, LONG),
        "eight": grown(uk, 8),
        "twelve": grown(uk, 12, LONG),
        "none": uk.model_copy(update={"strategies": {}}),
        "long": replace(uk, {"strategies.face_to_face.name": LONG, "strategies.online.name": "W" * 80}),
        "strange": replace(uk, {"strategies.face_to_face.name": STRANGE, "strategies.online.name": "]]> \u200f x"}),
        "unpaid": replace(uk, {"profile.hourly_value": 0}),
        "idle": replace(
            uk, {path: 0 for path in mixes if path.split(".")[-1] in uk.strategies[path.split(".")[1]].times_per_year}
        ),
        "lost": replace(uk, {"pipelines.clients.close_rate": 0}),
        "near": replace(uk, {"strategies.blended.times_per_year.breakfast": 0}),
        "same": uk.model_copy(update={"strategies": same}),
        "huge": replace(
            uk,
            {
                "currency": "CHF",
                "profile.hourly_value": 1000,
                "strategies.online.times_per_year.video": 5000,
                "activities.breakfast.meal_fee": 200,
                "strategies.face_to_face.times_per_year.breakfast": 5000,
            },
        ),
    }


def opened(content):
    """A PNG as pixels, which must all be opaque."""
    image = Image.open(io.BytesIO(content))
    image.load()
    assert image.format == "PNG"
    if "A" in image.getbands():
        assert image.getchannel("A").getextrema() == (255, 255)
    return image.convert("RGB")


def wordless(svg):
    """The same drawing without its words."""
    return re.sub(r"<text.*?</text>", "", svg, flags=re.DOTALL)


def inked(image):
    """The box of all that is not paper."""
    paper = Image.new("RGB", image.size, PAPER.light)
    difference = ImageChops.difference(image, paper).point(lambda value: 255 if value > 8 else 0)
    return difference.getbbox()


def differing(one, other):
    """How many pixels differ."""
    return sum(ImageChops.difference(one, other).convert("L").point(lambda value: value > 16 and 255).histogram()[255:])


def texts(svg):
    """The words of a drawing, with their places, sizes and fonts."""
    root = ET.fromstring(svg)
    return [(element.attrib, "".join(element.itertext())) for element in root.iter(f"{SVG}text")]
