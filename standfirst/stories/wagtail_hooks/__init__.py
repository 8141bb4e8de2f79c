"""What the stories desk adds to Wagtail's admin, a file per screen. Wagtail looks for this module by its name."""

from standfirst.stories.wagtail_hooks import comfort, editor, fronts, home, live, records  # noqa: F401 - each registers its own
