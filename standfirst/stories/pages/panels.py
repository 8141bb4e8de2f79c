"""The editor of a story: which fields, in the order in which a desk fills them."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    PageChooserPanel,
    TitleFieldPanel,
)
from wagtail.models import Page
from wagtailmedia.edit_handlers import MediaChooserPanel

from standfirst.stories.questions import QUESTION_PANELS
from standfirst.stories.widgets import HeadlineInput

CONTENT_PANELS = [
    FieldPanel("kicker"),
    TitleFieldPanel(
        "title",
        heading=_("Headline"),
        help_text=_("The address is made from it until the story is published."),
        classname="",
        placeholder=False,
        widget=HeadlineInput(),
    ),
    FieldPanel("standfirst"),
    FieldPanel("topics", widget=forms.CheckboxSelectMultiple),
    InlinePanel("bylines", heading=_("Bylines"), label=_("Byline")),
    FieldPanel("dateline"),
    MultiFieldPanel(
        [
            FieldPanel("lead_picture"),
            MediaChooserPanel("lead_recording"),
            FieldPanel("own_lead_caption"),
            FieldPanel("own_lead_credit"),
            FieldPanel("own_lead_alternative"),
            FieldPanel("lead_embed"),
        ],
        heading=_("Lead picture, sound or video"),
    ),
    FieldPanel("body"),
    InlinePanel("related", heading=_("Read: at the end"), label=_("Story")),
    InlinePanel("corrections_list", heading=_("Corrections"), label=_("Correction")),
    MultiFieldPanel(
        [
            FieldPanel("agency"),
            FieldPanel("copyright_notice"),
            FieldPanel("usage_terms"),
            FieldPanel("editors_note"),
        ],
        heading=_("Agency and rights"),
    ),
]
PROMOTE_PANELS = [
    MultiFieldPanel(
        [
            FieldPanel("front_headline"),
            FieldPanel("social_headline"),
            FieldPanel("seo_title", heading=_("Headline for search")),
            FieldPanel("search_description", heading=_("Description for search")),
            FieldPanel("slug", heading=_("Address")),
        ],
        heading=_("Elsewhere"),
    ),
]
SETTINGS_PANELS = [
    *Page.settings_panels,
    FieldPanel("change_kind"),
    FieldPanel("updated_at"),
    FieldRowPanel([FieldPanel("comments_mode"), FieldPanel("comments_close_after_days")]),
    *QUESTION_PANELS,
    FieldPanel("pinned"),
    FieldRowPanel([FieldPanel("language"), PageChooserPanel("translation_of", "stories.StoryPage")]),
    FieldRowPanel([FieldPanel("sensitive"), FieldPanel("ask_off"), FieldPanel("adverts_off")]),
]
