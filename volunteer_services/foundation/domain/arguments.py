"""Reading the arguments of a request: what came in as text, form field or JSON becomes what the function
declares, or one clear refusal.

The annotations say what is wanted. ``str``, ``int``, ``float``, ``bool``, ``list`` and ``dict`` mean what
they say; a list or an object may come as JSON text, a yes as ``"1"`` or ``"true"``. ``Annotated`` with one of
the kinds below says more: ``Day``, ``Names``, ``Text``, ``choice(...)``.
"""

import html
import inspect
import json
import math
import re
import types
import typing
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Any

from volunteer_services.foundation.domain import errors

MOST_CHARACTERS = 10_000
LONG_TEXT = 1_000_000
MOST_ITEMS = 20_000
WHOLE = (-(2**31) + 1, 2**31 - 1)
NUMBER = (-1_000_000_000_000, 1_000_000_000_000)
DAYS = (date(1900, 1, 1), date(2199, 12, 31))
YES = frozenset({"1", "true", "yes", "y", "on", "是"})
NO = frozenset({"0", "false", "no", "n", "off", "否", ""})

_SHOWN = 60
_WHOLE = re.compile(r"[+-]?[0-9]{1,19}")
_NUMBER = re.compile(r"[+-]?(?:[0-9]{1,19}(?:\.[0-9]{0,19})?|\.[0-9]{1,19})")
_MOMENT = re.compile(
	r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:[ T]([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:\.[0-9]{1,6})?)?)?"
)
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")

Kind = Callable[[str, Any], Any]


def shown(value: object) -> str:
	"""A value as a refusal quotes it: short, harmless in HTML, without what cannot be sent."""
	text = value if isinstance(value, str) else repr(value)
	text = text[:_SHOWN] + ("…" if len(text) > _SHOWN else "")
	text = "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in text)
	return html.escape(text) or "“”"


# --- single values ------------------------------------------------------------------------------------------


def text(name: str, value: Any, most: int = MOST_CHARACTERS) -> str:
	"""A text that the database can hold."""
	if not isinstance(value, str):
		raise errors.NotTextError(name, shown(value))
	if len(value) > most:
		raise errors.TextTooLongError(name, len(value), most)
	return _storable(name, value)


def whole(name: str, value: Any) -> int:
	"""A whole number that a column holds; ``"7"`` and ``7.0`` are 7."""
	number = None
	if isinstance(value, str) and _WHOLE.fullmatch(value.strip()):
		number = int(value)
	elif isinstance(value, int) and not isinstance(value, bool):
		number = value
	elif isinstance(value, float) and value.is_integer():
		number = int(value)
	if number is None or not WHOLE[0] <= number <= WHOLE[1]:
		raise errors.NotWholeNumberError(name, shown(value), *WHOLE)
	return number


def number(name: str, value: Any) -> float:
	"""A finite number."""
	found = None
	if isinstance(value, str) and _NUMBER.fullmatch(value.strip()):
		found = float(value)
	elif isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= NUMBER[1]:
		found = float(value)
	if found is None or not math.isfinite(found) or not NUMBER[0] <= found <= NUMBER[1]:
		raise errors.NotNumberError(name, shown(value), *NUMBER)
	return found


def yes_or_no(name: str, value: Any) -> bool:
	"""What a form, a query or JSON means by a ticked box."""
	if isinstance(value, bool):
		return value
	if isinstance(value, int) and value in (0, 1):
		return value == 1
	if isinstance(value, str):
		word = value.strip().lower()
		if word in YES or word in NO:
			return word in YES
	raise errors.NotYesOrNoError(name, shown(value))


def day(name: str, value: Any) -> str:
	"""A day that exists, as YYYY-MM-DD; a time of day that came along is left out."""
	return moment(name, value)[:10]


