"""A blog whose pages have conversations here, and what its readers' browsers send."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import count
from typing import Any

import jwt
from django.test import Client
from django.urls import reverse

from standfirst import clock
from standfirst.accounts.actions.bearing import issue_bearer
from standfirst.accounts.models import User
from standfirst.comments.actions.elsewhere import Whereabouts, post_elsewhere
from standfirst.comments.actions.sites import add_key, add_site
from standfirst.comments.models import Comment, OutsideSite, Thread

BLOG = "https://blog.example"
FERRY = f"{BLOG}/2026/ferry/"
AUDIENCE = "https://paper.example"
SECRET = "between the two of us, and nobody else 12345"
_tokens = count(1)


def make_site(*, origins: tuple[str, ...] = (BLOG,), **more: Any) -> OutsideSite:
    given = {"name": "The Ferry Blog"} | more
    made = add_site(origins=origins, settings=given, now=clock.now())
    return OutsideSite.objects.prefetch_related("origins").get(pk=made.pk)


def make_signing_site(**more: Any) -> OutsideSite:
    """One that signs its readers in, with a shared secret under the id `first`."""
    site = make_site(**{"issuer": BLOG, "audience": AUDIENCE} | more)
    add_key(
        site_id=site.pk, kid="first", algorithm="HS256", material=SECRET, valid_from=clock.now() - timedelta(days=1)
    )
    return site


def claims(**more: Any) -> dict[str, Any]:
    now = clock.now()
    told = {"iss": BLOG, "aud": AUDIENCE, "sub": "17", "jti": f"token-{next(_tokens)}", "iat": now}
    return {
        name: value for name, value in (told | {"exp": now + timedelta(minutes=5)} | more).items() if value is not None
    }


def token(*, secret: str = SECRET, kid: str = "first", **more: Any) -> str:
    return jwt.encode(claims(**more), secret, "HS256", headers={"kid": kid})


def page_token(address: str = FERRY, title: str = "The ferry runs aground", **more: Any) -> str:
    return token(sub=None, jti=None, iat=None, page={"url": address, "title": title}, **more)


def make_comment_there(
    site: OutsideSite, author: User, body: str = "The pilot knew.", *, address: str = FERRY, now: datetime | None = None
) -> Comment:
    page = Whereabouts(address, title="The ferry runs aground")
    return post_elsewhere(site=site, page=page, author=author, body=body, now=now or clock.now())


def make_thread_there(site: OutsideSite, author: User) -> Thread:
    return make_comment_there(site, author).thread


def bearer(user: User, origin: str = BLOG) -> str:
    return issue_bearer(user=user, lifetime=timedelta(hours=1), at=clock.now(), audience=origin)


class Visitor:
    """A browser on a page of another site. It sends no cookies of ours, and says where it is."""

    def __init__(self, site: OutsideSite, user: User | None = None, origin: str = BLOG, token: str = "") -> None:
        self.site = site
        held = token or (bearer(user, origin) if user else "")
        headers = {"Origin": origin, "Sec-Fetch-Site": "cross-site"}
        self.client = Client(headers=headers | ({"Authorization": f"Bearer {held}"} if held else {}))

    def send(self, door: str, *arguments: Any, query: str = "", **fields: Any) -> Any:
        return self.client.post(reverse(door, args=[self.site.reference, *arguments]) + query, fields)

    def read(self, door: str = "thread_elsewhere", *arguments: Any, **asked: Any) -> Any:
        query = {"url": FERRY, "from": BLOG} | asked
        return self.client.get(reverse(door, args=[self.site.reference, *arguments]), query)
