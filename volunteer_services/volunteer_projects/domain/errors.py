"""Errors of the rules on projects and activities."""

from volunteer_services.foundation.domain.errors import RuleError


class SignUpError(RuleError):
	"""Group: a sign-up that cannot go the way that is asked."""


class StepError(SignUpError):
	template = "The sign-up of {0} is “{1}”: it cannot become “{2}”."
	words = (1, 2)


class StepReasonError(SignUpError):
	template = "Say why the sign-up of {0} becomes “{1}”: the person is told."
	words = (1,)


class PlaceError(RuleError):
	"""Group: a place by which nobody can be checked in."""


class NoPointError(PlaceError):
	template = (
		"{0}, {1} are no degrees of latitude and longitude. Take the place from a device at the activity."
	)


class RadiusError(PlaceError):
	template = "{0} metres: choose a radius from {1} to {2} metres."


class AccuracyError(PlaceError):
	template = (
		"Your phone knows its place to {0} metres only, and {1} are needed. Go outside and try again, "
		"or show the organiser your code."
	)


class TooFarError(PlaceError):
	template = (
		"You are about {0} metres away, and the activity is within {1} metres. Go there, "
		"or show the organiser your code."
	)


class MakeUpError(RuleError):
	"""Group: a declaration of a make-up entry that lacks what it needs."""


class MakeUpReasonError(MakeUpError):
	template = "Say in at least {0} characters why the activity was not entered in time; there are {1}."


class MakeUpProofError(MakeUpError):
	template = "Upload the proof as a private file: the sign-in sheet, the notice or photos of that day."


class NotDeclaredError(MakeUpError):
	template = "Tick that the service was given as it is listed: whoever declares answers for it."


class NobodyListedError(MakeUpError):
	template = "Nobody is listed as present. Fill in the list of the activity first."


class RepetitionError(RuleError):
	"""Group: an activity cannot be repeated that way."""


class UntilError(RepetitionError):
	template = "{0} is no day after the activity, which is on {1}. Choose a later last day."


class EveryError(RepetitionError):
	template = "{0} is no number of weeks or months. Enter 1 or more."


class NoRepetitionError(RepetitionError):
	template = "Between {0} and {1} there is no such day. Choose other days or a later end."


class TooManyRepetitionsError(RepetitionError):
	template = "That would be more than {0} activities at once. Choose an earlier end, and repeat from there."


class TooManyDailyShiftsError(RepetitionError):
	template = "That would be more than {0} shifts at once. Choose fewer days or hours."


class ShiftPlanError(RuleError):
	"""Group: many shifts that cannot be made as they are asked for."""


class ShiftClockError(ShiftPlanError):
	template = "“{0}” is no time of the day. Write it as 09:00."


class NothingPlannedError(ShiftPlanError):
	template = "Choose at least one day and one time."


class TooManyShiftsError(ShiftPlanError):
	template = "These are {0} shifts; at most {1} are made at once. Take fewer days, times or posts."


class ShiftMinimumError(ShiftPlanError):
	template = "The fewest people ({0}) are more than the places ({1})."


class CoverError(RuleError):
	"""Group: a cover that cannot be asked for or taken."""


class CoverStateError(CoverError):
	template = "The sign-up of {0} is “{1}”: there is no place to hand on."
	words = (1,)


class CoverLateError(CoverError):
	template = "Less than {0} hours are left: call the organiser."


class CoverWaitingError(CoverError):
	template = "{0} people wait for a place. Withdraw: it is offered to the first of them."


class CoverTakenError(CoverError):
	template = "Somebody else has taken the place meanwhile. Thank you for being willing."


class CoverClosedError(CoverError):
	template = "A cover is not needed any more. Thank you for being willing."


class CoverAskedTwiceError(CoverError):
	template = "A cover for {0} is asked for already."


class CoverBookedError(CoverError):
	template = "You have signed up for something else at the time of {0}."


class AloneError(SignUpError):
	template = "{0} has no place at this shift: an adult of the family comes along. Sign up yourself first."


class GroupSizeError(SignUpError):
	template = "A group has {1} to {2} people, not {0}."


class GroupPlacesError(SignUpError):
	template = (
		"{0} people do not find a place: {1} are free. "
		"Groups do not wait; take another shift, or fewer people."
	)


class GroupOverError(SignUpError):
	template = "The group holds no places any more. Sign up one by one."


class GroupFullError(SignUpError):
	template = "All places of the group have a name."


class RosterError(RuleError):
	"""Group: shifts that cannot be given out as they are ticked."""


class NothingTickedError(RosterError):
	template = "Tick at least one shift of somebody who could serve."


class TooManyTicksError(RosterError):
	template = "These are {0} ticks; at most {1} are saved at once."


class MaterialError(RuleError):
	"""Group: materials that cannot be handed out, brought back or corrected this way."""


class PiecesError(MaterialError):
	template = "{0} pieces cannot be handed out. Enter a whole number from 1 to {1}."


class NegativeReturnError(MaterialError):
	template = "{0} pieces of {1} cannot come back. Enter 0 or more."


class NothingReturnedError(MaterialError):
	template = "Say how many pieces of {0} came back or went missing."


class UsedUpError(MaterialError):
	template = "{0} is used up: what is left over comes back, nothing goes missing."


class NothingOutError(MaterialError):
	template = "Nothing is out with {0} of {1}: all of it came back, went missing or was taken back."


class ReturnTooManyError(MaterialError):
	template = "{0} has {2} of {1} out, and {3} were entered. Correct the number."


class ReversalReversedError(MaterialError):
	template = "This entry corrects another one. Enter again what is right instead."


class ReversedTwiceError(MaterialError):
	template = "This entry was corrected already."


class SettledError(MaterialError):
	template = "{0} pieces of it came back or went missing. Correct those entries first."
