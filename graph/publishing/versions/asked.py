"""Answer `?version=` at addresses of the present state: with the file of that version, never with another one."""

from __future__ import annotations

from graph.models import DatasetVersion
from graph.publishing.files import DIGEST
from graph.publishing.versions.standing import address, file_of, named, public_versions


def require(asked: str | None, sequence: int) -> DatasetVersion | None:
    """Return the version that `?version=` asks for; None for the present state. Raises `Refusal` for any other one."""
    if asked is None or asked == str(sequence):
        return None
    if asked.isdecimal():
        found = public_versions().filter(sequence=int(asked[:18])).last()
        return found or named(asked)
    return named(asked)


def address_of_file(version: DatasetVersion, stem: str, extension: str) -> str:
    """Return the address of a version's file that says what a file of the present state says. Raises `Refusal`."""
    plain = extension.removesuffix(DIGEST)
    if extension != plain:
        return f"{address(version)}/SHA256SUMS"
    names = [f"{stem}.{plain}", f"{stem}.{plain}.gz"]
    name = next((each for each in names if each in version.files), names[0])
    file_of(version, name)
    return f"{address(version)}/{name}"
