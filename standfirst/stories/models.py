"""Stories, sections and the front, as pages of Wagtail's tree; what belongs to a story beside its page."""

from standfirst.stories.pages import FrontPage, SectionPage, StoryPage
from standfirst.stories.pictures import Picture, Rendition
from standfirst.stories.records import Agency, Byline, Contributor, Correction, RelatedStory

__all__ = [
    "Agency",
    "Byline",
    "Contributor",
    "Correction",
    "FrontPage",
    "Picture",
    "RelatedStory",
    "Rendition",
    "SectionPage",
    "StoryPage",
]
