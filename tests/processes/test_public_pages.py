"""Public pages are the same for everyone; what is somebody's own stays with them."""

from __future__ import annotations

import pytest

from tests.readers import a_thread, comment_in, welcome
from tests.site import Site, until

pytestmark = pytest.mark.processes
PAGES = ("/", "/news/", "/house-rules/", "/support/", "/no-such-page/")


def story_of(site: Site, thread_id: int) -> str:
    from standfirst.comments.models import Thread

    with site.open_database():
        return str(Thread.objects.get(pk=thread_id).place.url)


@pytest.mark.parametrize("page", [*PAGES, "a story", "a later page of a thread"])
def test_a_public_page_knows_nobody(site: Site, page: str) -> None:
    [reader] = welcome(site)
    thread = a_thread(site, comments_mode="premoderated")
    reader.post(site, thread, "Only I and the moderator may see this.", key="mine")
    path = {"a story": story_of(site, thread), "a later page of a thread": f"/threads/{thread}/"}.get(page, page)
    # The reader first: what is kept for all must not be theirs.
    theirs, anybodys = site.ask(path, cookies=reader.cookies), site.ask(path)
    assert theirs.text == anybodys.text
    for answer in (theirs, anybodys):
        assert not answer.cookies
        assert "cookie" not in answer.headers.get("vary", "").lower()
        assert "Only I and the moderator" not in answer.text
        assert reader.name not in answer.text


def test_a_held_comment_is_shown_to_its_author_alone(site: Site) -> None:
    author, other = welcome(site, 2)
    thread = a_thread(site, comments_mode="premoderated")
    comment = comment_in(author.post(site, thread, "Ask the harbour master about the buoy.", key="held"))
    fragment = f"/your/fragment/?thread={thread}"
    assert "Ask the harbour master" in site.ask(fragment, cookies=author.cookies).text
    assert "Ask the harbour master" not in site.ask(fragment, cookies=other.cookies).text
    assert site.ask(f"/comments/{comment}/posted/", cookies=author.cookies).status == 200
    assert site.ask(f"/comments/{comment}/posted/", cookies=other.cookies).status == 404
    assert site.ask(f"/comments/{comment}/", cookies=other.cookies).status == 404


def test_a_fragment_is_kept_by_nobody(site: Site) -> None:
    one, another = welcome(site, 2)
    for reader in (one, another, one):
        answer = site.ask("/your/fragment/", cookies=reader.cookies)
        assert reader.name in answer.text
        assert {"private", "no-store"} <= set(answer.headers["cache-control"].split(", "))
        assert answer.cache == "pass"
    stranger = site.ask("/your/fragment/")
    assert (stranger.status, stranger.text, stranger.cookies) == (204, "", ())


def test_who_has_posted_sees_it_on_the_next_page(site: Site) -> None:
    [reader] = welcome(site)
    thread = a_thread(site)
    path = story_of(site, thread)
    for turn in ("first", "second", "third"):
        until(lambda: site.ask(path).cache == "hit", what="the story in memory")
        posted = reader.post(site, thread, f"For the {turn} time, the buoy was lit.", key=turn)
        assert posted.location.startswith(path)
        assert f"For the {turn} time" in site.ask(path, cookies=reader.cookies).text
