"""Addresses of the stories desk beside Wagtail's pages."""

from django.urls import URLPattern, URLResolver, path

from standfirst.stories import feeds
from standfirst.stories.api.documentation import api_docs
from standfirst.stories.views import counting, lists, live, oembed, plain_files, searching, sitemaps

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/v3/docs/", api_docs, name="api_docs"),
    path("feeds/<str:file>", feeds.paper_feed, name="paper_feed"),
    path("feeds/section/<slug:slug>/<str:file>", feeds.section_feed, name="section_feed"),
    path("feeds/topic/<slug:slug>/<str:file>", feeds.topic_feed, name="topic_feed"),
    path("feeds/contributor/<slug:slug>/<str:file>", feeds.contributor_feed, name="contributor_feed"),
    path("sitemap.xml", sitemaps.sitemap_index, name="sitemap"),
    path("sitemap-lists.xml", sitemaps.sitemap_of_lists, name="sitemap_of_lists"),
    path("sitemap-<int:year>-<int:month>-<int:part>.xml", sitemaps.sitemap_of_month, name="sitemap_of_month"),
    path("sitemap-news.xml", sitemaps.news_sitemap, name="news_sitemap"),
    path("oembed", oembed.oembed, name="oembed"),
    path("robots.txt", plain_files.robots_txt, name="robots_txt"),
    path(".well-known/security.txt", plain_files.security_txt, name="security_txt"),
    path("trust.txt", plain_files.trust_txt, name="trust_txt"),
    path(".well-known/trust.txt", plain_files.trust_txt, name="well_known_trust_txt"),
    path("ads.txt", plain_files.ads_txt, name="ads_txt"),
    path("search/", searching.search, name="search"),
    path("topics/<slug:slug>/", lists.topic, name="topic"),
    path("contributors/<slug:slug>/", lists.contributor, name="contributor"),
    path("corrections/", lists.corrections, name="corrections"),
    path("-/views", counting.count, name="count_views"),
    path("live/<int:story_id>/", live.live_entries, name="live_entries"),
    path("live/<int:story_id>/<int:entry_id>/", live.live_entry, name="live_entry"),
    path("live/<int:story_id>/since/<int:version>/", live.live_since, name="live_since"),
]
