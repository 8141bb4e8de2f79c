"""The desk's screens for adverts: one menu with flights, creatives, advertisers and slots."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from standfirst.adverts.models import Advertiser, Creative, Flight, Slot


class FlightViewSet(SnippetViewSet):
    model = Flight
    icon = "calendar"
    list_display = ["creative", "slot", "starts_at", "ends_at"]
    panels = [
        FieldPanel("creative"),
        FieldPanel("slot"),
        FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
    ]


class CreativeViewSet(SnippetViewSet):
    model = Creative
    icon = "image"
    list_display = ["headline", "advertiser", "destination"]
    panels = [
        FieldPanel("advertiser"),
        FieldPanel("headline"),
        FieldPanel("text"),
        FieldPanel("button"),
        FieldPanel("destination"),
        FieldPanel("picture"),
        FieldPanel("alternative"),
    ]


class AdvertiserViewSet(SnippetViewSet):
    model = Advertiser
    icon = "group"
    list_display = ["name", "is_house"]
    panels = [FieldPanel("name"), FieldPanel("is_house")]


class SlotViewSet(SnippetViewSet):
    model = Slot
    icon = "placeholder"
    list_display = ["name", "label", "reserved_height"]
    panels = [FieldPanel("name"), FieldPanel("label"), FieldPanel("reserved_height")]


class AdvertsGroup(SnippetViewSetGroup):
    """All of it in one place of the menu."""

    items = (FlightViewSet, CreativeViewSet, AdvertiserViewSet, SlotViewSet)
    menu_label = _("Adverts")
    menu_icon = "pick"
    menu_name = "adverts"


register_snippet(AdvertsGroup)
