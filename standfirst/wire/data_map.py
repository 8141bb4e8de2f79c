"""The wire desk holds copy of agencies, and nothing of readers."""

from standfirst.accounts.personal_data import not_personal, who

COPY = "Copy of an agency, which stands in the paper."

not_personal("wire.Item", "feed uri", COPY)
not_personal("wire.Version", "version pub_status headline name raw content_hash", COPY)
who("wire.Version", "taken_by")
