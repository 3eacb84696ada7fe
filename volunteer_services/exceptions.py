"""One exception class for each rule, so that callers and tests can tell them apart."""

import frappe


class VolunteerServicesError(frappe.ValidationError):
	"""Base of all errors of this app."""


class ArgumentError(VolunteerServicesError):
	"""An argument of a request is missing, of the wrong kind, or cannot be stored."""


class EntryError(VolunteerServicesError):
	"""A value that was entered cannot be read as what its field holds."""


class BusyError(VolunteerServicesError):
	"""The database gave up: others hold the same records. Nothing was saved."""


class TransitionNotAllowedError(VolunteerServicesError):
	"""A document was to change its state in a way that its workflow does not know."""


class RefusedActionError(frappe.PermissionError):
	"""An action was refused to somebody who may read the document.

	Answered with 417: of a 403 Frappe's desk tells the code that asked nothing, and the form stays frozen.
	"""

	http_status_code = 417


class TransitionPermissionError(RefusedActionError):
	"""The transition exists, but not for this user."""


class SelfApprovalError(RefusedActionError):
	"""The volunteer or the recorder tried to approve their own record."""


class ReasonRequiredError(VolunteerServicesError):
	"""A decision that needs a reason came without one."""


class StateEditError(VolunteerServicesError):
	"""A document under review, decided or closed was to be edited."""


class OutOfScopeError(frappe.PermissionError):
	"""The document lies outside the regions, sites and teams of the user."""


class PaperFormatError(VolunteerServicesError):
	"""A paper was to be printed as a list of its fields, or in a format of another document."""


class RetentionError(VolunteerServicesError):
	"""The record must be kept and cannot be deleted, renamed or merged away."""


class ConsentError(VolunteerServicesError):
	"""Personal data without consent, or consent without method and time."""


class AgeGateError(VolunteerServicesError):
	"""The person is too young, or a guardian's consent is missing."""


class DuplicateVolunteerError(VolunteerServicesError):
	"""One person registers once: the identity number is on file already."""


class IdentityNumberError(VolunteerServicesError):
	"""The identity number is malformed or contradicts sex or birth date."""


class TreeLevelError(VolunteerServicesError):
	"""A region or team stands at the wrong level of its tree."""


class MembershipError(VolunteerServicesError):
	"""A team membership with impossible dates, or twice the same."""


class AppointmentError(VolunteerServicesError):
	"""A staff appointment whose role, scope or term does not fit."""


class VolunteerStateError(VolunteerServicesError):
	"""The volunteer cannot serve in the present state (suspended, deregistered, rejected)."""


class ProjectStateError(VolunteerServicesError):
	"""The service date lies outside the project, or the project is not approved."""


class ServiceTimeError(VolunteerServicesError):
	"""Contradictory, missing or impossible service time."""


class OverlapError(VolunteerServicesError):
	"""Two records of one person overlap."""


class RatingError(VolunteerServicesError):
	"""A rating out of range, or given by the recorder."""


class CorrectionError(VolunteerServicesError):
	"""A correction that changes nothing or whose record was corrected already."""


class SelfReportError(VolunteerServicesError):
	"""A volunteer's own report of service that cannot be taken, confirmed or accepted."""


class CertificateError(VolunteerServicesError):
	"""A certificate without records, or not of the recording unit."""


class CertificateEntryError(CertificateError):
	"""Entries of a certificate that are not the copies of the records."""


class CertificateStatusError(CertificateError):
	"""Status, number or code of a certificate was to change by hand."""


class ComplaintError(VolunteerServicesError):
	"""A complaint cannot be taken as it is, or cannot take this step."""


class LoginCodeError(VolunteerServicesError):
	"""A code of a text message that is wrong, used or too old, or that is not offered."""


class SchemeError(VolunteerServicesError):
	"""A star scheme whose levels are not in order, or that is in use."""


class StarAwardError(VolunteerServicesError):
	"""A star award was to change outside its path."""


class CapacityError(VolunteerServicesError):
	"""An activity or post is full."""


class ProjectDatesError(VolunteerServicesError):
	"""A project that ends before it starts, or an activity outside the days of its project."""


class ProjectTeamError(VolunteerServicesError):
	"""A project of a team that is not active, or without the body that records for it."""


class ProjectNoticeError(VolunteerServicesError):
	"""A recruitment notice lacks what it must say, or a post makes no sense."""


