"""Read the activities of IATI files of any publisher, versions 2.01 to 2.03.

Input: the bytes of a file. Output: pieces of a few activities, and the record of each activity of a piece. A piece is
read by itself, so that a file of any size needs little memory and a malformed activity stops no other.
"""

from cms.importers.formats.iati.reading import identifiers, read_piece
from cms.importers.formats.iati.splitting import pieces, recognises

NAME = "iati"

__all__ = ["NAME", "identifiers", "pieces", "read_piece", "recognises"]
