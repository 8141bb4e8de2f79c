"""Stories, sections and the front, as pages of Wagtail's tree; what belongs to a story beside its page."""

from standfirst.stories.containers import Container, FrontChange, Pin
from standfirst.stories.correction_requests import CorrectionRequest
from standfirst.stories.embeds import Embed
from standfirst.stories.live_blogs import LiveBlog, LiveChange, LiveCorrection, LiveEntry
from standfirst.stories.open_editors import OpenEditor
from standfirst.stories.pages.front import FrontPage
from standfirst.stories.pages.section import SectionPage
from standfirst.stories.pages.story import StoryPage
from standfirst.stories.pictures import Picture, Rendition
from standfirst.stories.recordings import Recording
from standfirst.stories.records import Agency, Byline, Contributor, Correction, RelatedStory, Topic

__all__ = [
    "Agency",
    "Byline",
    "Container",
    "Contributor",
    "Correction",
    "CorrectionRequest",
    "Embed",
    "FrontChange",
    "FrontPage",
    "LiveBlog",
    "LiveChange",
    "LiveCorrection",
    "LiveEntry",
    "OpenEditor",
    "Picture",
    "Pin",
    "Recording",
    "RelatedStory",
    "Rendition",
    "SectionPage",
    "StoryPage",
    "Topic",
]
