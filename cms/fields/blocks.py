"""A field of blocks whose row can be read whatever is stored in it."""

import json

from wagtail.blocks import StreamValue
from wagtail.fields import StreamField


class BlocksField(StreamField):
    """Wagtail's field, but that stored blocks of no known shape become a value without blocks that keeps their text.

    Otherwise one such row would keep every list with it from being read. The graph refuses such a value.
    """

    def to_python(self, value):
        try:
            return super().to_python(value)
        except (AttributeError, KeyError, TypeError, ValueError):
            return StreamValue(self.stream_block, [], raw_text=json.dumps(value, default=str))

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        return name, "wagtail.fields.StreamField", args, kwargs
