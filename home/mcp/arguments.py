"""Declare the arguments of tools. The JSON Schema for assistants and the check of what they send follow from that."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]
Given = Mapping[str, Any]


class BadArgumentError(ValueError):
    """An argument that cannot be used; the sentence says to the assistant what to send instead."""


@dataclass(frozen=True)
class Argument:
    """An argument of a tool; each kind says what it accepts."""

    name: str
    description: str
    required: bool = False

    def schema(self) -> Json:
        """Return the JSON Schema of the values."""
        raise NotImplementedError

    def read(self, value: Any) -> Any:
        """Return a value that was sent. Raise BadArgumentError if it is not of this kind."""
        raise NotImplementedError

    def absent(self) -> Any:
        """Return what is used if nothing was sent."""
        return None


@dataclass(frozen=True)
class Words(Argument):
    longest: int = 2000

    def schema(self) -> Json:
        return {"type": "string", "minLength": 1, "maxLength": self.longest}

    def read(self, value: Any) -> str:
        if not isinstance(value, str) or not value.strip() or len(value) > self.longest:
            raise BadArgumentError(f"“{self.name}” is a text of 1 to {self.longest} characters.")
        return value.strip()


@dataclass(frozen=True)
class Choice(Argument):
    """One of several names, which are asked for when they are needed: they follow from the declared types."""

    options: Callable[[], Iterable[str]] = tuple
    default: str | None = None

    def schema(self) -> Json:
        return {"type": "string", "enum": list(self.options())} | ({"default": self.default} if self.default else {})

    def read(self, value: Any) -> str:
        options = list(self.options())
        if value not in options:
            raise BadArgumentError(f"“{self.name}” is one of {', '.join(options)}.")
        return str(value)

    def absent(self) -> str | None:
        return self.default


@dataclass(frozen=True)
class Choices(Choice):
    """Any of several names."""

    def schema(self) -> Json:
        return {"type": "array", "items": super().schema(), "uniqueItems": True}

    def read(self, value: Any) -> list[str]:
        if not isinstance(value, list):
            raise BadArgumentError(f"“{self.name}” is a list of names.")
        return [super(Choices, self).read(each) for each in value]


@dataclass(frozen=True)
class Number(Argument):
    least: int = 0
    most: int = 100
    default: int = 0

    def schema(self) -> Json:
        return {"type": "integer", "minimum": self.least, "maximum": self.most, "default": self.default}

    def read(self, value: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not self.least <= value <= self.most:
            raise BadArgumentError(f"“{self.name}” is a whole number from {self.least} to {self.most}.")
        return value

    def absent(self) -> int:
        return self.default


def schema(declared: Sequence[Argument]) -> Json:
    """Return the JSON Schema of the arguments of a tool."""
    properties = {each.name: {**each.schema(), "description": each.description} for each in declared}
    required = [each.name for each in declared if each.required]
    return {
        "type": "object",
        "properties": properties,
        **({"required": required} if required else {}),
        "additionalProperties": False,
    }


def read(declared: Sequence[Argument], sent: Any) -> Given:
    """Return the arguments that were sent, by name. Raise BadArgumentError, which names what is wrong with one."""
    if not isinstance(sent, dict):
        raise BadArgumentError("The arguments are an object.")
    known = {each.name: each for each in declared}
    if unknown := sorted(sent.keys() - known.keys()):
        raise BadArgumentError(f"There is no argument “{unknown[0][:60]}”: there are {', '.join(known) or 'none'}.")
    if missing := [each.name for each in declared if each.required and sent.get(each.name) is None]:
        raise BadArgumentError(f"“{missing[0]}” is missing: {known[missing[0]].description}")
    # Clients send null for what they leave out.
    given = {name: each.read(sent[name]) for name, each in known.items() if sent.get(name) is not None}
    return {name: each.absent() for name, each in known.items()} | given
