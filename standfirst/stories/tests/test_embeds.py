"""From an address in a draft to what a reader sees: rows, tasks, pages, policies."""

from __future__ import annotations

import socket
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django_tasks_db.models import DBTaskResult
from wagtail.test.utils.form_data import nested_form_data, querydict_from_html, streamfield

from standfirst import clock
from standfirst.accounts.tests.factories import aoife
from standfirst.edge.purging import committed_purges
from standfirst.stories.actions.embeds import ask_for_due_embeds, fetch_embed, keep_fetched, want_embeds
from standfirst.stories.actions.publishing import publish_story
from standfirst.stories.blocks import StoryBody
from standfirst.stories.desk import PREVIEW_POLICY, preview_policy
from standfirst.stories.embedding.answers import Answer
from standfirst.stories.embedding.fetching import Fetched
from standfirst.stories.embedding.pictures import redraw
from standfirst.stories.embedding.reaching import Manners
from standfirst.stories.models import Embed, StoryPage
from standfirst.stories.tasks import fetch_wanted_embed
from standfirst.stories.tests.embed_hosts import VIDEO
from standfirst.stories.tests.factories import make_draft, make_story
from standfirst.stories.tests.test_embed_answers import picture

pytestmark = pytest.mark.django_db

POST = "https://bsky.app/profile/pilot.example.com/post/3kabcdefgh2x"
PLAYER = "https://www.youtube-nocookie.com"
CAME = Fetched(Answer(title="Fog horn", author="Máirín", width=640, height=360), None)


def embedding(*addresses: str) -> list[tuple[str, Any]]:
    return [("embed", {"address": address, "caption": ""}) for address in addresses]


def keep(embed: Embed, fetched: Fetched = CAME) -> None:
    keep_fetched(embed_id=embed.pk, fetched=fetched, now=clock.now())
    embed.refresh_from_db()


def tasks() -> int:
    return int(DBTaskResult.objects.filter(task_path__endswith="fetch_wanted_embed").count())


def test_saving_a_draft_asks_for_its_embeds_once() -> None:
    story = make_draft(body=embedding(VIDEO, POST, "https://nowhere.example/x"))
    assert set(Embed.objects.values_list("address", "state")) == {(VIDEO, "waiting"), (POST, "waiting")}
    assert tasks() == 2
    story.lead_embed = "https://youtu.be/abc-DEF_123"
    story.save_revision()
    publish_story(story=story, actor=None)
    assert Embed.objects.count() == tasks() == 2


def test_publishing_an_update_looks_for_embeds_once(monkeypatch: pytest.MonkeyPatch) -> None:
    story = make_story(body=embedding(VIDEO))
    asked: list[object] = []
    monkeypatch.setattr("standfirst.stories.bridge.want_embeds", lambda **wanted: asked.append(wanted["addresses"]))
    story.change_kind = StoryPage.Change.UPDATE
    story.save_revision()
    assert publish_story(story=story, actor=None).updated_at is not None
    assert asked == [[VIDEO]]


def test_a_host_that_tells_nothing_without_an_account_is_not_asked() -> None:
    want_embeds(addresses=["https://www.instagram.com/p/Cabc-123/"], now=clock.now())
    assert Embed.objects.get().state == Embed.State.READY
    assert not tasks()
    assert not fetch_embed(embed_id=Embed.objects.get().pk, now=clock.now())


def test_before_it_comes_readers_see_a_plain_way_there(client: Client) -> None:
    page = client.get(make_story(body=embedding(VIDEO, POST)).url).content.decode()
    assert f'<a href="{VIDEO}">See it at YouTube</a>' in page
    assert f'<a href="{POST}">See the post at Bluesky</a>' in page
    assert "<iframe" not in page


def test_when_it_comes_its_pages_are_made_anew_with_a_picture_of_ours(client: Client) -> None:
    story = make_story(body=embedding(VIDEO))
    embed = Embed.objects.get()
    assert f"embed:{embed.pk}" in client.get(story.url)["Edge-Tags"].split()
    keep(embed, Fetched(CAME.answer, redraw(picture())))
    page = client.get(story.url).content.decode()
    assert f'src="/media/{embed.picture.name}" width="960" height="540"' in page
    assert "Fog horn" in page
    assert "embed-16x9" in page
    assert str(embed.picture.name).startswith("images/")
    assert not any(f'src="https://{host}' in page for host in ("www.youtube", "i.ytimg"))


def test_pages_frame_the_players_on_them_and_no_others(client: Client) -> None:
    with_player = client.get(make_story("With", body=embedding(VIDEO, POST)).url)["Content-Security-Policy"]
    assert with_player.endswith(f"frame-src {PLAYER}")
    assert "frame-src" not in client.get(make_story("Without").url)["Content-Security-Policy"]
    assert preview_policy(with_player) == {**PREVIEW_POLICY, "frame-src": [PLAYER]}
    assert preview_policy("default-src 'none'") == PREVIEW_POLICY


