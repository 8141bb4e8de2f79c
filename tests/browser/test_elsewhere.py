"""Comments on a page of another site, without a frame, in a Chromium that blocks third-party cookies."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Request, expect

from standfirst import clock
from tests.browser.auditing import assert_nothing_found
from tests.browser.conftest import Reading
from tests.browser.doors import ask_for_code, come_back_as
from tests.browser.hosts import SECRET, Host, blog, confirm, register, write
from tests.readers import welcome
from tests.site import Site

# Without a frame


def test_a_reader_posts_and_replies_on_the_blog_and_no_cookie_goes_with_it(
    site: Site, host: Host, reading: Reading
) -> None:
    address = blog(site, host)
    page = reading()
    [niamh] = welcome(site)
    come_back_as(page, niamh, site.base_url)
    asked: list[Request] = []
    page.on("request", lambda request: asked.append(request))
    page.goto(address)
    page.get_by_label("Leave a comment").fill("She had the tide with her.")
    confirm(page, "Post comment")
    expect(page.locator(".comment", has_text="She had the tide with her.")).to_be_visible()
    expect(page.get_by_text("Your comment is in the thread.")).to_be_attached()
    expect(page.get_by_text(f"You write as {niamh.name}.")).to_be_visible()
    page.get_by_role("link", name=re.compile("^Reply to")).click()
    page.get_by_role("textbox", name=re.compile("^Reply to")).fill("And the wind against her.")
    page.get_by_role("button", name="Post comment").first.click()
    expect(page.locator(".comment.depth-2", has_text="And the wind")).to_be_visible()
    expect(page.get_by_role("heading", name="Comments (2)")).to_be_visible()
    assert [one for one in asked if one.url.startswith(site.base_url)]
    assert not [one.url for one in asked if "cookie" in one.all_headers()]


def test_whoever_is_not_signed_in_gets_a_code_in_the_window_and_loses_no_word(
    site: Site, host: Host, reading: Reading
) -> None:
    page = reading(blog(site, host, path="/code/"))
    page.get_by_label("Leave a comment").fill("Written before I signed in.")
    page.wait_for_function("sessionStorage.length > 0")
    page.reload()
    page.get_by_label("Leave a comment").click()
    expect(page.get_by_label("Leave a comment")).to_have_value("Written before I signed in.")
    with page.expect_popup() as opened:
        page.get_by_role("button", name="Post comment").click()
    window = opened.value
    window.get_by_role("main").get_by_role("link", name="Sign in").click()
    ask_for_code(window, f"new-{host.port}@readers.example")
    window.get_by_role("button", name="Yes, write there as me").click()
    expect(page.get_by_role("alert")).to_contain_text("Choose the name")
    page.get_by_label("Your name by your comments").fill(f"New at {host.port}")
    page.get_by_role("button", name="Post comment").click()
    expect(page.locator(".comment", has_text="Written before I signed in.")).to_contain_text(f"New at {host.port}")


def test_another_reader_recommends_reports_and_signs_out(site: Site, host: Host, reading: Reading) -> None:
    address = blog(site, host, path="/deeds/")
    first, second = welcome(site, 2)
    page = reading()
    come_back_as(page, first, site.base_url)
    page.goto(address)
    page.get_by_label("Leave a comment").fill("The pilot knew those rocks.")
    confirm(page, "Post comment")
    expect(page.locator(".comment")).to_be_visible()
    expect(page.get_by_role("button", name="Delete")).to_be_visible()
    other = reading()
    come_back_as(other, second, site.base_url)
    other.goto(address)
    confirm(other, "Recommend")
    expect(other.locator(".comment .figures")).to_have_text("1")
    other.get_by_role("link", name=re.compile("^Report")).click()
    other.get_by_label("Rude or insulting").check()
    other.get_by_label("In your words").fill("Rude to pilots.")
    other.get_by_role("button", name="Send report").click()
    expect(other.get_by_text("Our moderators will review the comment.")).to_be_visible()
    other.get_by_role("button", name="Sign out").click()
    expect(other.get_by_role("button", name="Sign in")).to_be_visible()
    page.get_by_role("button", name="Edit").click()
    words = page.locator("article textarea")
    expect(words).to_have_value("The pilot knew those rocks.")
    words.fill("The pilot knows those rocks.")
    page.locator("article").get_by_role("button", name="Post comment").click()
    expect(page.locator(".comment", has_text="The pilot knows those rocks.")).to_contain_text("edited")
    page.get_by_role("button", name="Delete").click()
    page.get_by_role("button", name="Delete it? Press once more.").click()
    expect(page.locator(".comment")).to_have_count(0)


def test_a_refusal_stands_next_to_the_words_and_the_words_stay(site: Site, host: Host, reading: Reading) -> None:
    page = reading()
    [niamh] = welcome(site)
    come_back_as(page, niamh, site.base_url)
    page.goto(blog(site, host, path="/long/"))
    page.get_by_label("Leave a comment").fill("x" * 6000)
    confirm(page, "Post comment")
    expect(page.get_by_role("alert")).to_contain_text("longer than 5,000 letters")
    assert len(page.get_by_label("Leave a comment").input_value()) == 6000
    with site.open_database():
        from standfirst.moderation.models import WordList

        WordList.objects.create(entries="gobdaw", effect=WordList.Effects.NUDGE)
    page.get_by_label("Leave a comment").fill("That gobdaw of a timetable.")
    page.get_by_role("button", name="Post comment").click()
    page.get_by_label("Send it as it is").check()
    page.get_by_role("button", name="Post comment").click()
    expect(page.locator(".comment", has_text="That gobdaw of a timetable.")).to_have_count(1)


def test_a_long_conversation_is_read_in_orders_pages_and_places(site: Site, host: Host, reading: Reading) -> None:
    from standfirst.accounts.models import User
    from standfirst.comments.models import OutsideSite
    from standfirst.comments.tests.factories_elsewhere import make_comment_there

    address = blog(site, host, path="/long/")
    [reader] = welcome(site)
    with site.open_database():
        there = OutsideSite.objects.prefetch_related("origins").get(origins__origin=host.origin)
        author = User.objects.get(display_name=reader.name)
        for number in range(66):
            now = clock.now() - timedelta(hours=10, minutes=-number)
            last = make_comment_there(there, author, f"Number {number}.", address=address, now=now)
    page = reading(address)
    expect(page.locator(".comment")).to_have_count(60)
    page.get_by_role("link", name="More comments").click()
    expect(page.locator(".comment")).to_have_count(66)
    expect(page.get_by_text("Comments added below: 6")).to_be_attached()
    page.get_by_role("link", name="Newest").click()
    expect(page.locator(".comment").first).to_contain_text("Number 65.")
    expect(page.get_by_role("link", name="Newest")).to_be_focused()
    other = reading(f"{address}#comment-{last.pk}")
    expect(other.locator(".comment.is-sought")).to_contain_text("Number 65.")
    expect(other.locator(".comment")).to_have_count(1)
    other.get_by_role("link", name="The whole conversation").click()
    expect(other.locator(".comment")).to_have_count(60)


def test_a_host_signs_its_reader_in_with_a_token_and_no_window_opens(site: Site, host: Host, reading: Reading) -> None:
    import jwt

    now = int(clock.now().timestamp())
    told = {"iss": host.origin, "aud": site.base_url, "sub": "17", "jti": host.origin, "iat": now, "exp": now + 300}
    sent = jwt.encode(told | {"name": f"Reader of {host.port}"}, SECRET, "HS256", headers={"kid": "first"})
    page = reading(blog(site, host, issuer=host.origin, audience=site.base_url, token=sent))
    expect(page.get_by_text(f"You write as Reader of {host.port}.")).to_be_visible()
    write(page, "Signed in by the blog.")
    expect(page.locator(".comment", has_text="Signed in by the blog.")).to_be_visible()
    with page.expect_popup() as opened:
        page.get_by_role("button", name="Your data").click()
    opened.value.get_by_role("button", name="Open my account").click()
    expect(opened.value).to_have_url(f"{site.base_url}/your/data/")
    page.reload()
    expect(page.get_by_text("Signing in did not work.")).to_be_attached()


# The page around it


def test_it_follows_the_hosts_light_and_the_size_of_its_letters(site: Site, host: Host, reading: Reading) -> None:
    dark = "html { font-size: 62.5%; color-scheme: dark; } body { background: #111; color: #eee; }"
    page = reading(blog(site, host, style=dark))
    heading = page.get_by_role("heading", name="Comments")
    expect(heading).to_be_visible()
    expect(heading).to_have_css("color", "rgb(233, 228, 218)")
    size = page.locator(".house-notice").evaluate(
        "one => parseFloat(getComputedStyle(one).fontSize) * one.currentCSSZoom"
    )
    assert size == pytest.approx(15, abs=0.5)


def test_by_keyboard_alone_and_with_nothing_for_axe_to_find(site: Site, host: Host, reading: Reading) -> None:
    style = "html { color-scheme: light dark; } body { background: Canvas; color: CanvasText; font: 18px/1.6 serif; }"
    page = reading()
    [niamh] = welcome(site)
    come_back_as(page, niamh, site.base_url)
    page.goto(blog(site, host, path="/keys/", style=style))
    expect(page.get_by_label("Leave a comment")).to_be_visible()
    page.get_by_label("Leave a comment").focus()
    page.keyboard.type("Only keys.")
    for _ in range(2):
        page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Post comment")).to_be_focused()
    with page.expect_popup() as opened:
        page.keyboard.press("Enter")
    button = opened.value.get_by_role("button", name="Yes, write there as me")
    button.focus()
    opened.value.keyboard.press("Enter")
    expect(page.locator(".comment")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name=re.compile("^Reply to"))).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("textbox", name=re.compile("^Reply to"))).to_be_focused()
    assert_nothing_found(page)


def test_a_comments_own_link_leads_to_it_in_the_blogs_page(site: Site, host: Host, reading: Reading) -> None:
    address = blog(site, host, path="/links/")
    page = reading()
    [niamh] = welcome(site)
    come_back_as(page, niamh, site.base_url)
    page.goto(address)
    page.get_by_label("Leave a comment").fill("Look here.")
    confirm(page, "Post comment")
    page.get_by_role("link", name=re.compile("^Link to")).click()
    expect(page).to_have_url(re.compile(r"/links/#comment-\d+$"))
    other = reading(page.url)
    expect(other.locator(".is-sought")).to_contain_text("Look here.")


def test_one_script_tag_is_enough_and_counts_stand_in_lists(site: Site, host: Host, reading: Reading) -> None:
    reference = register(site, host)
    script = f'<script async src="{site.base_url}/static/elsewhere/comments.js" data-site="{reference}"></script>'
    page = reading()
    [niamh] = welcome(site)
    come_back_as(page, niamh, site.base_url)
    address = host.serve("/one/", script)
    page.goto(f"{address}?utm_source=mail")
    page.get_by_label("Leave a comment").fill("One tag.")
    confirm(page, "Post comment")
    expect(page.locator(".comment", has_text="One tag.")).to_be_visible()
    counted = f'<span data-comments-of="{address}"></span>'
    counts = f'<script async src="{site.base_url}/static/elsewhere/counts.js" data-site="{reference}"></script>'
    front = reading(host.serve("/", counted + counts))
    expect(front.locator("[data-comments-of]")).to_have_text("1")
