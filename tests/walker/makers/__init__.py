"""One document of each DocType of ours in a place: every module of this package adds its own.

``tests/static/test_walker.py`` refuses a DocType that no ``@makes("…")`` names; rows of tables come with
their parents.
"""

import importlib
import pkgutil

from .registry import MAKERS, OFF_BY_DEFAULT, make_all, makes

for _module in pkgutil.iter_modules(__path__):
	importlib.import_module(f"{__name__}.{_module.name}")

__all__ = ["MAKERS", "OFF_BY_DEFAULT", "make_all", "makes"]
