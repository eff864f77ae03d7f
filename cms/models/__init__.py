"""The models that editors work with: page types, reference data, and the rows that connect them.

All modules of this package are loaded here, and their models can be imported from here, so that a new type takes one
file.
"""

from importlib import import_module
from pkgutil import iter_modules

from django.db.models import Model

for _module in iter_modules(__path__):
    _members = vars(import_module(f"{__name__}.{_module.name}"))
    globals().update(
        {
            name: member
            for name, member in _members.items()
            if isinstance(member, type) and issubclass(member, Model) and member.__module__.startswith(__name__)
        }
    )
