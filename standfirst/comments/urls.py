"""Addresses of the comments desk. `/threads/` is public and kept by the edge; `/comments/` is private."""

from django.urls import path

from standfirst.comments import views

urlpatterns = [
    path("comments/post/<int:thread_id>/", views.post, name="post_comment"),
    path("comments/kept/", views.kept_comment, name="kept_comment"),
    path("comments/<int:comment_id>/", views.comment_address, name="comment"),
    path("comments/<int:comment_id>/reply/", views.reply_form, name="reply_form"),
    path("comments/<int:comment_id>/posted/", views.posted, name="comment_posted"),
    path("threads/<int:thread_id>/", views.thread, name="thread"),
]
