"""Addresses of the comments desk. `/threads/`, `/readers/`, `/elsewhere/` and the feeds are public and kept by the
edge; `/comments/` is private."""

from django.urls import path

from standfirst.comments import feeds
from standfirst.comments.views import (
    elsewhere,
    entering,
    following,
    own,
    picking,
    posting,
    readers,
    reading,
    recommending,
    writing_elsewhere,
)

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
    path("elsewhere/<slug:site>/", elsewhere.plain_link, name="elsewhere"),
    path("elsewhere/<slug:site>/thread/", elsewhere.thread_elsewhere, name="thread_elsewhere"),
    path("elsewhere/<slug:site>/frame/", elsewhere.frame_elsewhere, name="frame_elsewhere"),
    path("elsewhere/<slug:site>/counts", elsewhere.counts_elsewhere, name="counts_elsewhere"),
    path("comments/elsewhere/<slug:site>/begin/", posting.begin_elsewhere, name="begin_elsewhere"),
    path("comments/elsewhere/<slug:site>/post/", writing_elsewhere.post_from_elsewhere, name="post_from_elsewhere"),
    path("comments/elsewhere/<slug:site>/preview/", writing_elsewhere.preview_elsewhere, name="preview_elsewhere"),
    path("comments/elsewhere/<slug:site>/yours/", writing_elsewhere.yours_elsewhere, name="yours_elsewhere"),
    path(
        "comments/elsewhere/<slug:site>/<int:comment_id>/recommend/",
        writing_elsewhere.recommend_elsewhere,
        name="recommend_elsewhere",
    ),
    path(
        "comments/elsewhere/<slug:site>/<int:comment_id>/edit/",
        writing_elsewhere.edit_elsewhere,
        name="edit_elsewhere",
    ),
    path(
        "comments/elsewhere/<slug:site>/<int:comment_id>/delete/",
        writing_elsewhere.delete_elsewhere,
        name="delete_elsewhere",
    ),
    path("comments/elsewhere/<slug:site>/token/", entering.exchange_token, name="exchange_token"),
    path("comments/elsewhere/<slug:site>/enter/", entering.enter_elsewhere, name="enter_elsewhere"),
    path("comments/elsewhere/<slug:site>/account/", entering.account_elsewhere, name="account_elsewhere"),
    path("comments/elsewhere/<slug:site>/leave/", entering.leave_elsewhere, name="leave_elsewhere"),
    path("feeds/thread/<int:thread_id>/<str:file>", feeds.thread_feed, name="thread_feed"),
    path("feeds/reader/<slug:reference>/<str:file>", feeds.reader_feed, name="reader_feed"),
]
