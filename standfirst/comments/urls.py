"""Addresses of the comments desk. `/threads/`, `/readers/` and the feeds are public and kept by the edge; `/comments/`
is private."""

from django.urls import path

from standfirst.comments import feeds
from standfirst.comments.views import following, own, picking, posting, readers, reading, recommending

urlpatterns = [
    path("comments/post/<int:thread_id>/", posting.post, name="post_comment"),
    path("comments/kept/", posting.kept_comment, name="kept_comment"),
    path("comments/<int:comment_id>/", reading.comment_address, name="comment"),
    path("comments/<int:comment_id>/reply/", posting.reply_form, name="reply_form"),
    path("comments/<int:comment_id>/posted/", posting.posted, name="comment_posted"),
    path("threads/counts", reading.counts, name="comment_counts"),
    path("comments/yours/", own.your_comments, name="your_comments"),
    path("comments/<int:comment_id>/edit/", own.edit, name="edit_comment"),
    path("comments/<int:comment_id>/delete/", own.delete, name="delete_comment"),
    path("comments/<int:comment_id>/pick/", picking.pick, name="pick_comment"),
    path("comments/<int:comment_id>/recommend/", recommending.recommend_comment, name="recommend_comment"),
    path(
        "comments/<int:comment_id>/take-back/", recommending.take_back_recommendation, name="take_back_recommendation"
    ),
    path("comments/follow/<int:thread_id>/", following.follow, name="follow_thread"),
    path("comments/<int:comment_id>/mute/", following.mute_author, name="mute_author"),
    path("your/muted/", following.your_muted, name="your_muted"),
    path("threads/<int:thread_id>/", reading.thread, name="thread"),
    path("threads/<int:thread_id>/<int:number>/", reading.branch, name="thread_branch"),
    path("readers/<slug:reference>/", readers.reader_page, name="reader"),
    path("feeds/thread/<int:thread_id>/<str:file>", feeds.thread_feed, name="thread_feed"),
    path("feeds/reader/<slug:reference>/<str:file>", feeds.reader_feed, name="reader_feed"),
]
