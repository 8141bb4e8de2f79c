"""Comments on a page of another site, in a Chromium that blocks third-party cookies: read, written, framed, refused."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect

from standfirst import clock
from tests.browser.auditing import assert_nothing_found
from tests.browser.conftest import ARGUMENTS, LONGEST_WAIT, PROGRAM
from tests.browser.doors import ask_for_code, come_back_as
from tests.browser.hosts import Host, a_host
from tests.readers import welcome
from tests.site import Site

SECRET = "between the two of us, and nobody else 12345"


@pytest.fixture(scope="module")
def careful(chromium: Browser) -> Iterator[Browser]:
    """A browser without third-party cookies."""
    arguments = [*ARGUMENTS, "--test-third-party-cookie-phaseout"]
    browser = chromium.browser_type.launch(executable_path=PROGRAM, args=arguments)
    yield browser
    browser.close()


@pytest.fixture
def host() -> Iterator[Host]:
    with a_host() as served:
        yield served


Reading = Callable[..., Page]


@pytest.fixture
def reading(careful: Browser, site: Site) -> Iterator[Reading]:
    """`reading(address)` opens a page in a browser of its own; no script may fail in it."""
    contexts: list[BrowserContext] = []
    trouble: list[str] = []

    def come(address: str = "", *, width: int = 1280, script: bool = True, scheme: Any = "light") -> Page:
        context = careful.new_context(
            base_url=site.base_url,
            viewport={"width": width, "height": 900},
            java_script_enabled=script,
            color_scheme=scheme,
        )
        context.set_default_timeout(LONGEST_WAIT)
        context.on("weberror", lambda error: trouble.append(str(error.error)))
        contexts.append(context)
        page = context.new_page()
        if address:
            page.goto(address)
        return page

    yield come
    for context in contexts:
        context.close()
    assert not trouble


def register(site: Site, host: Host, **more: Any) -> str:
    """The blog as a site of the paper; returns its reference."""
    from standfirst.comments.actions.sites import add_key, add_site

    with site.open_database():
        made = add_site(origins=[host.origin], settings={"name": "The Ferry Blog", **more}, now=clock.now())
        if more.get("issuer"):
            add_key(site_id=made.pk, kid="first", algorithm="HS256", material=SECRET, valid_from=made.made_at)
        return made.reference


def element(site: Site, reference: str, page: str, **more: str) -> str:
    attributes = " ".join(f'data-{name.replace("_", "-")}="{value}"' for name, value in more.items())
    return (
        f'<standfirst-comments data-site="{reference}" data-page="{page}" {attributes}>'
        f'<a href="{site.base_url}/elsewhere/{reference}/?url={page}">Read and write comments</a></standfirst-comments>'
        f'<script async src="{site.base_url}/static/elsewhere/comments.js"></script>'
    )


def blog(site: Site, host: Host, path: str = "/ferry/", **more: Any) -> str:
    """A page of the blog with comments on it; its address."""
    page = {name: more.pop(name) for name in list(more) if name[0].isupper() or name in {"style", "language"}}
    reference = register(site, host, **{name: more.pop(name) for name in list(more) if name in {"issuer", "audience"}})
    return host.serve(path, element(site, reference, f"{host.origin}{path}", **more), **page)


def write(page: Any, words: str) -> None:
    page.get_by_label("Leave a comment").fill(words)
    page.get_by_role("button", name="Post comment").click()


def confirm(page: Page, button: str) -> None:
    """Press, and say yes in the window that opens."""
    with page.expect_popup() as opened:
        page.get_by_role("button", name=button).first.click()
    opened.value.get_by_role("button", name="Yes, write there as me").click()


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


def test_a_host_signs_its_reader_in_with_a_token_and_no_window_opens(site: Site, host: Host, reading: Reading) -> None:
    import jwt

    now = int(clock.now().timestamp())
    told = {"iss": host.origin, "aud": site.base_url, "sub": "17", "jti": host.origin, "iat": now, "exp": now + 300}
    sent = jwt.encode(told | {"name": f"Reader of {host.port}"}, SECRET, "HS256", headers={"kid": "first"})
    page = reading(blog(site, host, issuer=host.origin, audience=site.base_url, token=sent))
    expect(page.get_by_text(f"You write as Reader of {host.port}.")).to_be_visible()
    write(page, "Signed in by the blog.")
    expect(page.locator(".comment", has_text="Signed in by the blog.")).to_be_visible()
    page.reload()
    expect(page.get_by_text("Signing in did not work.")).to_be_attached()


# In a frame, and with policies


POLICY = "default-src 'none'; style-src 'self'; img-src data:; script-src {paper}"


@pytest.mark.parametrize(
    "policy", ["", "; frame-src {paper}", "; frame-src {paper}; connect-src {paper}"], ids=["asked", "connect", "style"]
)
def test_where_the_host_lets_nothing_else_in_a_frame_is_read_and_written_in(
    site: Site, host: Host, reading: Reading, policy: str
) -> None:
    asked = {} if policy else {"frame": "always"}
    headers = {"Content_Security_Policy": (POLICY + policy).format(paper=site.base_url)} if policy else {}
    address = blog(site, host, **asked, **headers)
    page = reading()
    [niamh] = welcome(site)
    come_back_as(page, niamh, site.base_url)
    page.goto(address)
    frame = page.frame_locator("iframe")
    frame.get_by_label("Leave a comment").fill("From inside a frame.")
    with page.expect_popup() as opened:
        frame.get_by_role("button", name="Post comment").click()
    opened.value.get_by_role("button", name="Yes, write there as me").click()
    expect(frame.locator(".comment", has_text="From inside a frame.")).to_be_visible()
    inside = page.frames[1].evaluate("document.documentElement.offsetHeight")
    expect(page.locator("iframe")).to_have_css("height", f"{inside}px")
    expect(page.get_by_role("link", name="Read and write comments")).not_to_be_visible()


def test_where_the_host_lets_nothing_in_the_link_stays(site: Site, host: Host, reading: Reading) -> None:
    policy = POLICY.format(paper=site.base_url)
    page = reading(blog(site, host, Content_Security_Policy=policy))
    expect(page.locator("iframe")).to_have_count(0)
    expect(page.get_by_role("link", name="Read and write comments")).to_be_visible()


def test_the_plain_link_works_without_script(site: Site, host: Host, reading: Reading) -> None:
    address = blog(site, host, path="/plain/")
    page = reading(script=False)
    [niamh] = welcome(site)
    come_back_as(page, niamh, site.base_url)
    page.goto(address)
    page.get_by_role("link", name="Read and write comments").click()
    write(page, "Written on the paper's own page.")
    expect(page.locator(".comment", has_text="Written on the paper's own page.")).to_be_visible()
    page.get_by_role("heading", level=1).get_by_role("link").click()
    expect(page).to_have_url(address)


def test_a_site_that_is_not_registered_shows_and_frames_nothing(site: Site, host: Host, reading: Reading) -> None:
    reference = register(site, host)
    with a_host() as hostile:
        for number, more in enumerate(({}, {"frame": "always"})):
            there = hostile.serve(f"/{number}/", element(site, reference, f"{host.origin}/ferry/", **more))
            page = reading(there)
            expect(page.get_by_role("link", name="Read and write comments")).to_be_visible()
            assert page.locator(".comments-part").count() == 0
        framing = (
            f'<iframe src="{site.base_url}/elsewhere/{reference}/frame/?url={host.origin}/ferry/&from={host.origin}">'
        )
        page = reading(hostile.serve("/framing/", framing))
        assert "Leave a comment" not in "".join(frame.content() for frame in page.frames[1:])


ATTACKS = [
    "<script>window.hit = 1</script>",
    "<img src=x onerror='window.hit = 1'>",
    "<svg onload=window.hit=1><animate onbegin=window.hit=1>",
    "<iframe srcdoc='<script>parent.hit = 1</script>'></iframe>",
    "[click](javascript:window.hit=1) javascript:window.hit=1",
    'https://evil.example/"onmouseover=window.hit=1 x="',
    "https://evil.example/'><img src=x onerror=window.hit=1>",
    "</div></template></standfirst-comments><img src=x onerror=window.hit=1>",
    "<template data-into='#who'><img src=x onerror=window.hit=1></template>",
    "<math><mtext><table><mglyph><style><img src=x onerror=window.hit=1>",
    "<noscript><p title='</noscript><img src=x onerror=window.hit=1>'>",
    "<style>@import 'https://evil.example/x.css'; * { display: none }</style>",
    "<form action=https://evil.example><button>Sign in</button></form>",
    "<base href=https://evil.example/><link rel=stylesheet href=https://evil.example/x.css>",
    "<a href='#comment-1' data-do=leave data-load=more>x</a>",
    "\u202e<script>window.hit = 1</script>",
]


@pytest.mark.parametrize("frame", ["never", "always"])
def test_nothing_that_a_reader_writes_runs_or_reaches_out_of_its_comment(
    site: Site, host: Host, reading: Reading, frame: str
) -> None:
    from standfirst.accounts.models import User
    from standfirst.comments.models import OutsideSite
    from standfirst.comments.tests.factories_elsewhere import make_comment_there

    reference, (reader,) = register(site, host), welcome(site)
    address = f"{host.origin}/%3Cscript%3Ewindow.hit=1%3C/script%3E/"
    with site.open_database():
        there = OutsideSite.objects.prefetch_related("origins").get(reference=reference)
        author = User.objects.get(display_name=reader.name)
        for number, attack in enumerate(ATTACKS):
            now = clock.now() - timedelta(hours=10, minutes=-number)
            make_comment_there(there, author, f"{number}: {attack}", address=address, now=now)
    page = reading()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    comments = element(site, reference, address, frame=frame, title="<img src=x onerror=x>")
    page.goto(host.serve("/attacked/", comments))
    shown: Any = page.frame_locator("iframe") if frame == "always" else page
    expect(shown.locator(".comment")).to_have_count(len(ATTACKS))
    for link in shown.locator(".comment-body a").all():
        assert re.match("https?://", link.get_attribute("href") or "")
    inside = shown.locator(".comment-body :is(script, img, svg, iframe, style, form, base, link, template, math)")
    assert inside.count() == 0
    assert shown.locator(".comment [onerror], .comment [onload], .comment-body [data-do]").count() == 0
    assert [one.evaluate("window.hit") for one in page.frames] == [None] * len(page.frames)
    assert not [one for one in asked if "evil.example" in one]


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
