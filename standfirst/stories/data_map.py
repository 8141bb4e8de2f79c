"""What the stories desk and Wagtail's tables hold of a person: much of staff, nothing of readers.

What a story says of people is journalism, and stands whoever has an account.
"""

from standfirst.accounts.personal_data import Fate, not_personal, personal, who

PAPER = "What the newsroom writes and publishes, or how it is arranged."
DESK = "Comfort and secrets of somebody at the desk."

personal("wagtailcore.ModelLogEntry", "label data", Fate.EMPTIED, exported=False, why="Of people: their names.")
who("stories.Picture", "uploaded_by_user")
not_personal(
    "stories.Picture",
    "title file description file_hash caption credit alt_text byline copyright_notice source keywords "
    "city country digital_source_type instructions usage_terms web_statement licensor_url drawn",
    PAPER,
)
not_personal("stories.StuckPage", "refusal failure", PAPER)
not_personal("stories.Rendition", "filter_spec file focal_point_key", PAPER)
not_personal("stories.Agency", "name credit_line", PAPER)
not_personal("stories.Contributor", "name slug role about public_email web_address", PAPER)
personal("stories.Contributor", "account", Fate.EMPTIED, exported=False, why="Which byline is theirs: staff only.")
not_personal("stories.Topic", "name slug about", PAPER)
not_personal("stories.Byline", "role", PAPER)
not_personal("stories.Correction", "kind text", PAPER)
not_personal("stories.Container", "kind title fill", PAPER)
personal("stories.Guest", "account role", Fate.ROW_DELETED, exported=False, why="Whom the paper has asked, in public.")
who("stories.Pin", "pinned_by")
who("stories.FrontChange", "actor")
not_personal("stories.FrontChange", "what headline container_name", PAPER)
who("stories.CorrectionRequest", "asked_by settled_by")
not_personal("stories.CorrectionRequest", "words", PAPER)
who("stories.Embargo", "set_by")
not_personal("stories.Embargo", "reason", PAPER)
who("stories.EmbargoChange", "who")
not_personal("stories.EmbargoChange", "why", PAPER)
not_personal("stories.Embed", "address host state reason title author author_address text picture", PAPER)
not_personal("stories.LiveBlog", "state", PAPER)
who("stories.LiveEntry", "account")
not_personal("stories.LiveEntry", "headline text text_html key_point_words state removed_words posting_key", PAPER)
not_personal("stories.LiveCorrection", "text", PAPER)
who("stories.LiveChange", "actor")
not_personal("stories.LiveChange", "kind was became", PAPER)
personal("stories.OpenEditor", "person key content waiting", Fate.ROW_DELETED, exported=False, why=DESK)
who("stories.Recording", "uploaded_by_user")
not_personal("stories.Recording", "title type thumbnail file caption credit transcript subtitles", PAPER)
not_personal(
    "stories.StoryPage",
    "kicker front_headline social_headline standfirst dateline own_lead_caption own_lead_credit "
    "own_lead_alternative lead_embed body copyright_notice usage_terms editors_note change_kind language "
    "comments_mode thread_kind withdrawn_reason",
    PAPER,
)
not_personal("stories.SectionPage", "colour comments_mode", PAPER)
not_personal("stories.FrontPage", "tagline", PAPER)
not_personal(
    "stories.PaperSettings",
    "publisher_name public_email publishing_principles corrections_policy social_accounts robots_rules "
    "security_contacts trust_lines ads_lines",
    PAPER,
)
not_personal("stories.SearchEntry", "text", PAPER)
not_personal("stories.PictureUse", "headline", PAPER)
not_personal("stories.WaitingUpdate", "base", PAPER)
not_personal("wagtailredirects.Redirect", "old_path redirect_page_route_path redirect_link", PAPER)
who("wagtailmedia.Media", "uploaded_by_user")
not_personal("wagtailmedia.Media", "title file type thumbnail", PAPER)
not_personal("wagtailembeds.Embed", "url hash type html title author_name provider_name thumbnail_url", PAPER)
personal(
    "wagtailusers.UserProfile",
    "user preferred_language current_time_zone avatar dismissibles theme contrast density",
    Fate.ROW_DELETED,
    exported=False,
    why=DESK,
)
who("wagtaildocs.Document", "uploaded_by_user")
not_personal("wagtaildocs.Document", "title file file_hash", PAPER)
who("wagtailimages.Image", "uploaded_by_user")
not_personal("wagtailimages.Image", "title file description file_hash", PAPER)
not_personal("wagtailimages.Rendition", "filter_spec file focal_point_key", PAPER)
not_personal("wagtailsearch.IndexEntry", "object_id autocomplete title body", PAPER)
not_personal("wagtailsearch.SQLiteFTSIndexEntry", "autocomplete title body", PAPER)
personal("wagtailadmin.EditingSession", "user object_id", Fate.ROW_DELETED, exported=False, why=DESK)
personal("wagtailadmin.FormState", "user data object_id parent_object_id", Fate.ROW_DELETED, exported=False, why=DESK)
not_personal("wagtailcore.Locale", "language_code", PAPER)
not_personal("wagtailcore.Site", "hostname site_name", PAPER)
personal("wagtailcore.APIToken", "user name key_hash prefix", Fate.ROW_DELETED, exported=False, why=DESK)
who("wagtailcore.ModelLogEntry", "user")
not_personal("wagtailcore.ModelLogEntry", "action uuid object_id", PAPER)
who("wagtailcore.Revision", "user")
not_personal("wagtailcore.Revision", "object_id object_str content", PAPER)
not_personal("wagtailcore.CollectionViewRestriction", "restriction_type password", PAPER)
not_personal("wagtailcore.Collection", "path name", PAPER)
who("wagtailcore.UploadedFile", "uploaded_by_user")
not_personal("wagtailcore.UploadedFile", "file", PAPER)
who("wagtailcore.WorkflowState", "requested_by")
not_personal("wagtailcore.WorkflowState", "object_id status", PAPER)
not_personal("wagtailcore.Workflow", "name", PAPER)
not_personal("wagtailcore.Task", "name", PAPER)
who("wagtailcore.TaskState", "finished_by")
not_personal("wagtailcore.TaskState", "status comment", PAPER)
who("wagtailcore.Page", "locked_by owner")
not_personal(
    "wagtailcore.Page", "path translation_key title draft_title slug url_path seo_title search_description", PAPER
)
not_personal("wagtailcore.PageViewRestriction", "restriction_type password", PAPER)
who("wagtailcore.PageLogEntry", "user")
not_personal("wagtailcore.PageLogEntry", "label action data uuid", PAPER)
who("wagtailcore.Comment", "user resolved_by")
not_personal("wagtailcore.Comment", "text contentpath position", PAPER)
who("wagtailcore.CommentReply", "user")
not_personal("wagtailcore.CommentReply", "text", PAPER)
personal("wagtailcore.PageSubscription", "user", Fate.ROW_DELETED, exported=False, why=DESK)
not_personal("wagtailcore.ReferenceIndex", "object_id to_object_id model_path content_path content_path_hash", PAPER)
not_personal("taggit.Tag", "name slug", PAPER)
