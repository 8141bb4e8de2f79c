"""Pages of other sites through the edge: kept for all, with the one origin that may read them, true after a post."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest

from standfirst import clock
from tests.readers import welcome
from tests.site import Site

pytestmark = pytest.mark.processes
FROM_THERE = {"Sec-Fetch-Site": "cross-site"}


def register(site: Site, name: str) -> tuple[str, str]:
    """A site with one origin; its reference, and the origin."""
    from standfirst.comments.actions.sites import add_site

    origin = f"https://{name}-{site.port}.example"
    with site.open_database():
        return add_site(origins=[origin], settings={"name": name}, now=clock.now()).reference, origin


def bearer_for(site: Site, name: str, origin: str) -> str:
    from standfirst.accounts.models import User
    from standfirst.comments.tests.factories_elsewhere import bearer

    with site.open_database():
        return bearer(User.objects.get(display_name=name), origin)


def test_a_piece_is_kept_with_the_origin_that_may_read_it_and_is_true_after_a_post(site: Site) -> None:
    reference, origin = register(site, "kept")
    [niamh] = welcome(site)
    page = f"{origin}/ferry/"
    piece = f"/elsewhere/{reference}/thread/?{urlencode({'url': page, 'from': origin})}"
    assert site.ask(piece, headers=FROM_THERE | {"Origin": origin}).cache == "miss"
    held = site.ask(piece, headers=FROM_THERE | {"Origin": "https://evil.example"}, cookies=niamh.cookies)
    assert (held.cache, held.headers["access-control-allow-origin"]) == ("hit", origin)
    assert not held.cookies
    told = {"Origin": origin, "Authorization": f"Bearer {bearer_for(site, niamh.name, origin)}"}
    posted = site.ask(
        f"/comments/elsewhere/{reference}/post/",
        fields={"url": page, "body": "She had the tide."},
        headers=FROM_THERE | told,
    )
    assert posted.status == 200, posted.text
    assert posted.headers["access-control-allow-origin"] == origin
    assert not posted.cookies
    assert "She had the tide." in site.ask(piece).text


def test_browsers_ask_before_they_send_and_the_edge_hands_it_on(site: Site) -> None:
    reference, origin = register(site, "asks")
    door = f"/comments/elsewhere/{reference}/post/"
    asked = {
        "Origin": origin,
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "authorization",
    }
    answer = site.ask(door, method="OPTIONS", headers=FROM_THERE | asked)
    assert (answer.status, answer.headers["access-control-allow-origin"]) == (204, origin)
    refused = site.ask(door, method="OPTIONS", headers=FROM_THERE | asked | {"Origin": "https://evil.example"})
    assert "access-control-allow-origin" not in refused.headers


def test_only_the_frames_page_may_be_framed_also_from_memory(site: Site) -> None:
    reference, origin = register(site, "framed")
    asked = urlencode({"url": f"{origin}/ferry/", "from": origin})
    for cache in ("miss", "hit"):
        answer = site.ask(f"/elsewhere/{reference}/frame/?{asked}")
        assert answer.cache == cache
        assert f"frame-ancestors {origin}" in answer.headers["content-security-policy"]
        assert "x-frame-options" not in answer.headers
    assert site.ask(f"/elsewhere/{reference}/?{asked}").headers["x-frame-options"] == "DENY"
