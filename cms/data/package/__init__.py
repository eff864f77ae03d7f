"""Take everything out of an installation as one file, and read it into an empty one, on either database.

Input: the database and the uploaded files, or a package. Output: a package, whose layout `contents` describes, or an
installation with the same content, drafts, history and identifiers.
"""

from cms.data.package.contents import BadPackage, Manifest
from cms.data.package.reading import read_package
from cms.data.package.writing import write_package

__all__ = ["BadPackage", "Manifest", "read_package", "write_package"]
