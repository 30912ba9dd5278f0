"""Journeys in a real browser over the real sample: what a person does in the first minutes.

They need Chromium and playwright; where there is none they skip and say so, except where CI asks for them. No request
may leave this machine on any of them.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
WAIT_MS = 60_000

pytestmark = pytest.mark.journey


def missing() -> str:
    """Why there is no browser here; empty where there is one."""
    if not CHROMIUM:
        return "no Chromium on the path"
    try:
        import playwright.sync_api  # noqa: F401
    except ImportError:
        return "the package playwright is not installed"
    return ""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The dashboard on a free port, with nothing but the sample."""
    if why := missing():
        assert os.environ.get("CI") != "true", f"Journeys must run here, but there is {why}."
        pytest.skip(f"Journeys need a browser: {why}.")
    with socket.socket() as probe:
        probe.bind(("localhost", 0))
        port = probe.getsockname()[1]
    command = [
        sys.executable,
        "-m",
        "streamlit",
        "run",
        "dashboard.py",
        "--server.headless=true",
        f"--server.port={port}",
    ]
    server = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_until_healthy(port, server)
        yield f"http://localhost:{port}"
    finally:
        server.terminate()
        server.wait(20)


def wait_until_healthy(port: int, server: subprocess.Popen) -> None:
    for _ in range(300):
        assert server.poll() is None, "the dashboard did not start"
        connection = HTTPConnection("localhost", port, timeout=2)
        try:
            connection.request("GET", "/_stcore/health")
            if connection.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.2)
        finally:
            connection.close()
    pytest.fail("the dashboard was not healthy within a minute")


@pytest.fixture(scope="module")
def browser(address: str) -> Iterator[object]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        made = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield made
        made.close()


@pytest.fixture
def page(browser, request: pytest.FixtureRequest) -> Iterator[object]:  # type: ignore[no-untyped-def]
    """A fresh visitor; afterwards: nothing was asked of another machine, and no script failed."""
    context = browser.new_context(**{"viewport": {"width": 1400, "height": 1000}} | getattr(request, "param", {}))
    context.set_default_timeout(WAIT_MS)
    made = context.new_page()
    outside: list[str] = []
    faults: list[str] = []
    made.on("request", lambda asked: outside.append(asked.url) if not is_local(asked.url) else None)
    made.on("pageerror", lambda fault: faults.append(str(fault)))
    yield made
    context.close()
    assert not outside
    assert not faults


def is_local(url: str) -> bool:
    return re.match(r"(https?|wss?)://(localhost|127\.0\.0\.1)[:/]|(data|blob|about):", url) is not None


def open_sample(page, address: str, query: str = "") -> None:  # type: ignore[no-untyped-def]
    page.goto(f"{address}/{query}")
    lanes(page).locator(".main-svg").first.wait_for()
    settle(page)


def lanes(page):  # type: ignore[no-untyped-def]
    return page.get_by_role("img", name=re.compile("^Timeline in lanes"))


def settle(page) -> None:  # type: ignore[no-untyped-def]
    """Wait until the page has nothing running."""
    page.wait_for_timeout(400)
    page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for()
    page.wait_for_timeout(400)


def shown(page) -> int:  # type: ignore[no-untyped-def]
    """The number at the head of the summary."""
    return int(page.locator(".summary b").inner_text().replace(",", ""))


def location(page) -> str:  # type: ignore[no-untyped-def]
    return page.evaluate("location.href")


def tick(page, label: str) -> int:  # type: ignore[no-untyped-def]
    """Tick the choice that begins so; gives the number that stands beside it."""
    box = page.get_by_role("checkbox", name=re.compile(rf"^{label} · ")).first
    count = int(box.get_attribute("aria-label").rpartition("·")[2].replace(",", ""))
    page.locator("label", has=box).first.click()
    page.locator(".st-key-chips").get_by_role("button", name=label).first.wait_for()
    settle(page)
    return count