class InsuranceError(VolunteerServicesError):
	"""A risky project or activity without accident insurance."""


class EvaluationError(VolunteerServicesError):
	"""A project is to be closed without its evaluation."""


class ActivityError(VolunteerServicesError):
	"""Participants of an activity that contradict each other or what is recorded already."""


class ActivityNoticeError(VolunteerServicesError):
	"""The notice of an activity does not say what volunteers must know before they sign up."""


class NoticeQuestionError(VolunteerServicesError):
	"""Words of the notice speak of something else than volunteering, and nobody has answered for them."""


class RepetitionError(VolunteerServicesError):
	"""A repetition that gives no day, or more activities than are made at once."""


class LibraryError(VolunteerServicesError):
	"""A template of the project library is to be run, or what runs is to become a template."""


class ProposalError(VolunteerServicesError):
	"""A proposal for a project that cannot be made, or is answered already."""


class ActivityStateError(VolunteerServicesError):
	"""An activity is to be signed up to, published or recorded at the wrong time."""


class MakeUpError(VolunteerServicesError):
	"""A make-up entry without an approved declaration, or a declaration that lacks what it needs."""


class ActivityPostError(VolunteerServicesError):
	"""A participant's post that the project does not have, or that asks for more than the volunteer has."""


class SignUpError(VolunteerServicesError):
	"""A sign-up that cannot go the way that is asked."""


class AudienceError(VolunteerServicesError):
	"""Somebody signs up whom the notice does not call."""


class DoubleBookingError(VolunteerServicesError):
	"""A volunteer signs up to two activities at the same time."""


class DayLoadError(VolunteerServicesError):
	"""A shift too near another one, or too many hours on one day."""


class ContactError(VolunteerServicesError):
	"""A mobile number, an e-mail address or a credit code that cannot be right."""


class RecordingUnitError(VolunteerServicesError):
	"""A recording unit that succeeds itself."""


class SiteOperatorError(VolunteerServicesError):
	"""A site whose operators' terms overlap or end before they begin, or that names a region twice."""


class RestrictedProfileError(VolunteerServicesError):
	"""The consent was withdrawn: the file is kept, but locked."""


class MergeError(VolunteerServicesError):
	"""Two files that cannot be merged."""


class RequestLimitError(frappe.RateLimitExceededError):
	"""More requests of one kind than an hour allows."""


class ApplicationError(VolunteerServicesError):
	"""An application to become a volunteer cannot be taken, or cannot take this step."""


class LookupLimitError(RequestLimitError):
	"""Too many look-ups beyond one's scope within an hour."""


class LookupQuestionError(VolunteerServicesError):
	"""A look-up without a full name or exactly four characters."""


class ReportFilterError(VolunteerServicesError):
	"""A report's filters contradict each other, name nothing that exists, or ask for too many rows."""


class AvailabilityError(VolunteerServicesError):
	"""An available time that ends before it begins."""


class SettingsError(VolunteerServicesError):
	"""A policy that contradicts another or the law."""


class RollCallError(VolunteerServicesError):
	"""A pasted roll-call that cannot be read."""


class DemoDataError(VolunteerServicesError):
	"""Demo data were asked for on a site that is in use."""


class LedgerError(VolunteerServicesError):
	"""A transfer of points that the ledger does not take, or a change of what it has taken."""


class LedgerReplayError(LedgerError):
	"""A transfer key that was posted before, with other movements."""


class InsufficientPointsError(LedgerError):
	"""An account has fewer points at its disposal than are needed."""


class PointsAccountError(LedgerError):
	"""An account that is closed, under review or not there."""


class PointsRuleError(VolunteerServicesError):
	"""A rule of conversion that makes no sense, or that is in use."""


class PointsAdjustmentError(VolunteerServicesError):
	"""An opening balance, an adjustment or a transfer of points that cannot be right."""


class DonationError(VolunteerServicesError):
	"""A donation of points that the rules do not allow."""


class HardshipGrantError(VolunteerServicesError):
	"""A grant from the public pool that the rules do not allow."""


class RewardItemError(VolunteerServicesError):
	"""A reward that the catalogue does not take: cash-like, without price, or with impossible limits."""


class RewardStockError(VolunteerServicesError):
	"""There is not enough of a reward left."""


