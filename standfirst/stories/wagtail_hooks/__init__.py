"""What the stories desk adds to Wagtail's admin, a file per screen. Wagtail looks for this module by its name."""

from standfirst.stories.wagtail_hooks import (  # noqa: F401 - each registers its own
    comfort,
    correcting,
    documents,
    editor,
    embargo,
    fronts,
    home,
    live,
    records,
)
