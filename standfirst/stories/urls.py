"""Addresses of the stories desk beside Wagtail's pages."""

from django.urls import URLPattern, URLResolver, include, path

from standfirst.stories.api.doors import api_patterns
from standfirst.stories.views import counting, lists, searching

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/v3/", include((api_patterns(), "read_api"))),
    path("search/", searching.search, name="search"),
    path("topics/<slug:slug>/", lists.topic, name="topic"),
    path("contributors/<slug:slug>/", lists.contributor, name="contributor"),
    path("corrections/", lists.corrections, name="corrections"),
    path("-/views", counting.count, name="count_views"),
]
