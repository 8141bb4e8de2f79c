"""A conversation in which everything hostile was said, straight as the forms do it, and tidied away afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from tests.hostile import VECTORS
from tests.readers import Reader, welcome
from tests.site import Site

NAME = "<img src=x onerror=hit()>\"'><svg/onload=hit()>"
ABOUT = "</p><script>hit()</script><img src=//evil.example/i.png onerror=hit()> [x](javascript:hit())"
IN_A_BUNDLE = 4_000
LONG = 400


def bundles(letters: int = IN_A_BUNDLE) -> list[str]:
    """All vectors but the longest, about so many letters in one text, each a paragraph of its own."""
    made = [""]
    for vector in (one for one in VECTORS if len(one) < LONG):
        if len(made[-1]) + len(vector) > letters:
            made.append("")
        made[-1] += f"{vector}\n\n"
    return made


TEXTS = (*(one for one in VECTORS if len(one) >= LONG), *bundles(500))
"""What is posted under the story, so that sixty comments hold all."""


@dataclass(frozen=True)
class Conversation:
    """Where it stands, and by whom: `author` wrote all of it, `target` is answered by every vector's bundle."""

    thread: int
    story: str
    author: Reader
    target: Reader
    reference: str
    waiting: list[int]
    items: list[int]
    download: Path


@contextmanager
def hostile_conversation(site: Site) -> Iterator[Conversation]:
    from django.conf import settings
    from django.db import transaction

    from standfirst import clock
    from standfirst.accounts.actions.downloads import folder, make_download
    from standfirst.accounts.actions.people import enrol
    from standfirst.accounts.models import MODERATORS, Download, User
    from standfirst.comments.actions.editing import STANDS, delete_comment
    from standfirst.comments.actions.endpoints import add_endpoint
    from standfirst.comments.actions.posting import post_comment
    from standfirst.comments.models import Comment, Kind, Thread, WebhookEndpoint
    from standfirst.moderation.actions.decisions import decide
    from standfirst.moderation.models import Decision, QueueItem
    from standfirst.stories.models import StoryPage
    from standfirst.stories.tests.factories import make_story

    author, target = welcome(site, 2)
    with site.open_database():
        thread = Thread.objects.get(story=make_story("A conversation with hostile guests"))
        villain = User.objects.get(display_name=author.name)
        answered = User.objects.get(display_name=target.name)
        # As if every check of names and words had failed.
        User.objects.filter(pk=villain.pk).update(display_name=NAME, about=ABOUT)
        villain.refresh_from_db()
        moderator = enrol(email=f"hostile-{site.port}@paper.example", display_name="Muireann", group=MODERATORS)
        endpoint = add_endpoint(
            address="https://hooks.example/", description="x", kinds=[Kind.PUBLISHED], now=clock.now()
        )
        # Switched off before the worker finds it: only what would be sent is looked at.
        now = clock.now() - timedelta(minutes=2 * len(TEXTS))
        top = post_comment(thread_id=thread.pk, author=answered, body="Good evening.", now=now)

        def say(body: str, parent: int | None = None) -> Comment:
            nonlocal now
            now += timedelta(minutes=1)
            return post_comment(thread_id=thread.pk, author=villain, body=body, parent_id=parent, now=now)

        def publish(item: QueueItem) -> None:
            decide(item_id=item.pk, revision=1, moderator=moderator, outcome=Decision.Outcome.PUBLISH, now=now)

        with transaction.atomic():
            for text in TEXTS:
                say(text)
            for bundle in bundles():
                say(bundle, parent=top.pk)
            for item in QueueItem.objects.filter(comment__thread=thread):
                publish(item)
        assert thread.comments.filter(state="published").count() == 1 + len(TEXTS) + len(bundles())
        StoryPage.objects.filter(pk=thread.story_id).update(comments_mode="premoderated")
        now = clock.now() - timedelta(minutes=len(bundles()) - 1)
        waiting = [say(f"{bundle}\nagain").pk for bundle in bundles()]
        WebhookEndpoint.objects.filter(pk=endpoint.pk).update(is_active=False)
        items = list(QueueItem.objects.filter(comment__in=waiting).values_list("pk", flat=True))
        download = Download.objects.create(person=villain, asked_at=now)
        before, settings.PRIVATE_ROOT = settings.PRIVATE_ROOT, site.home / "private"
        make_download(download_id=download.pk, now=now)
        download.refresh_from_db()
        file = folder() / download.file
        settings.PRIVATE_ROOT = before
        story = thread.story
        assert story is not None
        address = story.get_url_parts()[2]
    try:
        yield Conversation(thread.pk, address, author, target, villain.reference, waiting, items, file)
    finally:
        with site.open_database(), transaction.atomic():
            User.objects.filter(pk=villain.pk).update(display_name=author.name, about="")
            for comment in Comment.objects.filter(thread=thread, state__in=STANDS).select_related("author"):
                delete_comment(comment_id=comment.pk, author=comment.author, now=clock.now())
