"""Addresses of the stories desk beside Wagtail's pages."""

from django.urls import URLPattern, URLResolver, include, path

from standfirst.stories.api.doors import api_patterns

urlpatterns: list[URLPattern | URLResolver] = [path("api/v3/", include((api_patterns(), "read_api")))]
