"""The refusal of a backup or of a restoration, in one sentence that says what to do."""


class CannotBackUp(Exception):
    """Raised before anything has been changed, unless the sentence says otherwise."""