def open_a_mark(page) -> None:  # type: ignore[no-untyped-def]
    """Click a day's mark that is in view: more is drawn beyond the edges, for the hand that drags."""
    chart = lanes(page).bounding_box()
    boxes = [point.bounding_box() for point in lanes(page).locator(".scatterlayer path.point").all()]
    inside = [box for box in boxes if chart["x"] + 200 < box["x"] < chart["x"] + chart["width"] - 40]
    chosen = min(inside, key=lambda box: box["y"])
    page.mouse.click(chosen["x"] + chosen["width"] / 2, chosen["y"] + chosen["height"] / 2)
    page.locator(".article mark.sentence").first.wait_for()
    settle(page)


def test_the_sample_is_a_timeline_above_the_fold(page, address: str) -> None:  # type: ignore[no-untyped-def]
    open_sample(page, address)
    assert page.get_by_text("This is sample data").is_visible()
    assert page.get_by_placeholder(re.compile("^Paste an article")).is_visible()
    assert lanes(page).bounding_box()["y"] < 500
    assert shown(page) > 20
    assert lanes(page).locator(".point").count() > 10


def test_filter_by_actor_and_by_region(page, address: str) -> None:  # type: ignore[no-untyped-def]
    open_sample(page, address)
    everything = shown(page)
    by_actor = tick(page, "Taliban government")
    assert shown(page) == by_actor < everything
    assert "actor=Taliban+government" in location(page).replace("%20", "+")
    by_region = tick(page, "Western Asia")
    assert shown(page) == by_region <= by_actor
    assert "region=Western+Asia" in location(page).replace("%20", "+")
    page.get_by_role("button", name="Clear all").click()
    settle(page)
    assert shown(page) == everything


def test_an_event_shows_its_sentence_and_the_zoom_stays(page, address: str) -> None:  # type: ignore[no-untyped-def]
    open_sample(page, address)
    before = page.evaluate(RANGE)
    open_a_mark(page)
    assert page.locator(".article mark.sentence").first.is_visible()
    assert page.get_by_text("Why this date").is_visible()
    assert re.search(r"event=[0-9a-f]{16}", location(page))
    assert page.evaluate(RANGE) == before


def test_an_address_brings_the_view_back(page, address: str) -> None:  # type: ignore[no-untyped-def]
    open_sample(page, address)
    tick(page, "Pakistan")
    open_a_mark(page)
    link, count = location(page), shown(page)
    marked = page.locator(".article mark.sentence").all_inner_texts()
    page.goto("about:blank")
    page.goto(link)
    page.locator(".article mark.sentence").first.wait_for()
    settle(page)
    assert shown(page) == count
    assert page.locator(".article mark.sentence").all_inner_texts() == marked
    assert location(page) == link


def test_brushing_the_strip_sets_the_period(page, address: str) -> None:  # type: ignore[no-untyped-def]
    open_sample(page, address)
    everything = shown(page)
    box = page.get_by_role("img", name=re.compile("^How the events lie")).bounding_box()
    page.mouse.move(box["x"] + box["width"] * 0.75, box["y"] + 30)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.98, box["y"] + 34, steps=8)
    page.mouse.up()
    page.locator(".st-key-chips").wait_for()
    settle(page)
    assert 0 < shown(page) < everything
    assert "from=" in location(page)
    assert "to=" in location(page)


def test_zooming_with_the_wheel_keeps_a_filter_and_is_kept_by_one(page, address: str) -> None:  # type: ignore[no-untyped-def]
    open_sample(page, address)
    whole = page.evaluate(RANGE)
    box = lanes(page).bounding_box()
    page.mouse.move(box["x"] + box["width"] * 0.6, box["y"] + 120)
    page.keyboard.down("Control")
    page.mouse.wheel(0, -200)
    page.keyboard.up("Control")
    settle(page)
    zoomed = page.evaluate(RANGE)
    assert zoomed[1] - zoomed[0] < whole[1] - whole[0]
    tick(page, "Pakistan")
    assert page.evaluate(RANGE) == pytest.approx(zoomed)


