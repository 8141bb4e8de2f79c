"""Wagtail's signals, turned into facts of ours. The only place where signals are listened to."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Revision
from wagtail.signals import page_published, page_unpublished, post_page_move

from standfirst import clock
from standfirst.edge.purging import purge_on_commit
from standfirst.stories.actions.addresses import follow_move, leave_word, leave_word_of_pages
from standfirst.stories.actions.changes import note_change
from standfirst.stories.actions.containers import give_band
from standfirst.stories.actions.correcting import forget_waiting, keep_waiting, note_schedule
from standfirst.stories.actions.embargoes import carry_embargo, check_embargo
from standfirst.stories.actions.embeds import want_embeds
from standfirst.stories.actions.pictures import forget_drawn, say_kept
from standfirst.stories.actions.publishing import say_published, say_unpublished
from standfirst.stories.actions.rights import check_rights, note_uses
from standfirst.stories.actions.searching import index_again_soon
from standfirst.stories.embedding.finding import addresses_in_revision
from standfirst.stories.models import (
    Agency,
    Byline,
    Contributor,
    FrontPage,
    PaperSettings,
    Picture,
    Rendition,
    SectionPage,
    StoryPage,
    Topic,
)

# What is noted of a file beside its words, and no page shows.
MEASURED = frozenset({"file_size", "file_hash"})


def on_story_published(sender: type, instance: StoryPage, revision: Revision | None = None, **kwargs: Any) -> None:
    """Wagtail says so of a draft that was only scheduled, too."""
    if not instance.live:
        return
    note_change(story=instance, revision=revision, now=clock.now())
    if revision is not None and not instance.alias_of_id:
        keep_waiting(story=instance, published=revision, now=clock.now())
    say_published(instance)


def on_story_unpublished(sender: type, instance: StoryPage, **kwargs: Any) -> None:
    forget_waiting(story=instance)
    say_unpublished(instance)


def before_story_is_saved(
    sender: type, instance: StoryPage, raw: bool = False, update_fields: Any = None, **kwargs: Any
) -> None:
    """Whoever makes a story public, by whatever way: not under embargo, nor with a picture that it may not take."""
    if not instance.live or raw:
        return
    check_embargo(story=instance, now=clock.now())
    if _shows_anew(update_fields):
        check_rights(story=instance)


def _shows_anew(update_fields: Any) -> bool:
    """Saving a draft of a public story saves a few fields of it only: what readers see stays as it is."""
    return update_fields is None or "live" in update_fields


def on_story_saved(
    sender: type, instance: StoryPage, created: bool, raw: bool = False, update_fields: Any = None, **kwargs: Any
) -> None:
    """Still within the transaction in which the story was checked before (Wagtail's `save` is one)."""
    if instance.live and not raw and _shows_anew(update_fields):
        note_uses(story=instance, now=clock.now())
    source_id = instance.__dict__.get("copied_from_id")
    if created and source_id is not None:
        carry_embargo(source_id=source_id, copy=instance, now=clock.now())


def on_revision_scheduled(
    sender: type, instance: Revision, created: bool, update_fields: Any = None, **kwargs: Any
) -> None:
    """Only a schedule is of interest: one that comes with a new revision, is set, or is taken back."""
    touched = (created and instance.approved_go_live_at) or "approved_go_live_at" in (update_fields or ())
    if touched and instance.content_type.model_class() is StoryPage:
        note_schedule(revision=instance)


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


def on_record_changed(sender: type, instance: Any, created: bool, update_fields: Any = None, **kwargs: Any) -> None:
    """A name, a credit line, a caption: it may stand on any page. New ones stand nowhere yet.

    Not when a file is only measured, which Wagtail does when it is first asked.
    """
    if not created and (update_fields is None or not MEASURED.issuperset(update_fields)):
        with transaction.atomic():
            purge_on_commit("site")


def on_record_deleted(sender: type, instance: Any, **kwargs: Any) -> None:
    """It may stand on any page, and its own page is gone."""
    with transaction.atomic():
        purge_on_commit("site", drop=True)


def on_picture_saved(sender: type, instance: Picture, update_fields: Any = None, **kwargs: Any) -> None:
    # Wagtail notes a file's size or hash when it is first asked for them, which changes nothing that is drawn.
    if update_fields is None:
        say_kept(instance)


def on_rendition_deleted(sender: type, instance: Rendition, **kwargs: Any) -> None:
    # By its key: the picture itself may just be going.
    forget_drawn(picture=Picture(pk=instance.image_id))


def before_record_changes(sender: type, instance: Contributor | Topic, **kwargs: Any) -> None:
    """Name and address as they stood, for what follows once they are changed."""
    held = sender._default_manager.filter(pk=instance.pk).values_list("name", "slug").first()  # type: ignore[attr-defined]
    instance.__dict__["before"] = held


def on_named_record_changed(sender: type, instance: Contributor | Topic, created: bool, **kwargs: Any) -> None:
    """A new name is to be found, a new address to be reached from the old one."""
    before = instance.__dict__.pop("before", None)
    if created or before is None:
        return
    name, slug = before
    if slug != instance.slug:
        leave_word(record=instance, old_slug=slug)
    if name != instance.name:
        index_again_soon(story_ids=list(_stories_with(instance)))


def _stories_with(record: Contributor | Topic) -> Any:
    if isinstance(record, Topic):
        return StoryPage.objects.filter(topics=record).values_list("pk", flat=True)
    return Byline.objects.filter(contributor=record).values_list("story", flat=True)


def on_redirect_changed(sender: type, instance: Redirect, created: bool = False, **kwargs: Any) -> None:
    """A redirect may be held like any page. A new one is not held yet."""
    if not created:
        with transaction.atomic():
            purge_on_commit("site")


def before_page_is_saved(
    sender: type, instance: Page, raw: bool = False, update_fields: Any = None, **kwargs: Any
) -> None:
    """The path at which it stands, for what follows once it has another; some saves write no path."""
    if instance.pk is None or raw or (update_fields is not None and "url_path" not in update_fields):
        return
    instance.__dict__["stood_at"] = Page.objects.filter(pk=instance.pk).values_list("url_path", flat=True).first()


def on_page_saved(sender: type, instance: Page, **kwargs: Any) -> None:
    """A story or section with a new last part, or (as a plain page of the tree) one that was moved."""
    stood_at = instance.__dict__.pop("stood_at", None)
    if stood_at is not None and stood_at != instance.url_path:
        leave_word_of_pages(page=instance, stood_at=stood_at)


def on_page_moved(sender: type, instance: Any, **kwargs: Any) -> None:
    with transaction.atomic():
        follow_move(page_id=instance.pk, parent_id=kwargs["parent_page_after"].pk)
        purge_on_commit("site", drop=True)


def on_revision_saved(sender: type, instance: Revision, update_fields: Any = None, **kwargs: Any) -> None:
    """A draft was saved: what it embeds is fetched by the worker, long before a reader comes.

    Saved in part, only its schedule or what a publication has told is written: its text was looked through before.
    """
    if update_fields is None and "lead_embed" in instance.content:
        addresses = addresses_in_revision(instance.content)
        if addresses:
            want_embeds(addresses=addresses, now=clock.now())


def on_settings_saved(sender: type, instance: PaperSettings, **kwargs: Any) -> None:
    """The publisher's name and the plain files are on every page, also when they are saved for the first time."""
    with transaction.atomic():
        purge_on_commit("site")


def connect() -> None:
    post_save.connect(on_revision_scheduled, sender=Revision, dispatch_uid="revision-scheduled")
    page_published.connect(on_story_published, sender=StoryPage, dispatch_uid="story-published")
    page_unpublished.connect(on_story_unpublished, sender=StoryPage, dispatch_uid="story-unpublished")
    pre_delete.connect(on_story_deleted, sender=StoryPage, dispatch_uid="story-deleted")
    pre_save.connect(before_story_is_saved, sender=StoryPage, dispatch_uid="story-before-save")
    post_save.connect(on_story_saved, sender=StoryPage, dispatch_uid="story-saved")
    post_save.connect(on_revision_saved, sender=Revision, dispatch_uid="revision-saved")
    for placed in (Page, SectionPage, StoryPage):
        pre_save.connect(before_page_is_saved, sender=placed, dispatch_uid=f"{placed.__name__}-before-place")
        post_save.connect(on_page_saved, sender=placed, dispatch_uid=f"{placed.__name__}-placed")
    post_page_move.connect(on_page_moved, dispatch_uid="page-moved")
    page_published.connect(on_section_published, sender=SectionPage, dispatch_uid="section-published")
    for record in (Agency, Contributor, Picture, Topic):
        post_save.connect(on_record_changed, sender=record, dispatch_uid=f"{record.__name__}-changed")
    for deletable in (Agency, Contributor, Topic):
        post_delete.connect(on_record_deleted, sender=deletable, dispatch_uid=f"{deletable.__name__}-deleted")
    post_save.connect(on_picture_saved, sender=Picture, dispatch_uid="picture-saved")
    post_delete.connect(on_rendition_deleted, sender=Rendition, dispatch_uid="rendition-deleted")
    for named in (Contributor, Topic):
        pre_save.connect(before_record_changes, sender=named, dispatch_uid=f"{named.__name__}-before")
        post_save.connect(on_named_record_changed, sender=named, dispatch_uid=f"{named.__name__}-named")
    post_save.connect(on_redirect_changed, sender=Redirect, dispatch_uid="redirect-changed")
    post_delete.connect(on_redirect_changed, sender=Redirect, dispatch_uid="redirect-deleted")
    post_save.connect(on_settings_saved, sender=PaperSettings, dispatch_uid="paper-settings-saved")
    for kind in (FrontPage, SectionPage):
        page_published.connect(on_structure_changed, sender=kind, dispatch_uid=f"{kind.__name__}-published")
        page_unpublished.connect(on_structure_changed, sender=kind, dispatch_uid=f"{kind.__name__}-unpublished")
