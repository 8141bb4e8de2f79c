"""Addresses of the comments desk. `/threads/`, `/readers/` and the feeds are public and kept by the edge; `/comments/`
is private."""

from django.urls import path

from standfirst.comments import feeds
from standfirst.comments.views import posting, readers, reading

urlpatterns = [
    path("comments/post/<int:thread_id>/", posting.post, name="post_comment"),
    path("comments/kept/", posting.kept_comment, name="kept_comment"),
    path("comments/<int:comment_id>/", reading.comment_address, name="comment"),
    path("comments/<int:comment_id>/reply/", posting.reply_form, name="reply_form"),
    path("comments/<int:comment_id>/posted/", posting.posted, name="comment_posted"),
    path("threads/counts", reading.counts, name="comment_counts"),
    path("threads/<int:thread_id>/", reading.thread, name="thread"),
    path("threads/<int:thread_id>/<int:number>/", reading.branch, name="thread_branch"),
    path("readers/<slug:reference>/", readers.reader_page, name="reader"),
    path("feeds/thread/<int:thread_id>/<str:file>", feeds.thread_feed, name="thread_feed"),
    path("feeds/reader/<slug:reference>/<str:file>", feeds.reader_feed, name="reader_feed"),
]
