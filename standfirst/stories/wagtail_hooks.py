"""What the stories desk adds to Wagtail's editor."""

from __future__ import annotations

from typing import Any

from wagtail.admin.forms import WagtailAdminPageForm

from standfirst.stories.models import StoryPage


class StoryForm(WagtailAdminPageForm):
    """A new story takes its switch for comments from its section, so that a court section stays closed by default."""

    def __init__(self, *args: Any, parent_page: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, parent_page=parent_page, **kwargs)
        if self.instance.pk is None and parent_page is not None and "comments_mode" in self.fields:
            self.initial["comments_mode"] = parent_page.specific.comments_mode


StoryPage.base_form_class = StoryForm
