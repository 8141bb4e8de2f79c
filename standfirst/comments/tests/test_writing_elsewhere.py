"""Writing from pages of other sites: with a bearer for just that origin, through the same actions, by nobody else."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from standfirst import clock
from standfirst.accounts.models import User
from standfirst.accounts.tests.factories import make_reader, niamh, tadhg
from standfirst.comments.actions.elsewhere import PageNotVouchedFor, Whereabouts, open_thread_elsewhere
from standfirst.comments.actions.posting import CommentsClosed
from standfirst.comments.elsewhere.addresses import BadAddress
from standfirst.comments.elsewhere.tables import own_origin
from standfirst.comments.models import Comment, OutsidePage, OutsideSite, Recommendation, Thread
from standfirst.comments.tests.factories_elsewhere import (
    BLOG,
    FERRY,
    Visitor,
    bearer,
    make_comment_there,
    make_signing_site,
    make_site,
    page_token,
)

pytestmark = pytest.mark.django_db
EVIL = "https://evil.example"


def test_a_reader_posts_replies_and_recommends_from_the_page() -> None:
    site = make_site()
    told = Visitor(site, niamh()).send("post_from_elsewhere", url=FERRY, title="The ferry", body="It stopped.").json()
    assert told["state"] == "published"
    assert OutsidePage.objects.get().title == "The ferry"
    other = Visitor(site, tadhg())
    reply = other.send("post_from_elsewhere", url=FERRY, body="It did.", parent=told["comment"]).json()
    assert Comment.objects.get(pk=reply["comment"]).parent_id == told["comment"]
    assert other.send("recommend_elsewhere", told["comment"]).json() == {"recommended": True, "count": 1}
    assert other.send("recommend_elsewhere", told["comment"], do="take-back").json() == {
        "recommended": False,
        "count": 0,
    }
    assert other.send("recommend_elsewhere", reply["comment"]).json()["refusal"] == "not-to-recommend"
    assert other.send("delete_elsewhere", told["comment"]).json()["refusal"] == "not-yours"
    assert other.send("edit_elsewhere", told["comment"], body="Mine.", revision=1).status_code == 404
    assert other.send("edit_elsewhere", reply["comment"]).json() == {"body": "It did.", "revision": 1}
    stale = other.send("edit_elsewhere", reply["comment"], body="It did so.", revision=7)
    assert stale.json()["refusal"] == "stale"
    changed = other.send("edit_elsewhere", reply["comment"], body="It did so.", revision=1)
    assert changed.json()["state"] == "published"
    assert Comment.objects.get(pk=reply["comment"]).body == "It did so."
    assert other.send("delete_elsewhere", reply["comment"]).status_code == 200


def test_a_comment_is_posted_once_however_often_it_is_sent() -> None:
    visitor = Visitor(make_site(), niamh())
    sent = [visitor.send("post_from_elsewhere", url=FERRY, body="Once.", posting_key="k1").json() for _ in range(3)]
    assert len({one["comment"] for one in sent}) == 1
    assert Comment.objects.count() == 1


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"body": ""}, "empty"),
        ({"body": "x" * 6000}, "too-long"),
        ({"body": "Hello.", "parent": "99"}, "parent-gone"),
    ],
)
def test_a_refusal_says_the_same_as_on_our_page_and_leaves_no_page_behind(fields: dict[str, str], code: str) -> None:
    answer = Visitor(make_site(), niamh()).send("post_from_elsewhere", url=FERRY, **fields)
    assert answer.status_code == 422
    assert answer.json()["refusal"] == code
    assert answer.json()["words"]
    assert answer["Access-Control-Allow-Origin"] == BLOG
    assert not OutsidePage.objects.exists()


def test_somebody_without_a_name_is_asked_for_one_and_names_are_checked_alike() -> None:
    nameless = make_reader("Nuala")
    User.objects.filter(pk=nameless.pk).update(display_name="", name_skeleton="")
    visitor = Visitor(make_site(), nameless)
    niamh()
    assert visitor.send("post_from_elsewhere", url=FERRY, body="Hello.").json()["refusal"] == "name-missing"
    for name in ("Moderator", "Niamh", "N\u0456amh", ""):
        assert (
            visitor.send("post_from_elsewhere", url=FERRY, body="Hello.", display_name=name).json()["refusal"]
            == "name-refused"
        )
    assert visitor.send("post_from_elsewhere", url=FERRY, body="Hello.", display_name="Nuala").status_code == 200
    visitor.send("post_from_elsewhere", url=FERRY, body="Hello again.", display_name="Somebody Else")
    assert {one.author.display_name for one in Comment.objects.all()} == {"Nuala"}


DOORS = [
    ("post_from_elsewhere", False), ("recommend_elsewhere", True), ("delete_elsewhere", True),
    ("edit_elsewhere", True),
    ("yours_elsewhere", False), ("leave_elsewhere", False),
]  # fmt: skip


@pytest.mark.parametrize(("door", "is_of_comment"), DOORS)
def test_nobody_writes_without_a_bearer_for_just_this_origin(door: str, is_of_comment: bool) -> None:
    site = make_site(origins=(BLOG, "https://www.blog.example"))
    comment = make_comment_there(site, tadhg())
    arguments = [comment.pk] if is_of_comment else []
    fields = {"url": FERRY, "body": "Mine."}
    of_www = bearer(niamh(), "https://www.blog.example")
    ours = bearer(niamh(), own_origin())
    own_key = bearer(niamh(), "")
    for token in ("", "sf_" + "x" * 43, "nonsense", of_www, ours, own_key):
        answer = Visitor(site, token=token).send(door, *arguments, **fields)
        assert (answer.status_code, answer.json()["refusal"]) == (401, "signed-out"), token
    stranger = Visitor(site, token=bearer(niamh(), EVIL), origin=EVIL).send(door, *arguments, **fields)
    assert (stranger.status_code, stranger.json()["refusal"]) == (403, "not-this-site")
    assert "Access-Control-Allow-Origin" not in stranger
    assert Comment.objects.count() == 1
    assert not Recommendation.objects.exists()


@pytest.mark.parametrize(("door", "is_of_comment"), DOORS)
def test_a_session_at_the_paper_is_worth_nothing_there(door: str, is_of_comment: bool, client: Client) -> None:
    site = make_site()
    comment = make_comment_there(site, tadhg())
    client.force_login(tadhg())
    address = reverse(door, args=[site.reference, *([comment.pk] if is_of_comment else [])])
    for headers in ({"Origin": BLOG, "Sec-Fetch-Site": "cross-site"}, {"Origin": own_origin()}):
        assert client.post(address, {"url": FERRY, "body": "Forged."}, headers=headers).status_code == 401
    assert client.post(address, {"url": FERRY}, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert Comment.objects.get().state == Comment.State.PUBLISHED


def test_browsers_that_ask_first_are_told_for_registered_origins_only() -> None:
    site = make_site()
    address = reverse("post_from_elsewhere", args=[site.reference])
    asked = Client().options(address, headers={"Origin": BLOG, "Access-Control-Request-Method": "POST"})
    assert (asked.status_code, asked["Access-Control-Allow-Origin"]) == (204, BLOG)
    assert asked["Access-Control-Allow-Headers"] == "Authorization"
    assert "Origin" in asked["Vary"]
    assert "Access-Control-Allow-Credentials" not in asked
    assert "Access-Control-Allow-Origin" not in Client().options(address, headers={"Origin": EVIL})
    assert Client().get(address, headers={"Origin": BLOG}).status_code == 405
    assert Client().post(reverse("post_from_elsewhere", args=["nowhere"]), headers={"Origin": BLOG}).status_code == 404


def test_a_bearer_of_one_site_reaches_no_comment_of_another_or_of_a_story() -> None:
    site, other = make_site(), make_site(origins=("https://other.example",), name="Other")
    comment = make_comment_there(other, tadhg(), address="https://other.example/a/")
    visitor = Visitor(site, niamh())
    assert visitor.send("recommend_elsewhere", comment.pk).status_code == 404
    assert visitor.send("yours_elsewhere", query=f"?thread={comment.thread_id}").status_code == 404
    assert visitor.send("post_from_elsewhere", url="https://other.example/a/", body="Hello.").status_code == 404


def test_what_is_ones_own_comes_to_the_page_and_signing_out_ends_it() -> None:
    site = make_site(comments_mode="premoderated")
    comment = make_comment_there(site, niamh(), "Mine alone so far.")
    visitor = Visitor(site, niamh())
    own = visitor.send("yours_elsewhere", query=f"?thread={comment.thread_id}")
    assert "Mine alone so far." in own.content.decode()
    assert "#follow-thread" not in own.content.decode()
    assert not own.cookies
    assert visitor.send("leave_elsewhere").status_code == 200
    assert visitor.send("yours_elsewhere", query=f"?thread={comment.thread_id}").status_code == 401


def test_a_preview_writes_nothing_and_is_clean() -> None:
    told = Visitor(make_site()).send("preview_elsewhere", body="*Hello* <script>alert(1)</script>").json()
    assert "<em>Hello</em>" in told["html"]
    assert "<script" not in told["html"]
    assert Visitor(OutsideSite.objects.get()).send("preview_elsewhere").json()["refusal"] == "empty"


# Who begins a conversation


def test_where_only_the_site_begins_a_conversation_a_readers_word_is_not_enough() -> None:
    site = make_signing_site(pages_by="key")
    visitor = Visitor(site, niamh())
    assert "leave-a-comment" not in visitor.read().content.decode()
    assert "leave-a-comment" in visitor.read(signed="1").content.decode()
    for sent in (
        "",
        page_token(address=f"{BLOG}/other/"),
        page_token(secret="another secret of at least 32 letters"),
        "x",
    ):
        refused = visitor.send("post_from_elsewhere", url=FERRY, body="Hello.", page_token=sent).json()
        assert refused["refusal"] == "not-vouched-for"
    assert visitor.send("post_from_elsewhere", url=FERRY, body="Hello.", page_token=page_token()).status_code == 200
    assert OutsidePage.objects.get().is_vouched_for
    assert visitor.send("post_from_elsewhere", url=FERRY, body="Hello again.").status_code == 200


def test_a_signed_title_takes_the_place_of_a_claimed_one_and_not_the_other_way() -> None:
    site = make_signing_site()
    thread = open_thread_elsewhere(site=site, page=Whereabouts(FERRY, "Lies"), now=clock.now())
    signed = Whereabouts(FERRY, "Lies again", page_token(title="The ferry\u202e runs aground"))
    assert open_thread_elsewhere(site=site, page=signed, now=clock.now()) == thread
    open_thread_elsewhere(site=site, page=Whereabouts(FERRY, "Lies"), now=clock.now())
    assert OutsidePage.objects.get().title == "The ferry runs aground"


def test_a_closed_site_begins_nothing() -> None:
    site = make_site(comments_mode="closed")
    with pytest.raises(CommentsClosed):
        open_thread_elsewhere(site=site, page=Whereabouts(FERRY), now=clock.now())
    with pytest.raises(BadAddress):
        open_thread_elsewhere(site=site, page=Whereabouts(f"{EVIL}/"), now=clock.now())
    with pytest.raises(PageNotVouchedFor):
        open_thread_elsewhere(
            site=make_site(origins=("https://b.example",), pages_by="key"),
            page=Whereabouts("https://b.example/"),
            now=clock.now(),
        )


# Without script


def test_without_script_the_first_comment_is_posted_on_our_page(client: Client) -> None:
    site = make_site()
    client.force_login(niamh())
    address = f"{reverse('begin_elsewhere', args=[site.reference])}?url={FERRY}"
    shown = client.post(address, {"body": "*Hello*", "preview": "1"})
    assert "<em>Hello</em>" in shown.content.decode()
    assert not OutsidePage.objects.exists()
    assert client.post(address, {"body": ""}).status_code == 422
    answer = client.post(address, {"body": "It stopped.", "follow": "yes"})
    comment = Comment.objects.get()
    assert answer.headers["Location"] == f"/threads/{comment.thread_id}/#comment-{comment.pk}"
    assert client.post(address, {"body": "And went on."}).status_code == 302
    assert Thread.objects.get().comment_count == 2


def test_words_of_a_stranger_are_kept_over_the_sign_in_and_then_begin_the_conversation(client: Client) -> None:
    site = make_site()
    address = f"{reverse('begin_elsewhere', args=[site.reference])}?url={FERRY}"
    assert "next=/comments/kept/" in client.post(address, {"body": "It stopped."}).headers["Location"]
    assert not OutsidePage.objects.exists()
    assert "It stopped." in client.get("/comments/kept/").content.decode()
    client.force_login(niamh())
    assert client.get("/comments/kept/").status_code == 302
    assert Comment.objects.get().thread.place == OutsidePage.objects.get()


def test_no_form_of_another_site_begins_a_conversation(client: Client) -> None:
    site = make_site()
    client.force_login(niamh())
    address = f"{reverse('begin_elsewhere', args=[site.reference])}?url={FERRY}"
    assert client.post(address, {"body": "Forged."}, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert client.post(f"{address}x", {"body": "x"}).status_code in {200, 302}
    assert (
        client.post(f"{reverse('begin_elsewhere', args=[site.reference])}?url={EVIL}/", {"body": "x"}).status_code
        == 404
    )
