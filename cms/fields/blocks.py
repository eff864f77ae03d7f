"""A StreamField that can be read even if the stored blocks are invalid."""

import json

from wagtail.blocks import StreamValue
from wagtail.fields import StreamField


class BlocksField(StreamField):
    """Wagtail's StreamField, except that invalid stored blocks become a value without blocks that keeps their raw text.

    Otherwise one such row would make every list that contains it unreadable. The graph refuses such a value.
    """

    def to_python(self, value):
        try:
            return super().to_python(value)
        except (AttributeError, KeyError, TypeError, ValueError):
            return StreamValue(self.stream_block, [], raw_text=json.dumps(value, default=str))

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        return name, "wagtail.fields.StreamField", args, kwargs
