"""Names that were stored before are found by their pinyin."""

from volunteer_services.foundation.documents import spoken


def execute() -> None:
	spoken.fill_all(commit=True)