def test_a_damaged_address_still_opens(page, address: str) -> None:  # type: ignore[no-untyped-def]
    page.goto(f"{address}/?from=nonsense&lane=%3Cscript%3Ealert(1)%3C/script%3E&event=1")
    page.get_by_text("could not be read").first.wait_for()
    lanes(page).locator(".main-svg").first.wait_for()
    settle(page)
    assert "script" not in location(page)


@pytest.mark.parametrize(
    "page",
    [{"viewport": {"width": 390, "height": 844}}, {"color_scheme": "dark"}],
    indirect=True,
    ids=["phone", "dark"],
)
def test_phone_and_night(page, address: str) -> None:  # type: ignore[no-untyped-def]
    open_sample(page, address)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth + 1")
    assert lanes(page).locator(".point").count() > 10


@pytest.mark.parametrize("name", ["Articles", "Try a text"])
def test_the_other_pages_open(page, address: str, name: str) -> None:  # type: ignore[no-untyped-def]
    open_sample(page, address)
    page.get_by_role("link", name=name).click()
    settle(page)
    assert page.locator('[data-testid="stException"]').count() == 0
    assert page.locator('[data-testid="stDataFrame"]').first.is_visible()


RANGE = """() => {
    const chart = [...document.querySelectorAll('.timeline-chart')].find((one) => one.ariaLabel.startsWith('Timeline'));
    return chart._fullLayout.xaxis.range.map((end) => chart._fullLayout.xaxis.d2l(end));
}"""


def test_a_history_is_drawn_before_the_year_1(page, address: str) -> None:  # type: ignore[no-untyped-def]
    open_sample(page, address)
    page.get_by_placeholder("Paste an article here").fill(
        "Romans crossed to Sicily in 264 BC. Hannibal besieged Saguntum in 219 BC. Senators killed Caesar on 15 March "
        "44 BC. Augustus ruled Rome from 27 BC to AD 14."
    )
    page.get_by_role("button", name="Read").click()
    page.get_by_role("button", name="Add 1 article").click()
    lanes(page).locator(".xtick text", has_text="200 BC").wait_for()
    settle(page)
    assert shown(page) == 4
    page.get_by_role("textbox", name="To", exact=True).fill("100 BC")
    page.get_by_role("textbox", name="To", exact=True).press("Enter")
    page.locator(".st-key-chips").get_by_role("button", name="until 31 Dec 100 BC").wait_for()
    settle(page)
    assert shown(page) == 2
    assert "to=BC0100-12-31" in location(page)


def test_a_reload_keeps_what_was_pasted(page, address: str) -> None:  # type: ignore[no-untyped-def]
    open_sample(page, address)
    page.get_by_placeholder("Paste an article here").fill("DOHA, 19 Oct 2025 - Two sides agreed a truce on Saturday.")
    page.get_by_role("button", name="Read").click()
    page.get_by_role("button", name="Add 1 article").click()
    page.get_by_text("This is sample data").wait_for(state="detached")
    settle(page)
    count = shown(page)
    page.reload()
    lanes(page).locator(".main-svg").first.wait_for()
    settle(page)
    assert shown(page) == count
    page.get_by_role("link", name="Articles").click()
    page.get_by_text("held in memory").wait_for()
    settle(page)
    assert re.search("library=[A-Za-z0-9_-]{22}", location(page))
    page.reload()
    page.get_by_text("held in memory").wait_for()
    settle(page)
    assert page.locator(".summary").inner_text().startswith("1 article ·")


def test_the_tab_key_stops_at_nothing_unseen(page, address: str) -> None:  # type: ignore[no-untyped-def]
    open_sample(page, address)
    page.get_by_role("button", name="Export").focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.innerText") == "Actor"
