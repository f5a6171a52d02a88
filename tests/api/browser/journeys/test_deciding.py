"""An editor: what is doubtful is decided and undone, documents come in while others read, and a token keeps strangers out."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, FilePayload, Page, expect
from pydantic import SecretStr

from api.settings import Settings
from tests.api.browser.conftest import Watched
from tests.api.running import fill, serving

pytestmark = pytest.mark.browser

_ARTICLE = """Fisheries minister answers

Fisheries Minister Nora Quist said on Friday that Denmark would challenge the new duties on lumber. “We have time,” Quist said.
"""


def press(page: Page, key: str, *, until: str) -> None:
    """Press a key that decides, and wait until the page tells of it."""
    with page.expect_navigation(url=re.compile(until)):
        page.keyboard.press(key)


def test_a_doubt_is_decided_and_undone_by_keyboard(page: Page) -> None:
    page.goto("/review")
    doubtful = page.locator("ol.review .item[id]")
    expect(doubtful).to_have_count(1)
    page.keyboard.press("j")
    expect(doubtful.first).to_be_focused()
    press(page, "s", until="noted=")
    expect(page.locator("ol.review .item[id]")).to_have_count(0)
    expect(page.locator("[aria-labelledby=decided] .item")).to_have_count(1)
    page.reload()
    expect(page.locator("ol.review .item[id]")).to_have_count(0)
    page.goto("/review")
    press(page, "u", until="noted=")
    expect(page.locator("ol.review .item[id]")).to_have_count(1)


def test_two_that_were_joined_are_parted_by_mouse(page: Page) -> None:
    page.goto("/review?verdict=same")
    with page.expect_navigation(url=re.compile("noted=")):
        page.get_by_role("button", name="Different").first.click()
    with page.expect_navigation(url=re.compile("noted=")):
        page.locator("[aria-labelledby=decided]").get_by_role("button", name="Undo").first.click()
    page.goto("/review?verdict=same")
    expect(page.get_by_role("button", name="Different").first).to_be_visible()


def test_a_claim_is_reported_wrong_and_leaves_the_list_until_that_is_undone(page: Page) -> None:
    page.goto("/claims?q=mills")
    expect(page.locator(".claim")).to_have_count(1)
    page.get_by_role("link", name="Report as wrong").click()
    with page.expect_navigation(url=re.compile("noted=")):
        page.locator("[aria-labelledby=reported]").get_by_role("button", name="It is wrong").click()
    page.goto("/claims?q=mills")
    expect(page.locator(".claim")).to_have_count(0)
    page.goto("/review")
    with page.expect_navigation(url=re.compile("noted=")):
        page.locator("[aria-labelledby=decided]").get_by_role("button", name="Undo").first.click()
    page.goto("/claims?q=mills")
    expect(page.locator(".claim")).to_have_count(1)


def test_a_pasted_document_is_found_in_the_other_tab_too(page: Page, watched: Watched) -> None:
    watched.expect("status of 400")
    page.goto("/claims?speaker=Quist")
    expect(page.locator(".claim")).to_have_count(0)
    other = page.context.new_page()
    other.goto("/add")
    other.get_by_label("The article").fill(_ARTICLE)
    other.get_by_label("Outlet").fill("Harbour Post")
    other.get_by_label("Published").fill("2026-02-06")
    other.get_by_role("button", name="Read").click()
    expect(other.locator("#progress")).to_have_text("1 document: 1 read.", timeout=60_000)
    page.reload()
    expect(page.locator(".claim blockquote").filter(has_text="Denmark would challenge")).to_have_count(1)
    other.locator("#report tbody a").click()
    expect(other.locator(".source-text")).to_contain_text("Quist said on Friday")
    other.close()


def test_files_are_taken_in_and_what_cannot_be_read_is_told(page: Page) -> None:
    page.goto("/add")
    good = FilePayload(name="good.txt", mimeType="text/plain", buffer=b"Mills\n\nMinister Pia Lund said steel is dear.\n")
    bad = FilePayload(name="broken.pdf", mimeType="application/pdf", buffer=b"%PDF-1.7 nothing")
    page.locator("#file").set_input_files([good, bad])
    page.get_by_role("button", name="Read").click()
    expect(page.locator("#progress")).to_contain_text(re.compile(r"1 read\.|Not finished"), timeout=60_000)
    expect(page.locator("#report")).to_contain_text("broken.pdf")
    expect(page.locator("#report")).to_contain_text(re.compile("good|Mills"))


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    path: Path = tmp_path_factory.mktemp("guarded") / "store"
    fill(path)
    with serving(Settings(store=str(path), token=SecretStr("open sesame"))) as address:
        yield address


def test_who_wants_to_write_signs_in_first(browser: Browser, guarded: str) -> None:
    context = browser.new_context(base_url=guarded)
    watched = Watched(context.new_page(), guarded)
    watched.watch()
    watched.expect("status of 4")
    page = watched.page
    page.goto("/review")
    page.get_by_role("link", name="sign in").click()
    page.get_by_label("Token").fill("guessed")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_be_visible()
    page.get_by_label("Token").fill("open sesame")
    page.get_by_role("button", name="Sign in").click()
    expect(page).to_have_url(re.compile("/review"))
    expect(page.get_by_role("button", name="It is wrong").first).to_be_visible()
    with page.expect_navigation():
        page.get_by_role("button", name="Sign out").click()
    page.goto("/review")
    expect(page.get_by_role("button", name="It is wrong")).to_have_count(0)
    context.close()
    assert watched.complaints == []
