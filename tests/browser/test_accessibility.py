"""axe finds nothing, on any page that readers see. Pages at the end of a journey are looked at there."""

from __future__ import annotations

import re

import pytest

from tests.browser.auditing import assert_nothing_found
from tests.browser.conftest import DESK, Visit
from tests.browser.demo import address_of, edition, showpiece, story
from tests.browser.desk import withdraw
from tests.browser.doors import come_back_as, comment_with
from tests.readers import welcome
from tests.site import Site

PAGES = [
    "/",
    "/news/",
    address_of(showpiece()),
    address_of(story(edition().live.story)),
    "/search/?q=pier&section=news",
    "/contributors/mairin-kehoe/",
    "/corrections/",
    "/house-rules/",
    "/support/",
    "/account/login/",
    "/account/login/password/",
    "/demo/mail/",
    "/patterns/",
    "/no/such/page/",
]


@pytest.mark.parametrize("path", PAGES)
def test_a_page_for_everyone(visit: Visit, path: str) -> None:
    page = visit(DESK)
    page.goto(path)
    assert_nothing_found(page)


def test_a_withdrawn_story(visit: Visit, site: Site) -> None:
    withdraw(site, "sauna-refused", reason="The figures in it were those of another sauna.")
    page = visit(DESK)
    answer = page.goto("/council/sauna-refused/")
    assert answer is not None
    assert answer.status == 410
    assert_nothing_found(page)


def test_forms_with_something_wrong(visit: Visit) -> None:
    page = visit(DESK)
    page.goto(address_of(showpiece()))
    page.get_by_role("link", name=re.compile("^Report .*comment")).first.click()
    assert_nothing_found(page)
    page.get_by_role("radio").first.check()
    page.get_by_role("textbox", name="In your words").fill("  ")
    page.get_by_role("button", name="Send report").click()
    page.get_by_role("alert").first.wait_for()
    assert_nothing_found(page)


def test_what_is_the_readers_own(visit: Visit, site: Site) -> None:
    page = visit(DESK)
    come_back_as(page, welcome(site)[0], site.base_url)
    page.goto("/your/page/")
    assert_nothing_found(page)
    page.goto("/council/hill-turbine/")
    page.get_by_role("textbox", name="Leave a comment").fill("Blades at night.")
    page.get_by_role("button", name="Post comment").click()
    assert_nothing_found(page)
    page.get_by_role("link", name="Back to the conversation").click()
    page.get_by_text("Only you see this so far").wait_for()
    assert_nothing_found(page)
    assert comment_with(page, "Blades at night.").count() == 0
