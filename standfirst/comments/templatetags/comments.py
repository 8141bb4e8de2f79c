"""`{% comment_thread page %}`: the conversation under a story."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from standfirst.comments.models import Thread
from standfirst.comments.queries import thread_page
from standfirst.edge.caching import tag_response
from standfirst.stories.models import StoryPage

register = template.Library()


@register.simple_tag(takes_context=True)
def comment_thread(context: template.Context, story: StoryPage) -> SafeString:
    """The first page of the story's thread with its form; nothing before the story was published."""
    thread = Thread.objects.filter(story_id=story.pk).first()
    if thread is None:
        return mark_safe("")
    request: Any = context.get("request")
    tag_response(request, f"thread:{thread.pk}")
    page = thread_page(thread=thread, story=story)
    return render_to_string(
        "comments/thread.html",
        {
            "thread": thread,
            "story": story,
            "comments": page.comments,
            "is_open": page.is_open,
            "more_after": page.more_after,
            "paper_name": context.get("paper_name", ""),
        },
    )
