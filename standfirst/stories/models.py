"""Stories, sections and the front, as pages of Wagtail's tree; what belongs to a story beside its page."""

from standfirst.stories.containers import Container, FrontChange, Pin
from standfirst.stories.correction_requests import CorrectionRequest
from standfirst.stories.embargoes import Embargo, EmbargoChange, StoryEmbargoed
from standfirst.stories.embeds import Embed
from standfirst.stories.live_blogs import LiveBlog, LiveChange, LiveCorrection, LiveEntry
from standfirst.stories.open_editors import OpenEditor
from standfirst.stories.pages.front import FrontPage
from standfirst.stories.pages.section import SectionPage
from standfirst.stories.pages.story import StoryPage
from standfirst.stories.papers import PaperSettings
from standfirst.stories.pictures import Picture, Rendition
from standfirst.stories.questions import Guest, ThreadKind
from standfirst.stories.recordings import Recording
from standfirst.stories.records import Agency, Byline, Contributor, Correction, RelatedStory, Topic
from standfirst.stories.search_entry import SearchEntry
from standfirst.stories.stuck import StuckPage
from standfirst.stories.uses import PictureUse
from standfirst.stories.views_counted import StoryViews
from standfirst.stories.waiting import WaitingUpdate

__all__ = [
    "Agency",
    "Byline",
    "Container",
    "Contributor",
    "Correction",
    "CorrectionRequest",
    "Embargo",
    "EmbargoChange",
    "Embed",
    "FrontChange",
    "FrontPage",
    "Guest",
    "LiveBlog",
    "LiveChange",
    "LiveCorrection",
    "LiveEntry",
    "OpenEditor",
    "PaperSettings",
    "Picture",
    "PictureUse",
    "Pin",
    "Recording",
    "RelatedStory",
    "Rendition",
    "SearchEntry",
    "SectionPage",
    "StoryEmbargoed",
    "StoryPage",
    "StoryViews",
    "StuckPage",
    "ThreadKind",
    "Topic",
    "WaitingUpdate",
]
