"""The pages of Wagtail's tree: the front, its sections, their stories."""