@pytest.mark.django_db(transaction=True)
def test_a_refresh_purges_what_changed_and_a_failure_takes_nothing_away() -> None:
    want_embeds(addresses=[VIDEO], now=clock.now())
    embed = Embed.objects.get()
    with committed_purges() as purged:
        keep(embed, Fetched(CAME.answer, redraw(picture())))
    assert purged == {f"embed:{embed.pk}"}
    first = str(embed.picture.name)
    with committed_purges() as purged:
        keep(embed, Fetched(CAME.answer, redraw(picture())))
        keep(embed, Fetched(None, None, "answered with 404"))
    assert not purged
    assert (embed.state, embed.title, embed.picture.name) == (Embed.State.READY, "Fog horn", first)
    assert (embed.reason, embed.tries) == ("answered with 404", 1)
    keep(embed, Fetched(CAME.answer, redraw(picture((400, 300)))))
    assert embed.picture.name != first
    assert not embed.picture.storage.exists(first)
    assert embed.tries == 0


def test_one_that_never_comes_is_asked_for_ever_more_seldom_and_then_given_up() -> None:
    want_embeds(addresses=[VIDEO], now=clock.now())
    embed = Embed.objects.get()
    for _ in range(12):
        keep(embed, Fetched(None, None, "no answer in time"))
    assert embed.state == Embed.State.FAILED
    assert embed.next_try_at is None
    keep(embed)
    assert embed.state == Embed.State.READY


def test_the_chore_asks_again_for_what_is_due() -> None:
    now = clock.now()
    want_embeds(addresses=[VIDEO, POST], now=now)
    assert not ask_for_due_embeds(now=now)
    Embed.objects.filter(address=VIDEO).update(next_try_at=now - timedelta(seconds=1))
    assert ask_for_due_embeds(now=now) == 1
    assert not ask_for_due_embeds(now=now)
    assert tasks() == 3


def test_an_embed_that_is_gone_or_no_longer_allowed_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", None)
    fetch_wanted_embed.call(embed_id=12345)
    keep_fetched(embed_id=12345, fetched=CAME, now=clock.now())
    want_embeds(addresses=[VIDEO], now=clock.now())
    with override_settings(EMBED_HOSTS=["vimeo"]):
        assert not fetch_embed(embed_id=Embed.objects.get().pk, now=clock.now())
    assert Embed.objects.get().next_try_at is None


def test_a_fetch_writes_down_what_came_of_it() -> None:
    """The real way, but for the look-up: the name leads to this machine, which is refused."""

    async def look_up(name: str) -> list[str]:
        return ["127.0.0.1"]

    want_embeds(addresses=[VIDEO], now=clock.now())
    embed = Embed.objects.get()
    assert not fetch_embed(embed_id=embed.pk, now=clock.now(), manners=Manners(look_up=look_up))
    embed.refresh_from_db()
    assert embed.reason == "the name leads to no public address"


