"""From drafts to records: what a curator reviews, edits, accepts and keeps."""