def moment(name: str, value: Any) -> str:
	"""A day that exists, as YYYY-MM-DD, with HH:MM:SS where a time came along."""
	given = value.isoformat(" ") if isinstance(value, datetime) else value
	given = given.isoformat() if isinstance(given, date) else given
	parts = _MOMENT.fullmatch(given.strip()) if isinstance(given, str) else None
	try:
		found = _moment_of([int(part or 0) for part in parts.groups()]) if parts else None
	except ValueError:
		found = None
	if parts is None or found is None or not DAYS[0] <= found.date() <= DAYS[1]:
		raise errors.NotDayError(name, shown(value), *DAYS)
	return found.isoformat(" ") if parts.group(4) else found.date().isoformat()


def _moment_of(parts: list[int]) -> datetime:
	year, month, day_, hour, minute, second = parts
	return datetime(year, month, day_, hour, minute, second)


def _storable(name: str, value: str) -> str:
	bad = _UNSTORABLE.search(value)
	if bad:
		raise errors.UnstorableTextError(name, f"U+{ord(bad.group()):04X}")
	return value


# --- JSON ---------------------------------------------------------------------------------------------------


def parsed(name: str, value: Any) -> Any:
	"""A list or an object, as it is or as JSON text. Every text in it can be stored, every number is one."""
	if isinstance(value, str):
		if len(value) > LONG_TEXT:
			raise errors.TextTooLongError(name, len(value), LONG_TEXT)
		try:
			value = json.loads(value, parse_constant=_no_number)
		except (ValueError, RecursionError):
			raise errors.NotJsonError(name, shown(value)) from None
	_check_inside(name, value)
	return value


def _no_number(word: str) -> None:
	raise ValueError(word)


def _check_inside(name: str, value: Any) -> None:
	"""Walk through lists and objects; a stack of its own, since they may be nested deeper than Python's."""
	waiting, count = [value], 0
	while waiting:
		item = waiting.pop()
		if isinstance(item, str):
			_storable(name, item)
		elif isinstance(item, float) and not math.isfinite(item):
			raise errors.NotJsonError(name, shown(item))
		elif isinstance(item, Mapping):
			waiting += [*item, *item.values()]
		elif isinstance(item, list | tuple):
			waiting += item
		count += 1
		if count > 10 * MOST_ITEMS:
			raise errors.TooManyItemsError(name, count, 10 * MOST_ITEMS)


def structure(name: str, value: Any, shapes: tuple[type, ...], refusal: type[errors.ArgumentError]) -> Any:
	"""JSON of one of the shapes; an empty text is None."""
	if isinstance(value, str) and not value.strip():
		return None
	found = parsed(name, value)
	if found is None:
		return None
	if isinstance(found, tuple):
		found = list(found)
	if not isinstance(found, list | dict) or not isinstance(found, shapes):
		raise refusal(name, shown(found))
	if len(found) > MOST_ITEMS:
		raise errors.TooManyItemsError(name, len(found), MOST_ITEMS)
	return found


def names(name: str, value: Any) -> list[str]:
	"""Names of documents: a list, JSON of one, or one name alone. Empty ones are left out."""
	if isinstance(value, str) and not value.lstrip().startswith("["):
		return [text(name, value)] if value.strip() else []
	found = structure(name, value, (list,), errors.NotNamesError) or []
	if not all(
		isinstance(item, str) or (isinstance(item, int) and not isinstance(item, bool)) for item in found
	):
		raise errors.NotNamesError(name, shown(found))
	return [str(item) for item in found if item != ""]


def rows(name: str, value: Any) -> list[dict[str, Any]]:
	"""Rows of a table: a list of objects or JSON of one; nothing is an empty list."""
	found = structure(name, value, (list,), errors.NotRowsError) or []
	if not all(isinstance(item, dict) for item in found):
		raise errors.NotRowsError(name, shown(found))
	return found


def long_text(name: str, value: Any) -> str:
	"""A pasted list or a drawn signature."""
	return text(name, value, LONG_TEXT)


def document(name: str, value: Any) -> dict[str, Any]:
	"""A document, or JSON of one, of any size: it is Frappe that reads its fields."""
	try:
		found = json.loads(value) if isinstance(value, str) else value
	except (ValueError, RecursionError):
		raise errors.NotJsonError(name, shown(value)) from None
	if not isinstance(found, dict):
		raise errors.NotObjectError(name, shown(found))
	return found


