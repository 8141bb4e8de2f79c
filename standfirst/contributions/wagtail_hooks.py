"""The desk's screens for the people who ask: asks are snippets."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from standfirst.contributions.models import Ask


class AskViewSet(SnippetViewSet):
    """Asks, with the one in force marked."""

    model = Ask
    icon = "mail"
    list_display = ["heading", "active", "amounts", "currency"]
    panels = [
        MultiFieldPanel(
            [FieldPanel("heading"), FieldPanel("words"), FieldPanel("signature"), FieldPanel("button")],
            heading=_("The letter"),
        ),
        FieldRowPanel([FieldPanel("amounts"), FieldPanel("currency")]),
        FieldPanel("active"),
    ]


register_snippet(AskViewSet)
