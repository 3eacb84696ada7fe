"""Types of arguments and answers as JSON Schema. Knows nothing of Frappe."""

from __future__ import annotations

import inspect
import types
import typing
from collections.abc import Callable
from typing import Annotated, Any

from volunteer_services.foundation.domain import arguments

Schema = dict[str, Any]

_KINDS: dict[Any, Schema] = {
	arguments.day: {"type": "string", "format": "date", "examples": ["2026-03-05"]},
	arguments.moment: {"type": "string", "format": "date-time", "examples": ["2026-03-05 09:00:00"]},
	arguments.long_text: {"type": "string", "maxLength": arguments.LONG_TEXT},
	arguments.names: {
		"type": "array",
		"items": {"type": "string"},
		"maxItems": arguments.MOST_ITEMS,
	},
	arguments.rows: {
		"type": "array",
		"items": {"type": "object"},
		"maxItems": arguments.MOST_ITEMS,
	},
	arguments.document: {"type": "object"},
}
_PLAIN: dict[Any, Schema] = {
	str: {"type": "string", "maxLength": arguments.MOST_CHARACTERS},
	int: {"type": "integer", "minimum": arguments.WHOLE[0], "maximum": arguments.WHOLE[1]},
	float: {"type": "number"},
	bool: {"type": "boolean"},
	dict: {"type": "object"},
	list: {"type": "array", "items": {}},
	type(None): {"type": "null"},
}


def of_hint(hint: Any) -> Schema:
	"""The schema of what an annotation allows. What has no schema of its own may be anything."""
	if hint is inspect.Parameter.empty or hint is Any:
		return {}
	if typing.get_origin(hint) is Annotated:
		return _of_kind(hint.__metadata__[0], hint.__origin__)
	if typing.get_origin(hint) in (typing.Union, types.UnionType):
		return _any_of([of_hint(part) for part in typing.get_args(hint)])
	origin = typing.get_origin(hint) or hint
	if origin is list and typing.get_args(hint):
		return {"type": "array", "items": of_hint(typing.get_args(hint)[0])}
	return dict(_PLAIN.get(origin, {}))


def _of_kind(kind: Any, inner: Any) -> Schema:
	if words := getattr(kind, "allowed", None):
		return {"type": "string", "enum": list(words)}
	return dict(_KINDS[kind]) if kind in _KINDS else of_hint(inner)


def _any_of(schemas: list[Schema]) -> Schema:
	distinct = [one for place, one in enumerate(schemas) if one not in schemas[:place]]
	return distinct[0] if len(distinct) == 1 else {"anyOf": distinct}


def of_arguments(function: Callable[..., Any]) -> tuple[dict[str, Schema], list[str]]:
	"""Each argument's schema with its default, and the names of those that must be given."""
	hints = typing.get_type_hints(function, include_extras=True)
	found: dict[str, Schema] = {}
	required = []
	for name, parameter in inspect.signature(function).parameters.items():
		if parameter.kind is inspect.Parameter.VAR_KEYWORD:
			continue
		schema = of_hint(hints[name])
		if parameter.default is inspect.Parameter.empty:
			required.append(name)
		elif parameter.default is not None:
			schema["default"] = parameter.default
		found[name] = schema
	return found, required


def of_answer(function: Callable[..., Any]) -> Schema:
	"""The schema of what the function returns."""
	return of_hint(
		typing.get_type_hints(function, include_extras=True).get("return", inspect.Parameter.empty)
	)
