"""Show the draft of one page to one partner's site, as it would look if exactly this page were published now.

Input: a token that an editor got for a page. Output: the public graph with the draft laid over it, for one request.
"""

from graph.previews.grants import LIFETIME, PARAMETER, Grant, grant_of, opens, token_for
from graph.previews.showing import Preview, previewing

__all__ = ["LIFETIME", "PARAMETER", "Grant", "Preview", "grant_of", "opens", "previewing", "token_for"]
