"""The pictures of docs/workshop.md, from the running app: a made-up room of thirty, on phone, laptop and wall.

`make screenshot` takes them anew, with the picture in the README.
"""

from __future__ import annotations

import json
import urllib.request
from pathlib import Path
from typing import Any

import numpy as np
from playwright.sync_api import Browser, Page, expect

from calculator import assumptions, permalink
from calculator.findings.beliefs import CLAIMS
from calculator.questions import asked

DOCS = Path(__file__).parents[1] / "docs"
PEOPLE, TITLE = 30, "Thursday breakfast club"
WALL, PHONE = {"width": 1280, "height": 720}, {"width": 390, "height": 844}
TYPED = {
    "worth": (800, 4000),
    "hour": (18, 60),
    "travel": (10, 45),
    "fee": (10, 18),
    "dues": (500, 950),
    "times": (20, 50),
}
"""Between which numbers the people of the made-up room answer each question."""


def take(browser: Browser, address: str) -> None:
    """Open a room, let thirty people answer, and keep four pictures of it."""
    scenario = assumptions.scenario(assumptions.default().id)
    made = call(address, "/rooms", {"link": permalink.query(permalink.encode(scenario)), "title": TITLE, "at_least": 5})
    code, secret = made["code"], made["secret"]
    phone = browser.new_page(viewport=PHONE)
    phone.goto(f"{address}/r/{code}")
    wall = browser.new_page(viewport=WALL)
    wall.goto(f"{address}/present/{code}#{secret}")
    for changes, before, after in answers(scenario):
        token = call(address, f"/r/{code}/join", {})["token"]
        call(address, f"/r/{code}/answer", {"changes": changes, "before": before, "after": after}, "PUT", token)
    expect(wall.locator("#people")).to_have_text(f"{PEOPLE} answers")
    picture(wall, "door")
    phone.fill("#field-hour", "35")
    phone.locator("#before .choices label").nth(2).click()
    phone.wait_for_timeout(1000)
    phone.screenshot(path=DOCS / "workshop-phone.png", full_page=True)
    wall.keyboard.press("r")
    wall.wait_for_selector("#view .plot circle")
    picture(wall, "board")
    wall.click("[data-view=decides]")
    picture(wall, "decides")
    call(address, f"/present/{code}", None, "DELETE", secret)


def answers(scenario: Any) -> list[tuple[dict[str, float], dict[str, int], dict[str, int]]]:
    """The numbers and votes of people who are not there, the same each time."""
    chance = np.random.default_rng(7)
    made = []
    for _ in range(PEOPLE):
        changes = {}
        for question in asked(scenario):
            low, high = TYPED[question.word]
            number = float(round(low + (high - low) * chance.beta(2, 3)))
            changes |= {path: number * scale for path, scale in question.scales.items()}
        votes = [{belief: int(chance.choice(of)) for belief in CLAIMS} for of in ((1, 1, 0, -1), (1, 0, -1, -1))]
        made.append((changes, *votes))
    return made


def picture(page: Page, name: str) -> None:
    """Keep what is on the wall."""
    page.wait_for_timeout(600)
    page.screenshot(path=DOCS / f"workshop-{name}.png")


def call(address: str, path: str, body: Any, method: str = "POST", token: str = "") -> Any:
    """Ask the app, as a phone or the presenter does."""
    headers = {"Content-Type": "application/json", "Origin": address}
    headers |= {"Authorization": f"Bearer {token}"} if token else {}
    data = None if body is None else json.dumps(body).encode()
    with urllib.request.urlopen(urllib.request.Request(address + path, data, headers, method=method)) as answer:
        return json.loads(answer.read() or b"null")
