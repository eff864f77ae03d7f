"""Conversion of the content of data files to dataclasses, with reports of values that do not fit.

A dataclass describes the columns or keys of a file: its fields are their names, and the types of the fields say which
values are allowed. `Annotated` adds rules that a type cannot express: `NameOf`, `SplitAt`, `Converted`.
"""

import types
from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, dataclass, field, fields, is_dataclass
from datetime import datetime
from enum import Enum
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

WORDS = {
    str: "a text",
    int: "a whole number",
    bool: "true or false",
    datetime: "a date with a time, such as 2040-01-01T09:00:00Z",
}


class DataError(Exception):
    """A mistake in a data file; the message names the place and the expected value."""

    def __init__(self, place: str, problem: str):
        super().__init__(f"{place}: {problem}")


@dataclass(frozen=True)
class NameOf:
    """The value is the name or code of something of this kind."""

    kind: str


@dataclass(frozen=True)
class SplitAt:
    """A list may be written as one text with this separator; without this note, the separators are blanks."""

    separator: str


@dataclass(frozen=True)
class Converted:
    """The value is converted by a function, which raises ValueError with a message if it is wrong."""

    function: Callable[[Any], Any]


@dataclass(frozen=True)
class Reader:
    """Converts values to types; `known` holds, by kind, the names to which a file may refer."""

    known: Mapping[str, set[str]] = field(default_factory=dict)

    def read(self, shape: Any, value: Any, place: str) -> Any:
        origin, inner = get_origin(shape), get_args(shape)
        if origin is Annotated:
            return self._annotated(inner[0], inner[1:], value, place)
        if origin in (Union, types.UnionType):
            return self._choice([each for each in inner if each is not types.NoneType], value, place)
        if origin in (tuple, list):
            return origin(self._items(inner[0], value, place))
        if origin is dict:
            return self._table(*inner, value, place)
        if origin is Literal:
            return _one_of(inner, value, place)
        if is_dataclass(shape):
            return self._record(shape, value, place)
        if issubclass(shape, Enum):
            return shape(_one_of([each.value for each in shape], value, place))
        return _plain(shape, value, place)

    def _annotated(self, shape: Any, notes: tuple[Any, ...], value: Any, place: str) -> Any:
        for note in notes:
            if isinstance(note, SplitAt) and isinstance(value, str):
                value = [item.strip() for item in value.split(note.separator)]
        value = self.read(shape, value, place)
        for note in notes:
            if isinstance(note, NameOf) and value not in self.known[note.kind]:
                raise DataError(place, f"there is no {note.kind} “{value}”. Check its spelling, or add it first.")
            if isinstance(note, Converted):
                value = _converted(note.function, value, place)
        return value

    def _choice(self, shapes: list[Any], value: Any, place: str) -> Any:
        """Return an instance of the dataclass that the key names: `world = {…}` is a World."""
        if len(shapes) == 1:
            return self.read(shapes[0], value, place)
        by_name = {shape.__name__.lower(): shape for shape in shapes}
        if not isinstance(value, dict) or len(value) != 1:
            raise DataError(place, f"write one of {', '.join(by_name)} with its values.")
        name, values = next(iter(value.items()))
        return self.read(by_name[_one_of(by_name, name, place)], values, f"{place}, {name}")

    def _items(self, shape: Any, value: Any, place: str) -> Iterator[Any]:
        if isinstance(value, str):
            value = value.split()
        if not isinstance(value, list):
            raise DataError(place, "write a list.")
        for number, item in enumerate(value, 1):
            yield self.read(shape, item, f"{place} {number}" if isinstance(item, dict | list) else place)

    def _table(self, key_shape: Any, shape: Any, value: Any, place: str) -> dict[Any, Any]:
        if not isinstance(value, dict):
            raise DataError(place, "write names with their values.")
        return {
            self.read(key_shape, key, place): self.read(shape, item, f"{place} ({key})") for key, item in value.items()
        }

    def _record(self, shape: Any, value: Any, place: str) -> Any:
        if not isinstance(value, dict):
            raise DataError(place, "write names with their values.")
        hints, values = get_type_hints(shape, include_extras=True), {}
        places = {each.name: f"{place}, {each.name}" for each in fields(shape)}
        if unknown := [key for key in value if key not in places]:
            raise DataError(place, f"“{unknown[0]}” is not known here. What can be given: {', '.join(places)}.")
        for each in fields(shape):
            if each.name in value:
                values[each.name] = self.read(hints[each.name], value[each.name], places[each.name])
            elif each.default is MISSING and each.default_factory is MISSING:
                raise DataError(place, f"“{each.name}” is missing.")
        return shape(**values)


def _plain(shape: type, value: Any, place: str) -> Any:
    # In Python, bool is a subclass of int.
    if not isinstance(value, shape) or isinstance(value, bool) is not (shape is bool):
        raise DataError(place, f"{value!r} is not {WORDS.get(shape, f'a {shape.__name__}')}.")
    return value


def _one_of(choices: Any, value: Any, place: str) -> Any:
    if value not in choices:
        raise DataError(place, f"“{value}” is not one of {', '.join(map(str, choices))}.")
    return value


def _converted(function: Callable[[Any], Any], value: Any, place: str) -> Any:
    try:
        return function(value)
    except ValueError as error:
        raise DataError(place, str(error)) from error
