"""Addresses of the comments desk. `/threads/` is public and kept by the edge; `/comments/` is private."""

from django.urls import path

from standfirst.comments.views import following, posting, reading

urlpatterns = [
    path("comments/post/<int:thread_id>/", posting.post, name="post_comment"),
    path("comments/kept/", posting.kept_comment, name="kept_comment"),
    path("comments/<int:comment_id>/", reading.comment_address, name="comment"),
    path("comments/<int:comment_id>/reply/", posting.reply_form, name="reply_form"),
    path("comments/<int:comment_id>/posted/", posting.posted, name="comment_posted"),
    path("comments/follow/<int:thread_id>/", following.follow, name="follow_thread"),
    path("comments/<int:comment_id>/mute/", following.mute_author, name="mute_author"),
    path("your/muted/", following.your_muted, name="your_muted"),
    path("threads/<int:thread_id>/", reading.thread, name="thread"),
]
