"""A journalist on a deadline: from a question to the words, who said them, what surrounds them, and into a notebook."""

import re
import xml.etree.ElementTree as ET
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.api.browser.conftest import Watched

pytestmark = pytest.mark.browser


def total(page: Page) -> int:
    """How many claims the heading of a list counts that has just been opened."""
    found = re.match(r"([\d,]+) claims?", page.locator("#results").inner_text())
    assert found is not None
    return int(found[1].replace(",", ""))


def expect_total(page: Page, claims: int) -> None:
    """Wait until a list counts so many claims."""
    expect(page.locator("#results")).to_have_text(re.compile(rf"^\s*{claims:,} claims?\b"))


def test_facets_narrow_and_chips_widen_again(page: Page) -> None:
    page.goto("/claims")
    everything = total(page)
    facets = page.get_by_role("complementary", name="Narrow down")
    steel = facets.get_by_role("listitem").filter(has=page.get_by_role("link", name="steel", exact=True))
    count = int(steel.locator(".count").inner_text())
    steel.get_by_role("link").click()
    assert count < everything
    expect_total(page, count)
    page.get_by_role("link", name="sector steel").click()
    expect_total(page, everything)
    page.go_back()
    expect_total(page, count)


def test_words_are_marked_where_they_were_said(page: Page) -> None:
    page.goto("/claims")
    page.get_by_role("searchbox").fill("copper")
    page.keyboard.press("Enter")
    expect(page.locator(".claim mark").first).to_have_text(re.compile("copper", re.I))


def test_claims_are_grouped_by_who_said_them(page: Page) -> None:
    page.goto("/claims")
    page.get_by_role("navigation", name="Group").get_by_role("link", name=re.compile("speaker", re.I)).click()
    marchand = page.locator(".group").filter(has=page.get_by_role("heading", name=re.compile("Élise Marchand")))
    expect(marchand).to_have_count(1)
    page.wait_for_load_state()
    speakers = marchand.locator(".claim .speaker").all_inner_texts()
    assert set(speakers) == {"Élise Marchand"}


def test_a_citation_reaches_the_clipboard(watched: Watched, page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=watched.server)
    page.goto("/claims?q=blink")
    card = page.locator(".claim").first
    card.get_by_text("Cite", exact=True).click()
    card.get_by_role("button", name="Copy the citation, Markdown").click()
    expect(page.get_by_role("status")).to_have_text("The citation is copied.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == card.locator(".citation pre").nth(1).inner_text()
    assert "Steel towns wait for an answer" in copied


def test_a_permalink_shows_its_claim_again(page: Page) -> None:
    page.goto("/claims?q=blink")
    with page.expect_navigation():
        page.locator(".claim").first.get_by_role("link", name="Permalink").click()
    expect(page.get_by_text("We will not blink").first).to_be_in_viewport()
    address = page.url
    page.goto("/")
    page.goto(address)
    expect(page.get_by_text("We will not blink").first).to_be_in_viewport()


def test_a_link_into_a_text_may_point_to_any_characters(page: Page) -> None:
    page.goto("/claims?q=blink")
    page.locator(".claim").first.get_by_role("link", name="Show in document").click()
    page.wait_for_url(re.compile("#char="))
    start, end = map(int, page.url.rpartition("=")[2].split(","))
    page.goto(f"{page.url.partition('#')[0]}#char={start},{end}")
    expect(page.locator("mark:target").first).to_be_in_viewport()


def test_a_search_is_followed_in_a_feed_reader(watched: Watched, page: Page) -> None:
    page.goto("/claims?sector=steel")
    feed = page.locator("link[type='application/atom+xml']").get_attribute("href")
    reply = httpx.get(f"{watched.server}{feed}")
    assert reply.headers["content-type"].startswith("application/atom+xml")
    entries = ET.fromstring(reply.content).findall("{http://www.w3.org/2005/Atom}entry")
    assert len(entries) == total(page)


def test_a_list_goes_into_a_spreadsheet(page: Page) -> None:
    page.goto("/claims?sector=steel")
    with page.expect_response(re.compile(r"claims\.csv")) as taken:
        page.evaluate("fetch(document.querySelector('.formats a[href*=csv]').href)")
    rows = taken.value.text().splitlines()
    assert rows[0].startswith("iri,") or "speaker" in rows[0]
    assert len(rows) >= total(page) + 1


def test_the_whole_graph_is_downloaded(page: Page, tmp_path: Path) -> None:
    page.goto("/")
    page.get_by_role("navigation", name="Sections").get_by_role("link", name="Downloads").click()
    with page.expect_download() as saved:
        page.get_by_role("link", name="onrecord.ttl").click()
    saved.value.save_as(tmp_path / "all.ttl")
    assert "We will not blink" in (tmp_path / "all.ttl").read_text("utf-8")


def test_a_dead_link_leads_on_to_who_was_meant(page: Page, watched: Watched) -> None:
    watched.expect("status of 404")
    page.goto("/person/elise-marchand")
    expect(page.get_by_role("heading", level=1)).to_have_text("There is nothing here")
    expect(page.get_by_role("searchbox")).to_have_value("elise marchand")
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_role("link", name="Élise Marchand").first).to_be_visible()


def test_a_date_that_is_none_is_explained_and_put_right(page: Page, watched: Watched) -> None:
    watched.expect("status of 4")
    page.goto("/claims?from=yesterday")
    expect(page.get_by_role("alert")).to_be_visible()
    page.get_by_label("From").fill("2025-10")
    page.get_by_role("button", name="Show").click()
    expect(page.locator("#results")).to_have_text(re.compile(r"^\s*[1-9][\d,]* claims?\b"))
