"""What the stories desk adds to Wagtail's editor: sensible beginnings for new stories, and withdrawing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button

from standfirst.stories.blocks_embeds import check_address
from standfirst.stories.models import StoryPage, ThreadKind
from standfirst.stories.page_links import PublicPageLinkHandler
from standfirst.stories.rights_form import RightsInPictures
from standfirst.stories.story_form import FreeAddress, HeldText, UnfinishedDraft
from standfirst.stories.views.withdrawing import withdraw


class StoryForm(RightsInPictures, HeldText, FreeAddress, UnfinishedDraft):
    """A new story takes its switch for comments from its section, so that a court section stays closed by default."""

    def __init__(self, *args: Any, parent_page: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, parent_page=parent_page, **kwargs)
        if self.instance.pk is None and parent_page is not None and "comments_mode" in self.fields:
            self.initial["comments_mode"] = parent_page.specific.comments_mode

    def clean(self) -> Any:
        """Questions are to somebody, and end after they began. A draft is saved without."""
        cleaned = super().clean()
        guests = self.formsets.get("guests")
        if self.is_deferred_validation or guests is None or cleaned.get("thread_kind") != ThreadKind.QUESTIONS:
            return cleaned
        rows = [row for row in guests.forms if row.is_valid() and row not in guests.deleted_forms]
        if not any(row.cleaned_data.get("account") for row in rows):
            self.add_error("thread_kind", _("Name at least one guest who answers."))
        begin, end = cleaned.get("questions_from"), cleaned.get("questions_until")
        if begin and end and end <= begin:
            self.add_error("questions_until", _("The end comes after the beginning."))
        return cleaned

    def clean_lead_embed(self) -> str:
        """Judged when the story is to be published; a draft is saved with whatever stands there."""
        address = str(self.cleaned_data["lead_embed"]).strip()
        if address and not self.is_deferred_validation:
            check_address(address)
        return address


StoryPage.base_form_class = StoryForm


@hooks.register("register_admin_urls")
def story_urls() -> list[URLPattern]:
    return [path("stories/<int:story_id>/withdraw/", withdraw, name="withdraw_story")]


@hooks.register("register_page_header_buttons")
def withdraw_button(page: Any, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """In the page's menu of actions, for public stories and those who may unpublish them."""
    if isinstance(page.specific_deferred, StoryPage) and page.permissions_for_user(user).can_unpublish():
        address = reverse("withdraw_story", args=[page.pk])
        yield Button(_("Withdraw, with a reason"), url=address, icon_name="warning", priority=61)


@hooks.register("register_rich_text_features", order=10)
def lead_to_what_is_public(features: Any) -> None:
    """After Wagtail's own, which it replaces."""
    features.register_link_type(PublicPageLinkHandler)
