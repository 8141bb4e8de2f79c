"""Comments on pages of hosts that let little in, of hosts that nobody registered, and of readers who mean ill."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import expect

from standfirst import clock
from tests.browser.conftest import Reading
from tests.browser.doors import come_back_as
from tests.browser.hosts import SECRET, Host, a_host, blog, element, register, write
from tests.readers import welcome
from tests.site import Site, until

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
    height = "document.documentElement.offsetHeight"
    around = page.locator("iframe")
    until(lambda: around.evaluate("one => one.clientHeight") == page.frames[1].evaluate(height), what="a frame as high")
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


def test_a_host_whose_pages_are_cached_gives_a_function_which_a_frame_asks_too(
    site: Site, host: Host, reading: Reading
) -> None:
    import jwt

    reference = register(site, host, issuer=host.origin, audience=site.base_url)
    now = int(clock.now().timestamp())
    for number, frame in enumerate(("never", "always")):
        told = {"iss": host.origin, "aud": site.base_url, "sub": "18", "jti": f"{host.origin} {number}", "iat": now}
        sent = jwt.encode(told | {"exp": now + 300, "name": f"Caller {host.port}"}, SECRET, "HS256", {"kid": "first"})
        host.pages["/token"] = (sent, {"Content-Type": "text/plain"})
        asks = '<script>window.standfirstToken = async () => (await fetch("/token")).text();</script>'
        page = reading(host.serve("/cached/", asks + element(site, reference, f"{host.origin}/cached/", frame=frame)))
        shown: Any = page.frame_locator("iframe") if frame == "always" else page
        expect(shown.get_by_text(f"You write as Caller {host.port}.")).to_be_visible()
