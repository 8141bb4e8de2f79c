"""Contributors, topics and agencies at the desk."""

from __future__ import annotations

from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from standfirst.stories.models import Agency, Contributor, Topic


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


for view_set in (ContributorViewSet, TopicViewSet, AgencyViewSet):
    register_snippet(view_set)
