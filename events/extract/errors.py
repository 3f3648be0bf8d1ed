"""What can be wrong with a file that somebody wants drafted."""


class ExtractError(ValueError):
    """The file cannot be drafted; the message is one sentence for the person who gave it."""
