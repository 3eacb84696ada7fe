"""What a pasted list would credit at an activity: minutes by name, None where a person is asked first."""

from datetime import datetime

from volunteer_services.volunteer_projects.domain.rollcall import Occasion, RollcallEntry, parse

MORNING = Occasion(datetime(2026, 3, 7, 9), datetime(2026, 3, 7, 12))  # a Saturday
AFTERNOON = Occasion(datetime(2026, 3, 7, 14), datetime(2026, 3, 7, 17))


def minutes_of(entry: RollcallEntry, occasion: Occasion) -> int | None:
	"""As services.rollcall turns an entry into a row: own times, else a duration, else the whole activity."""
	if entry.asks:
		return None
	if entry.starts and entry.ends:
		return (
			entry.ends.hour * 60 + entry.ends.minute - entry.starts.hour * 60 - entry.starts.minute
		) % 1440
	assert not (entry.starts or entry.ends), "one time alone must be asked"
	return entry.minutes or occasion.minutes


def credited(text: str, occasion: Occasion = MORNING) -> list[tuple[str, int | None]]:
	"""Name and minutes of each entry, in order."""
	return [(entry.name, minutes_of(entry, occasion)) for entry in parse(text, occasion).entries]


def credit(text: str, occasion: Occasion = MORNING) -> int | None:
	"""The minutes of the one person of the text."""
	((_, minutes),) = credited(text, occasion)
	return minutes


def sheet(*rows: str) -> str:
	"""Rows with | between the cells as a spreadsheet puts them on the clipboard."""
	return "\n".join(row.replace("|", "\t") for row in rows)