def choice(*allowed: str) -> Kind:
	"""One of these words."""

	def one_of(name: str, value: Any) -> str:
		if value not in allowed or not isinstance(value, str):
			raise errors.NotOneOfError(name, shown(value), ", ".join(allowed))
		return value

	one_of.allowed = allowed  # type: ignore[attr-defined]  # for the description of the API
	return one_of


Day = Annotated[str, day]
Moment = Annotated[str, moment]
Text = Annotated[str, long_text]
Names = Annotated[list[str] | str, names]
Document = Annotated[dict[str, Any] | str, document]
Rows = Annotated[list[dict[str, Any]] | str, rows]


_REFUSALS: dict[tuple[type, ...], type[errors.ArgumentError]] = {
	(list,): errors.NotListError,
	(dict,): errors.NotObjectError,
	(list, dict): errors.NotListOrObjectError,
}


# --- a function's arguments ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Argument:
	read: Kind
	is_required: bool
	may_be_none: bool
	may_be_empty: bool  # an empty text from a form means that nothing was entered


class Reader:
	"""Reads what a request sends for one function, by the annotations of its arguments."""

	def __init__(self, function: Callable[..., Any]) -> None:
		self._signature = inspect.signature(function)
		hints = typing.get_type_hints(function, include_extras=True)
		self._known: dict[str, _Argument] = {}
		self._rest: str | None = None
		for name, parameter in self._signature.parameters.items():
			if parameter.kind is inspect.Parameter.VAR_KEYWORD:
				self._rest = name
			elif name not in hints:
				raise TypeError(f"{function.__module__}.{function.__qualname__}: {name} has no type")
			else:
				self._known[name] = _argument(hints[name], parameter)

	def read(self, arguments: Sequence[Any], keywords: Mapping[str, Any]) -> dict[str, Any]:
		"""The arguments as the function wants them, by name. Raises ArgumentError."""
		given = dict(self._signature.bind_partial(*arguments, **keywords).arguments)
		rest = given.pop(self._rest, {}) if self._rest else {}
		for name, value in rest.items():
			_check_inside(shown(name), value)
		for name, argument in self._known.items():
			if name not in given:
				if argument.is_required:
					raise errors.MissingArgumentError(name)
				continue
			value = given[name]
			if value is None or (value == "" and argument.may_be_empty):
				if argument.may_be_none:
					given[name] = None
				elif argument.is_required:
					raise errors.MissingArgumentError(name)
				else:
					del given[name]
			else:
				given[name] = argument.read(name, value)
		return {**given, **rest}


def _argument(hint: Any, parameter: inspect.Parameter) -> _Argument:
	members, kind = _members(hint)
	is_required = parameter.default is inspect.Parameter.empty
	may_be_none = type(None) in members or parameter.default is None
	is_text = kind is None and str in members and not members & {bool, list, dict}
	return _Argument(kind or _kind(members), is_required, may_be_none, not is_text and not is_required)


def _members(hint: Any) -> tuple[set[Any], Kind | None]:
	"""The plain types that a hint allows, and the kind that an Annotated in it names."""
	if typing.get_origin(hint) is Annotated:
		inner, kind = hint.__origin__, hint.__metadata__[0]
		return _members(inner)[0], kind
	if typing.get_origin(hint) in (typing.Union, types.UnionType):
		found: set[Any] = set()
		named = None
		for part in typing.get_args(hint):
			members, kind = _members(part)
			found |= members
			named = named or kind
		return found, named
	return {typing.get_origin(hint) or hint}, None


def _kind(members: set[Any]) -> Kind:
	plain = members - {type(None)}
	shapes = tuple(kind for kind in (list, dict) if kind in plain)
	if shapes:
		refusal = _REFUSALS[shapes]
		return lambda name, value: structure(name, value, shapes, refusal)
	if bool in plain:
		return yes_or_no
	if plain == {int}:
		return whole
	if float in plain and str not in plain:
		return number
	if plain == {str, int}:
		return lambda name, value: text(name, value) if isinstance(value, str) else whole(name, value)
	if plain == {str}:
		return text
	raise TypeError(f"no kind of argument for {plain}")
