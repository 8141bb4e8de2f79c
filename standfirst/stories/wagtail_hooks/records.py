"""Contributors, topics and agencies at the desk."""

from __future__ import annotations

from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from standfirst.stories.models import Agency, Contributor, Embed, Topic


class ContributorViewSet(SnippetViewSet):
    model = Contributor
    icon = "user"
    list_display = ("name", "role")
    search_fields = ("name",)


class TopicViewSet(SnippetViewSet):
    model = Topic
    icon = "tag"
    list_display = ("name", "slug")
    search_fields = ("name",)


class AgencyViewSet(SnippetViewSet):
    model = Agency
    icon = "site"
    list_display = ("name", "credit_line")


class EmbedViewSet(SnippetViewSet):
    """To be looked at: rows come from stories, and the worker fills them."""

    model = Embed
    icon = "media"
    list_display = ("address", "title", "state", "reason", "fetched_at", "next_try_at")
    list_filter = ("state", "host")
    search_fields = ("address", "title")
    ordering = ("-pk",)
    inspect_view_enabled = True
    copy_view_enabled = False


for view_set in (ContributorViewSet, TopicViewSet, AgencyViewSet, EmbedViewSet):
    register_snippet(view_set)
