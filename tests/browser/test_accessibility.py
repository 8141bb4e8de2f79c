"""axe finds nothing, on any page that readers see. Pages at the end of a journey are looked at there."""

from __future__ import annotations

import re

import pytest

from tests.browser.auditing import assert_fits_a_phone, assert_nothing_found
from tests.browser.conftest import DESK, Visit
from tests.browser.demo import address_of, edition, showpiece, story
from tests.browser.desk import withdraw
from tests.browser.doors import come_back_as, comment_with, enter_with_password
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
# Of a reader who is signed in and has just been asked whether it is she; {} is a comment of hers.
OWN_PAGES = [
    "/your/profile/",
    "/your/notifications/",
    "/your/letters/?saved",
    "/your/data/",
    "/your/close/",
    "/comments/yours/",
    "/comments/{}/edit/",
    "/comments/{}/delete/",
    "/comments/{}/posted/",
    "/comments/{}/reply/",
    "/account/3rdparty/",
    "/account/email/",
    "/account/password/change/",
    "/account/2fa/",
    "/account/2fa/webauthn/",
    "/account/2fa/webauthn/add/",
    "/account/2fa/totp/activate/",
    "/account/logout/",
]
NARROW = {"/your/letters/?saved", "/comments/yours/", "/comments/{}/edit/", "/account/3rdparty/"}


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


def test_every_page_of_a_readers_own(visit: Visit) -> None:
    page = visit(DESK)
    enter_with_password(page, "niamh")
    page.goto("/opinion/lit-window/")
    page.get_by_role("textbox", name="Leave a comment").fill("We had one like it on the quay.")
    page.get_by_role("button", name="Post comment").click()
    page.wait_for_url("**#comment-*")
    number = page.url.rpartition("-")[2]
    page.get_by_role("link", name="Edit").wait_for()
    assert_nothing_found(page)
    assert_fits_a_phone(page)
    page.goto("/account/reauthenticate/")
    assert_nothing_found(page)
    page.get_by_role("textbox", name="Password").fill("niamh-at-the-harbour")
    page.get_by_role("button", name="It is me").click()
    for path in OWN_PAGES:
        page.goto(path.format(number))
        assert page.url.endswith(path.format(number)), page.url
        assert_nothing_found(page)
        if path in NARROW:
            assert_fits_a_phone(page)


def test_what_others_see_and_what_the_desk_does(visit: Visit, site: Site) -> None:
    page = visit(DESK)
    enter_with_password(page, "cormac")
    page.goto("/opinion/lit-window/")
    other = page.locator(".comment-words a[href$='/mute/']").first.get_attribute("href") or ""
    reader = page.locator(".comment-head b a").first.get_attribute("href") or ""
    stop = address_that_stops_letters(site, "cormac@dunmara.example")
    for path in (other, other.replace("mute", "pick"), reader, stop, "/comments/kept/", "/account/password/reset/"):
        answer = page.goto(path)
        assert answer is not None
        assert answer.ok, path
        assert_nothing_found(page)


def address_that_stops_letters(site: Site, email: str) -> str:
    """As it stands in the letters of one kind."""
    from standfirst.accounts.letters import stop_token
    from standfirst.accounts.models import User

    with site.open_database():
        token = stop_token(reader=User.objects.get(email=email), kind="reply")
    return f"/your/letters/stop/{token}/"
