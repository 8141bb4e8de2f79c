"""Stories, sections and the front, as pages of Wagtail's tree; what belongs to a story beside its page."""

from standfirst.stories.embeds import Embed
from standfirst.stories.pages.front import FrontPage
from standfirst.stories.pages.section import SectionPage
from standfirst.stories.pages.story import StoryPage
from standfirst.stories.pictures import Picture, Rendition
from standfirst.stories.recordings import Recording
from standfirst.stories.records import Agency, Byline, Contributor, Correction, RelatedStory, Topic
from standfirst.stories.search_entry import SearchEntry
from standfirst.stories.views_counted import StoryViews

__all__ = [
    "Agency",
    "Byline",
    "Contributor",
    "Correction",
    "Embed",
    "FrontPage",
    "Picture",
    "Recording",
    "RelatedStory",
    "Rendition",
    "SearchEntry",
    "SectionPage",
    "StoryPage",
    "StoryViews",
    "Topic",
]
