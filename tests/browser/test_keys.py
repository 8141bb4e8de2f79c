"""A reader makes a key, and a page of another site writes with it; with a cookie it gets nowhere."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.auditing import assert_nothing_found
from tests.browser.conftest import BOTH, DESK, Screen, Visit
from tests.browser.doors import ask_for_code, come_back_as
from tests.browser.elsewhere import another_site
from tests.readers import a_comment, a_thread, welcome
from tests.site import Site

CALL = """async ({address, method, key, sent, credentials}) => {
  const headers = {"Content-Type": "application/json"};
  if (key) headers.Authorization = `Bearer ${key}`;
  try {
    const answer = await fetch(address, {method, headers, credentials, body: sent && JSON.stringify(sent)});
    return {status: answer.status, told: await answer.json()};
  } catch (error) {
    return {status: 0, told: String(error)};
  }
}"""


def call(page: Page, address: str, *, method: str = "GET", **more: Any) -> Any:
    asked = {"address": address, "method": method, "key": "", "sent": None, "credentials": "omit", **more}
    return page.evaluate(CALL, asked)


def make_key(page: Page, site: Site) -> str:
    """Through the page, as somebody who comes back with an old session: the code is asked for once more."""
    [reader] = welcome(site)
    come_back_as(page, reader, site.base_url)
    page.goto("/your/page/")
    page.get_by_role("link", name=re.compile("^Keys")).click()
    page.get_by_role("button", name="Sign in once more").click()
    ask_for_code(page, f"{reader.name.replace(' ', '-').lower()}@readers.example")
    page.get_by_role("textbox", name="What is it for?").fill("My blog")
    page.get_by_role("button", name="Make a key").click()
    return page.get_by_label("Your new key").input_value()


@BOTH
def test_a_key_is_made_seen_once_and_withdrawn(visit: Visit, site: Site, screen: Screen) -> None:
    page = visit(screen)
    key = make_key(page, site)
    assert key.startswith("sf_")
    expect(page.get_by_text("Not used yet.")).to_be_visible()
    if screen.script:
        assert_nothing_found(page)
    page.goto("/your/keys/")
    assert key not in page.content()
    page.get_by_role("textbox", name="What is it for?").fill("My blog")
    page.get_by_role("button", name="Make a key").click()
    expect(page.get_by_role("alert")).to_contain_text("You have a key of that name.")
    if screen.script:
        assert_nothing_found(page)
    page.get_by_role("button", name="Withdraw My blog").click()
    expect(page.get_by_role("button", name="Withdraw My blog")).to_have_count(0)


def test_a_page_elsewhere_writes_with_a_key_and_not_with_a_cookie(visit: Visit, site: Site, chromium: Browser) -> None:
    own = visit(DESK)
    key = make_key(own, site)
    thread, comment = a_thread(site), a_comment(site)
    api = f"{site.base_url}/api/v3"
    with another_site() as origin:
        # In the same browser, with the reader's cookies: none of them may be of use.
        page = chromium.new_context(storage_state=own.context.storage_state()).new_page()
        page.goto(origin)
        comments = f"{api}/threads/{thread}/comments/"
        assert call(page, comments)["told"]["items"] == []
        posted = call(page, comments, method="POST", key=key, sent={"text": "From the blog."})
        assert (posted["status"], posted["told"]["state"]) == (201, "published")
        recommended = call(page, f"{api}/comments/{comment}/recommendation/", method="PUT", key=key)
        assert recommended["told"] == {"recommended": True, "count": 1}
        assert call(page, f"{api}/your/", key=key)["told"]["scopes"]
        assert call(page, f"{api}/your/")["told"]["code"] == "not-signed-in"
        for credentials in ("include", "same-origin"):
            forged = call(page, comments, method="POST", sent={"text": "Forged."}, credentials=credentials)
            assert forged["status"] in {0, 401, 403}
        assert call(page, f"{api}/your/", credentials="include")["status"] == 0
        report = {"reason": "other", "words": "Seen from the blog."}
        assert call(page, f"{api}/comments/{comment}/reports/", method="POST", sent=report)["status"] == 201
        page.context.close()
    items = call(own, comments)["told"]["items"]
    assert [one["html"] for one in items] == ["<p>From the blog.</p>"]


@pytest.mark.parametrize("screen", [DESK, Screen(360)], ids=str)
def test_the_documentation_is_a_page_of_the_paper(visit: Visit, screen: Screen) -> None:
    page = visit(screen)
    page.goto("/api/v3/docs/#too-fast")
    expect(page.locator("#too-fast")).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert_nothing_found(page)
