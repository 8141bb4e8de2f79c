"""What the desk does meanwhile, behind the reader's back: through our own actions, in the site's database."""

from __future__ import annotations

from tests.site import Site, until


def withdraw(site: Site, slug: str, *, reason: str) -> None:
    """The story is withdrawn, and readers see that it is."""
    from standfirst import clock
    from standfirst.stories.actions.publishing import withdraw_story
    from standfirst.stories.models import StoryPage

    with site.open_database():
        story = StoryPage.objects.get(slug=slug)
        address = story.get_url_parts()[2]
        withdraw_story(story=story, actor=None, reason=reason, now=clock.now())
    until(lambda: site.ask(address).status == 410, within=2, what=f"410 for {address}")


def close_comments(site: Site, slug: str) -> None:
    """The story takes no more comments."""
    from standfirst.stories.actions.publishing import publish_story
    from standfirst.stories.models import StoryPage

    with site.open_database():
        story = StoryPage.objects.get(slug=slug)
        story.comments_mode = StoryPage.Comments.CLOSED
        story.save_revision()
        publish_story(story=story, actor=None)


def number_of_section(site: Site, slug: str) -> int:
    """Where the desk finds a section."""
    from standfirst.stories.models import SectionPage

    with site.open_database():
        return int(SectionPage.objects.get(slug=slug).pk)


def count_of_stories(site: Site) -> int:
    """All stories there are, drafts too."""
    from standfirst.stories.models import StoryPage

    with site.open_database():
        return int(StoryPage.objects.count())


def number_of_story(site: Site, slug: str) -> int:
    """Where the desk finds a story."""
    from standfirst.stories.models import StoryPage

    with site.open_database():
        return int(StoryPage.objects.get(slug=slug).pk)


def ask_guest(site: Site, slug: str, *, guest: str, is_over: bool = False) -> None:
    """The story's conversation is made one of questions to the person of this name, who is a pilot."""
    from datetime import timedelta

    from standfirst import clock
    from standfirst.accounts.models import User
    from standfirst.stories.actions.publishing import publish_story
    from standfirst.stories.models import Guest, StoryPage, ThreadKind

    with site.open_database():
        story = StoryPage.objects.get(slug=slug)
        story.thread_kind = ThreadKind.QUESTIONS
        story.questions_until = clock.now() + timedelta(days=-1 if is_over else 1)
        story.guests = [Guest(account=User.objects.get(display_name=guest), role="Harbour pilot")]
        story.save_revision()
        publish_story(story=story, actor=None)
        address = story.get_url_parts()[2]
    says = "Questions were taken until" if is_over else "Ask until"
    until(lambda: says in site.ask(address).text, within=5, what=f"“{says}” on the page")
