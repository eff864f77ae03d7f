"""Back an installation up and restore it, `manage.py backup` and `manage.py restore`.

Input: the database, the uploaded files and the base IRI; a folder or a bucket. Output: backups that stand beside each
other there and share the files that are alike, and an installation that continues from one of them. Secrets are named
in a backup and never in it.
"""

from cms.operations.backup.making import back_up, keep_newest
from cms.operations.backup.manifest import Manifest
from cms.operations.backup.places import Place, place_at
from cms.operations.backup.refusals import CannotBackUp
from cms.operations.backup.restoring import restore

__all__ = ["CannotBackUp", "Manifest", "Place", "back_up", "keep_newest", "place_at", "restore"]
