"""Wagtail's signals, turned into facts of ours. The only place where signals are listened to."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models.signals import post_save, pre_delete
from wagtail.models import Revision
from wagtail.signals import page_published, page_unpublished, post_page_move

from standfirst import clock
from standfirst.edge.purging import purge_on_commit
from standfirst.stories.actions.containers import give_band
from standfirst.stories.actions.embeds import want_embeds
from standfirst.stories.actions.publishing import say_published, say_unpublished
from standfirst.stories.embedding.finding import addresses_in_revision
from standfirst.stories.models import (
    Agency,
    Contributor,
    FrontPage,
    PaperSettings,
    Picture,
    SectionPage,
    StoryPage,
    Topic,
)


def on_story_published(sender: type, instance: StoryPage, **kwargs: Any) -> None:
    say_published(instance)


def on_story_unpublished(sender: type, instance: StoryPage, **kwargs: Any) -> None:
    say_unpublished(instance)


def on_story_deleted(sender: type, instance: StoryPage, **kwargs: Any) -> None:
    if instance.live:
        say_unpublished(instance)


def on_structure_changed(sender: type, instance: Any, **kwargs: Any) -> None:
    """A section's name stands in every page's navigation, so all of them are fetched anew."""
    with transaction.atomic():
        purge_on_commit("site")


def on_section_published(sender: type, instance: SectionPage, **kwargs: Any) -> None:
    """Only the first time: a band that an editor has removed since stays away."""
    if instance.first_published_at == instance.last_published_at:
        give_band(section=instance)


def on_record_changed(sender: type, instance: Any, created: bool, **kwargs: Any) -> None:
    """A name, a credit line, a caption: it may stand on any page. New ones stand nowhere yet."""
    if not created:
        with transaction.atomic():
            purge_on_commit("site")


def on_page_moved(sender: type, instance: Any, **kwargs: Any) -> None:
    with transaction.atomic():
        purge_on_commit("site", drop=True)


def on_revision_saved(sender: type, instance: Revision, **kwargs: Any) -> None:
    """A draft was saved or published: what it embeds is fetched by the worker, long before a reader comes."""
    if "lead_embed" in instance.content:
        addresses = addresses_in_revision(instance.content)
        if addresses:
            want_embeds(addresses=addresses, now=clock.now())


def on_settings_saved(sender: type, instance: PaperSettings, **kwargs: Any) -> None:
    """The publisher's name and the plain files are on every page, also when they are saved for the first time."""
    with transaction.atomic():
        purge_on_commit("site")


def connect() -> None:
    post_save.connect(on_revision_saved, sender=Revision, dispatch_uid="revision-saved")
    page_published.connect(on_story_published, sender=StoryPage, dispatch_uid="story-published")
    page_unpublished.connect(on_story_unpublished, sender=StoryPage, dispatch_uid="story-unpublished")
    pre_delete.connect(on_story_deleted, sender=StoryPage, dispatch_uid="story-deleted")
    post_page_move.connect(on_page_moved, dispatch_uid="page-moved")
    page_published.connect(on_section_published, sender=SectionPage, dispatch_uid="section-published")
    for record in (Agency, Contributor, Picture, Topic):
        post_save.connect(on_record_changed, sender=record, dispatch_uid=f"{record.__name__}-changed")
    post_save.connect(on_settings_saved, sender=PaperSettings, dispatch_uid="paper-settings-saved")
    for kind in (FrontPage, SectionPage):
        page_published.connect(on_structure_changed, sender=kind, dispatch_uid=f"{kind.__name__}-published")
        page_unpublished.connect(on_structure_changed, sender=kind, dispatch_uid=f"{kind.__name__}-unpublished")
