"""Addresses of the stories desk beside Wagtail's pages."""

from django.urls import URLPattern, URLResolver, include, path

from standfirst.stories.api.doors import api_patterns
from standfirst.stories.views import counting, lists, live, searching

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/v3/", include((api_patterns(), "read_api"))),
    path("search/", searching.search, name="search"),
    path("topics/<slug:slug>/", lists.topic, name="topic"),
    path("contributors/<slug:slug>/", lists.contributor, name="contributor"),
    path("corrections/", lists.corrections, name="corrections"),
    path("-/views", counting.count, name="count_views"),
    path("live/<int:story_id>/", live.live_entries, name="live_entries"),
    path("live/<int:story_id>/<int:entry_id>/", live.live_entry, name="live_entry"),
    path("live/<int:story_id>/since/<int:version>/", live.live_since, name="live_since"),
]