class RedemptionError(VolunteerServicesError):
	"""A redemption that the rules do not allow."""


class ErpLinkError(VolunteerServicesError):
	"""A link to the ERP that is missing, leads to another company, or to what holds no stock."""


class ErpLinkPermissionError(frappe.PermissionError):
	"""A link to the ERP set by somebody without the right to it."""


class ErpStockEntryError(VolunteerServicesError):
	"""A Stock Entry of the time bank is to be claimed, amended or cancelled past it."""


class RewardGiftError(VolunteerServicesError):
	"""A sponsor's gift in kind that cannot be right."""


class ChecklistStandardError(VolunteerServicesError):
	"""A checklist standard that cannot be assessed by, or one in use that was to be changed."""


class AssessmentError(VolunteerServicesError):
	"""A site assessment that contradicts its standard, its site or its kind."""


class NotCompliantError(VolunteerServicesError):
	"""A site was to be certified that misses a mandatory item, its evidence or the score."""


class EvidenceKeptError(VolunteerServicesError):
	"""A file that proves a decided assessment was to be removed."""


class PilotProgrammeError(VolunteerServicesError):
	"""A programme with impossible phases, or a use of it that it does not allow."""


class PilotSiteError(VolunteerServicesError):
	"""A pilot site that does not fit its programme, or a milestone without its day."""


class SiteVisitError(VolunteerServicesError):
	"""A visit with impossible dates, or findings that may not be closed so."""


class SiteSubmissionError(VolunteerServicesError):
	"""A yearly submission that is incomplete or not wanted."""


class WorkbookError(VolunteerServicesError):
	"""An Excel file that is not the form that was handed out."""


class QualificationError(VolunteerServicesError):
	"""A qualification with impossible dates, changed after it was verified, or decided by the wrong one."""


class TrainingError(VolunteerServicesError):
	"""A course, a session or an attendance that cannot be right."""


class InsuranceCoverError(VolunteerServicesError):
	"""An insurance policy or a cover that cannot be right."""


class InsuranceClaimError(VolunteerServicesError):
	"""A claim that lacks what its step asks for."""


class AgreementError(VolunteerServicesError):
	"""A written agreement that cannot be signed or take effect so."""


class ConditionsError(VolunteerServicesError):
	"""Conditions of service that nobody can read."""


class CoverRequestError(VolunteerServicesError):
	"""A cover cannot be asked for, taken or changed this way."""


class CheckInError(VolunteerServicesError):
	"""A check-in or check-out that cannot be noted: not signed up, another time, in elsewhere, no code."""


class NotReadyError(VolunteerServicesError):
	"""Somebody lacks on the day of service what the activity asks for: a qualification, a course, a cover."""


class FileAddressError(VolunteerServicesError):
	"""A field that names a file holds something else."""


class RowAloneError(VolunteerServicesError):
	"""A row of a table was to be saved or deleted without its document."""


class LoginLinkError(VolunteerServicesError):
	"""The login of a volunteer's file is changed by those who may not."""


class UnknownVisitorError(OutOfScopeError):
	"""A record of somebody from elsewhere who was not looked up today."""


class CallOutError(VolunteerServicesError):
	"""A call-out, or an answer to it, in a state that does not allow the step."""


class CallOutGateError(CallOutError):
	"""Somebody was to be called out who may not be: a minor, without a must-certificate, uninsured."""


class HeadCountError(CallOutError):
	"""A call-out was to withdraw while people who arrived have not departed."""


class MaterialError(VolunteerServicesError):
	"""Materials of an activity that cannot be handed out, brought back or corrected this way."""


class MessagePreferenceError(VolunteerServicesError):
	"""A choice of what to be told that names an unknown kind or hour, or was written past its page."""


class MessageDeliveryError(VolunteerServicesError):
	"""A message that was sent, or waits to be, was to be changed by hand."""


class RecipientError(VolunteerServicesError):
	"""A recipient's file cannot be kept as it is."""


class NeedError(VolunteerServicesError):
	"""A need cannot be kept as it is, or cannot take this step."""


class PairingError(VolunteerServicesError):
	"""A pairing, or a contact of it, cannot be made as it is."""


class RecipientSheetError(VolunteerServicesError):
	"""A sheet of recipients cannot be read."""


class HoursSheetError(VolunteerServicesError):
	"""A sheet of hours cannot be read."""
