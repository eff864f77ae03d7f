"""Decode uploaded pictures, and make the other sizes of them.

Input: files that strangers made, and the sizes that pages ask for. Output: smaller pictures, made in the sandbox and
few at a time, or an error that says why there is none.
"""

from cms.pictures.decoding import TooLarge, Unreadable, decoded, size_of
from cms.pictures.renditions import turn
from cms.pictures.sandbox import SandboxedFilter, made_anew, placeholder_of

__all__ = ["SandboxedFilter", "TooLarge", "Unreadable", "decoded", "made_anew", "placeholder_of", "size_of", "turn"]
