"""What a user would otherwise pick, as small applications over the same files."""
