"""A plain HTTP client at a real site: it reads, posts, replies, recommends and reports, through the edge."""

from __future__ import annotations

import http.client
import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest

from tests.readers import a_thread, welcome
from tests.site import Site, until

pytestmark = pytest.mark.processes


@dataclass
class PlainClient:
    """The standard library's, one connection for each request. Knows a key, and nothing of forms or cookies."""

    site: Site
    key: str = ""

    def __call__(self, method: str, path: str, sent: Any = None, **headers: str) -> tuple[int, dict[str, str], Any]:
        told = {"Authorization": f"Bearer {self.key}"} if self.key else {}
        told |= {"Content-Type": "application/json"} if sent is not None else {}
        connection = http.client.HTTPConnection("127.0.0.1", self.site.port, timeout=30)
        try:
            body = json.dumps(sent) if sent is not None else None
            connection.request(method, path, body=body, headers={**told, **headers})
            answer = connection.getresponse()
            text = answer.read().decode()
            found = {name.lower(): value for name, value in answer.getheaders()}
            return answer.status, found, json.loads(text) if "json" in found.get("content-type", "") else text
        finally:
            connection.close()


def key_of(site: Site, name: str) -> str:
    from standfirst import clock
    from standfirst.accounts.actions.bearing import issue_bearer
    from standfirst.accounts.models import User

    with site.open_database():
        reader = User.objects.get(display_name=name)
        return issue_bearer(user=reader, lifetime=timedelta(days=1), at=clock.now(), name="A plain client")


def test_a_plain_client_reads_posts_replies_recommends_and_reports(site: Site) -> None:
    from standfirst.moderation.models import QueueItem

    one, another = (PlainClient(site, key_of(site, reader.name)) for reader in welcome(site, 2))
    stranger = PlainClient(site)
    thread = a_thread(site)
    comments = f"/api/v3/threads/{thread}/comments/"
    until(lambda: stranger("GET", comments)[1]["edge-cache"] == "hit", what="an empty thread in memory")

    status, _, posted = one("POST", comments, {"text": "The buoy was *lit*.", "posting_key": "first"})
    assert (status, posted["state"]) == (201, "published")
    assert one("POST", comments, {"text": "The buoy was *lit*.", "posting_key": "first"})[0] == 200
    status, _, reply = another("POST", comments, {"text": "It was not.", "parent_id": posted["id"]})
    assert status == 201
    own = f"/api/v3/comments/{posted['id']}/"
    assert another("PUT", f"{own}recommendation/")[2] == {"recommended": True, "count": 1}

    # What was held in memory is true again at once.
    _, _, page = stranger("GET", comments)
    assert [(told["id"], told["recommend_count"]) for told in page["items"]] == [(posted["id"], 1), (reply["id"], 0)]
    story = stranger("GET", f"/api/v3/threads/{thread}/")[2]["html_url"]
    shown = site.ask(story.removeprefix(site.base_url)).text
    assert "The buoy was <em>lit</em>." in shown
    assert "It was not." in shown

    status, _, taken = stranger("POST", f"{own}reports/", {"reason": "other", "words": "The buoy was red."})
    assert status == 201
    assert taken["reference"] in site.ask(f"/reports/{taken['reference']}/").text
    with site.open_database():
        assert QueueItem.objects.get(comment=posted["id"]).report_count == 1
    assert one("DELETE", own)[0] == 204
    assert stranger("GET", own)[2]["comment"]["state"] == "deleted"


def test_the_same_post_from_six_connections_at_once_is_posted_once(site: Site) -> None:
    [reader] = welcome(site)
    program = PlainClient(site, key_of(site, reader.name))
    comments = f"/api/v3/threads/{a_thread(site)}/comments/"
    sent = {"text": "The answer was lost six times.", "posting_key": "lost"}
    with ThreadPoolExecutor(6) as tries:
        answers = list(tries.map(lambda _: program("POST", comments, sent), range(6)))
    assert sorted(status for status, _, _ in answers) == [200] * 5 + [201]
    assert len({told["id"] for _, _, told in answers}) == 1
    assert len(program("GET", comments)[2]["items"]) == 1


def test_the_edge_keeps_no_answer_to_a_key_and_shows_no_key_to_what_it_keeps(site: Site) -> None:
    [reader] = welcome(site)
    mine, stranger = PlainClient(site, key_of(site, reader.name)), PlainClient(site)
    thread = a_thread(site, comments_mode="premoderated")
    comments = f"/api/v3/threads/{thread}/comments/"
    posted = mine("POST", comments, {"text": "Only I and the moderator may see this."})[2]
    assert posted["state"] == "pending"
    for path in ("/api/v3/your/", f"/api/v3/your/comments/{posted['id']}/", f"/api/v3/your/threads/{thread}/"):
        for caller, expected in ((mine, 200), (stranger, 401), (mine, 200), (PlainClient(site, "sf_wrong"), 401)):
            status, headers, _ = caller("GET", path)
            assert (status, headers.get("edge-cache", "pass")) == (expected, "pass"), path
            assert "no-store" in headers["cache-control"]
    # The reader first: what is kept for all must not be theirs, and a wrong key changes nothing of it.
    told = [caller("GET", comments) for caller in (mine, stranger, PlainClient(site, "sf_wrong"))]
    assert [one[2]["items"] for one in told] == [[], [], []]
    assert told[1][1]["edge-cache"] == "hit"
    assert mine("GET", f"/api/v3/comments/{posted['id']}/")[0] == 404


def test_a_page_elsewhere_may_ask_before_it_writes(site: Site) -> None:
    asked = {"Origin": "https://blog.example", "Access-Control-Request-Method": "POST"}
    status, headers, _ = PlainClient(site)("OPTIONS", f"/api/v3/threads/{a_thread(site)}/comments/", **asked)
    assert status == 204
    assert headers["access-control-allow-origin"] == "*"
    assert "Authorization" in headers["access-control-allow-headers"]
    assert "access-control-allow-credentials" not in headers


def test_too_much_is_refused_at_the_door(site: Site) -> None:
    status, headers, told = PlainClient(site)("POST", "/api/v3/preview/", {"text": "x" * 100_000})
    assert (status, told["code"]) == (413, "too-large")
    assert headers["content-type"] == "application/problem+json"
