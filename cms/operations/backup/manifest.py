"""What stands in a backup: where it comes from, what it holds, and with which digests."""

import json
from dataclasses import asdict, dataclass, field
from typing import Any

FORM = 1
"""The number of this form of backups: a later Accord can tell what it reads."""


@dataclass(frozen=True)
class Manifest:
    name: str
    engine: str
    """sqlite or postgresql."""
    base_iri: str
    sequence: int
    epoch: str
    migrations: list[str]
    database: str
    """The name of the file with the database, beside this one."""
    database_digest: str
    secrets: list[str]
    """Names of the variables with secrets that the installation uses. Their values are not in the backup."""
    files: dict[str, str] = field(default_factory=dict)
    """The digest of each file, by media/ or versions/ and its path there."""
    form: int = FORM

    def to_json(self) -> bytes:
        return json.dumps(asdict(self), indent=1, ensure_ascii=False).encode()

    @classmethod
    def from_json(cls, text: bytes) -> "Manifest":
        values: dict[str, Any] = json.loads(text)
        return cls(**values)
