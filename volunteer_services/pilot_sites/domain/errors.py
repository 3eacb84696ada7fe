"""What can be wrong with checklists, programmes, visits and submissions of sites."""

from __future__ import annotations

from volunteer_services.foundation.domain.errors import RuleError


class ChecklistError(RuleError):
	"""Group: a checklist standard that nobody could assess by."""


class NoItemsError(ChecklistError):
	template = "The standard has no items. Enter at least one."


class ItemCodeError(ChecklistError):
	template = "The item code {0} is not possible. Use up to 20 letters, digits, hyphens or dots."


class RepeatedItemError(ChecklistError):
	template = "The item code {0} stands twice. Give each item a code of its own."


class ItemWeightError(ChecklistError):
	template = "The item {0} has the weight {1}. Enter 0 or more."


class NothingMandatoryError(ChecklistError):
	template = "No item is mandatory, so that every site would pass. Mark one as mandatory, or use a score."


class PassPercentError(ChecklistError):
	template = "A pass mark of {0} % is not possible. Enter a number from 1 to 100."


class NoWeightError(ChecklistError):
	template = "All items weigh nothing: a score cannot be reckoned. Give at least one item a weight."


class EvidenceSourceError(ChecklistError):
	template = "The item {0} is proved by records: choose which records are counted."


class ShortfallError(RuleError):
	"""Group: an item that is not met, or a score that is not reached."""


class ItemNotMetError(ShortfallError):
	template = "{0}: not met."


class PhotoMissingError(ShortfallError):
	template = "{0}: the photo is missing. Attach a picture (JPG, PNG, WebP or HEIC)."


class DocumentMissingError(ShortfallError):
	template = "{0}: the document is missing. Attach a file (PDF, OFD, Word, Excel, text or a picture)."


class RecordsMissingError(ShortfallError):
	template = "{0}: the system counts {1} records, {2} are needed."


class NumberMissingError(ShortfallError):
	template = "{0}: the number is {1}, at least {2} is needed."


class ScoreError(ShortfallError):
	template = "The score is {0} %, {1} % are needed."


class ProgrammeError(RuleError):
	"""Group: a programme that cannot be carried out."""


class PhaseDatesError(ProgrammeError):
	template = "The phase {0} ends before it begins. Correct its dates."


class RepeatedPhaseError(ProgrammeError):
	template = "The phase {0} stands twice. Give each phase a title of its own."


class ProgrammeYearError(ProgrammeError):
	template = "{0} is no year of a programme. Enter a year from 1990 to 2200."


class VisitError(RuleError):
	"""Group: visits that cannot be planned."""


class VisitDaysError(VisitError):
	template = "{0} visits do not fit into {1} working days with {2} a day. Choose a longer period."


class VisitsPerDayError(VisitError):
	template = "{0} visits a day are not possible. Enter a number from 1 upwards."


class VisitPeriodError(VisitError):
	template = "Visits cannot be planned from {0} to {1}. Choose a later end, within two years."