def test_rendering_asks_nobody_whatever_the_host_is_like(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """Wagtail would ask in the reader's request, again for each reader; here a page can't even look a name up."""
    story = make_story(
        body=[*embedding(VIDEO, POST), ("paragraph", '<embed embedtype="media" url="https://vimeo.com/1"/>')]
    )
    keep(Embed.objects.get(address=VIDEO), Fetched(None, None, "no answer in time"))

    def refuse(*args: object, **kwargs: object) -> None:
        raise AssertionError("a page asked the network")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    before = tasks()
    assert client.get(story.url).status_code == client.get(story.url).status_code == 200
    assert tasks() == before


def test_embeds_cost_a_page_one_query_however_many_there_are(client: Client) -> None:
    def queries(story: Any) -> int:
        client.get(story.url)
        with CaptureQueriesContext(connection) as made:
            client.get(story.url)
        return len(made)

    one = make_story("One", body=embedding(VIDEO))
    many = make_story("Many", body=embedding(*(f"https://vimeo.com/7697987{n}" for n in range(9))))
    none = make_story("None")
    assert queries(one) == queries(many) == queries(none) + 1


def test_a_quoted_post_works_by_hand_and_is_filled_from_its_host(client: Client) -> None:
    hand = {
        "address": "https://letters.example/9",
        "author": "Pilot <b>",
        "handle": "@pilot",
        "words": "Half six.\n\nRope.",
        "posted_on": None,
    }
    empty = {"address": POST, "author": "", "handle": "", "words": "", "posted_on": None}
    story = make_story(body=[("quoted_post", hand), ("quoted_post", empty)])
    keep(Embed.objects.get(), Fetched(Answer(author="Harbour pilot", text="Fog <script>"), None))
    page = client.get(story.url).content.decode()
    assert "<b>Pilot &lt;b&gt;</b>" in page
    assert "<p>Half six.</p>" in page
    assert '<a href="https://letters.example/9">See the post</a>' in page
    assert "<b>Harbour pilot</b>" in page
    assert "@pilot.example.com" in page
    assert "Fog &lt;script&gt;" in page


def test_what_is_not_or_no_longer_on_the_list_is_a_plain_link(client: Client) -> None:
    bad = {"address": "javascript:alert(1)", "author": "Pilot", "handle": "", "words": "Rope.", "posted_on": None}
    story = make_story(body=[*embedding("https://nowhere.example/x", "javascript:alert(2)"), ("quoted_post", bad)])
    page = client.get(story.url).content.decode()
    assert '<a href="https://nowhere.example/x">See it where it stands</a>' in page
    assert "javascript:" not in page
    assert "embeds.css" in page


def test_a_lead_embed_stands_in_place_of_the_lead_picture(client: Client) -> None:
    story = make_draft()
    story.lead_embed = VIDEO
    story.save_revision()
    page = client.get(publish_story(story=story, actor=None).url)
    assert "lead-embed" in page.content.decode()
    assert PLAYER in page["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("embed", {"address": "https://nowhere.example/x", "caption": ""}),
        ("embed", {"address": "https://www.youtube.com/@harbour", "caption": ""}),
        (
            "quoted_post",
            {"address": "javascript:alert(1)", "author": "", "handle": "", "words": "x", "posted_on": None},
        ),
        ("quoted_post", {"address": "", "author": "Pilot", "handle": "", "words": "", "posted_on": None}),
    ],
)
def test_the_editor_refuses_in_words_when_publishing_and_never_while_drafting(kind: str, value: Any) -> None:
    block = StoryBody().child_blocks[kind]
    typed = block.to_python(value)
    with pytest.raises(ValidationError):
        block.clean(typed)
    assert block.clean_deferred(typed)


@override_settings(EMBED_HOSTS=["vimeo", "bluesky"])
def test_the_refusal_names_what_is_taken() -> None:
    block = StoryBody().child_blocks["embed"]
    with pytest.raises(ValidationError) as refused:
        block.clean(block.to_python({"address": VIDEO, "caption": ""}))
    words = " ".join(refused.value.block_errors["address"].messages)  # type: ignore[attr-defined]
    assert words == "Embeds are taken from Vimeo, Bluesky. Link to anything else in the text."


def test_a_bad_lead_embed_stops_publishing_and_no_draft() -> None:
    form_class = type(make_draft()).get_edit_handler().get_form_class()
    for deferred in (False, True):
        form = form_class(instance=make_draft(), for_user=aoife())
        form.cleaned_data = {"lead_embed": " https://nowhere.example/x "}
        if deferred:
            form.defer_required_fields()
            assert form.clean_lead_embed() == "https://nowhere.example/x"
        else:
            with pytest.raises(ValidationError):
                form.clean_lead_embed()


def test_one_piece_copied_in_two_ways_is_one_embed() -> None:
    want_embeds(addresses=[VIDEO, f" {VIDEO}&t=3"], now=clock.now())
    assert want_embeds(addresses=["https://youtu.be/abc-DEF_123"], now=clock.now()) == 0
    assert str(Embed.objects.get()) == VIDEO


def test_at_the_desk_a_draft_is_saved_and_its_publication_refused_in_words(client: Client) -> None:
    story = make_draft(body=[])
    client.force_login(aoife())
    address = reverse("wagtailadmin_pages:edit", args=[story.pk])
    form = querydict_from_html(client.get(address).content.decode(), form_id="page-edit-form").dict()
    embed = {"address": "https://nowhere.example/x", "caption": ""}
    form |= nested_form_data({"body": streamfield([("embed", embed)])}) | {"lead_embed": "https://nowhere.example/y"}
    saved = client.post(address, form)
    assert saved.status_code == 302
    draft = StoryPage.objects.get(pk=story.pk).get_latest_revision_as_object()
    assert (draft.lead_embed, len(draft.body)) == ("https://nowhere.example/y", 1)
    refused = client.post(address, form | {"action-publish": "1"}).content.decode()
    assert refused.count("Embeds are taken from YouTube, Vimeo") >= 2
    assert not StoryPage.objects.get(pk=story.pk).live


def test_an_editor_reads_at_the_desk_why_an_embed_has_not_come(client: Client) -> None:
    want_embeds(addresses=[VIDEO], now=clock.now())
    keep(Embed.objects.get(), Fetched(None, None, "answered with 404"))
    client.force_login(aoife())
    page = client.get(reverse("wagtailsnippets_stories_embed:list")).content.decode()
    assert "answered with 404" in page
    assert client.get(reverse("wagtailsnippets_stories_embed:add")).status_code == 302
