"""What a command says when it was asked for something that can't be done."""


class UsageError(Exception):
    """What was asked can't be done; the message says what can."""
