"""Signals of page forms, for code that the models, which name their forms, cannot import."""

from django.dispatch import Signal

page_opened = Signal()
"""Sent with `page`, its newest draft in memory, before a form shows it."""
form_made = Signal()
"""Sent with `form`, the form of a page, before it is shown or read."""
page_filled = Signal()
"""Sent with `page` and `form` after a valid form has written its values to the page, before the draft is saved."""
