"""Fields of the editor that Wagtail has no fitting ones for."""

from __future__ import annotations

from typing import Any

from wagtail.admin.widgets import AdminAutoHeightTextInput


class HeadlineInput(AdminAutoHeightTextInput):
    """A headline of as many lines as it needs on the screen; in the paper it is one line of text."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> str | None:
        value = super().value_from_datadict(data, files, name)
        return value if value is None else " ".join(str(value).split())
