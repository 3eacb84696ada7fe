"""Donations of points [S4]: to a person or to the public pool, with a certificate of thanks.

What a donor gives away is given: it is taken back only by cancelling the donation, with a reason and as far
as the recipient still has the points.
"""

import secrets

import frappe
from frappe import _
from frappe.utils import cint, cstr, getdate, now, nowdate

from volunteer_services.exceptions import DonationError, ReasonRequiredError, SelfApprovalError
from volunteer_services.foundation.domain.verification import RANDOM_BYTES, make_code
from volunteer_services.foundation.rules import enforce
from volunteer_services.foundation.scope import queries
from volunteer_services.foundation.scope.conditions import condition
from volunteer_services.time_bank.domain import giving as rules
from volunteer_services.time_bank.services.books import accounts, ledger
from volunteer_services.time_bank.services.earning.rules import rule_in_force
from volunteer_services.volunteer_registry.domain.age import age_on
from volunteer_services.volunteer_registry.domain.identity import mask_name
from volunteer_services.volunteer_registry.services import locks, sites

DOCTYPE, PROFILE = "Points Donation", "Volunteer Profile"
_PERSON = ["name", "full_name", "user", "workflow_state", "is_restricted", "date_of_birth", "primary_team"]


def transfer_key(name: str) -> str:
	"""The ledger's key of a donation."""
	return f"donate-{name}"


def person(volunteer: str | None) -> frappe._dict:
	"""What the rules ask about a volunteer; empty for none."""
	found = frappe.db.get_value(PROFILE, volunteer, _PERSON, as_dict=True) if volunteer else None
	return found or frappe._dict()


def donor_account(doc) -> str:
	"""The account that the points leave."""
	if doc.from_kind == "Team":
		return accounts.team_key(doc.from_team)
	return accounts.volunteer_key(doc.from_volunteer)


def recipient_account(doc) -> str:
	"""The account that the points reach."""
	if doc.to_kind == "Pool":
		return accounts.POOL
	return accounts.volunteer_key(doc.to_volunteer)


def fill(doc) -> None:
	"""Names as they are today; what belongs to the other kind of donor or recipient goes."""
	if doc.from_kind == "Team":
		doc.from_volunteer, doc.guardian_agrees = None, 0
		doc.donor_name = frappe.db.get_value("Volunteer Team", doc.from_team, "team_name")
	else:
		doc.from_team = None
		doc.donor_name = person(doc.from_volunteer).full_name
	if doc.to_kind == "Pool":
		doc.to_volunteer, doc.recipient_name = None, _("Public Pool")
	else:
		name = person(doc.to_volunteer).full_name
		doc.recipient_name = name if sees_recipient(doc) else mask_name(cstr(name))


def sees_recipient(doc) -> bool:
	"""Whether the session's user may see the file of who receives: a donor knows the number, nothing else."""
	found = person(doc.to_volunteer)
	return not found or bool(frappe.has_permission(PROFILE, "read", found.name))


def check(doc) -> None:
	"""The rules that need no lock. Raises DonationError."""
	donor, recipient = person(doc.from_volunteer), person(doc.to_volunteer)
	born = donor.date_of_birth
	if state_of(recipient) not in ("", *rules.RECIPIENT_STATES) and not sees_recipient(doc):
		_refuse_stranger(doc)
	with enforce(DonationError, _("Donation")):
		rules.check_donation(
			rules.Party(
				donor_account(doc),
				cstr(doc.donor_name),
				state_of(donor),
				age_on(getdate(born), getdate(nowdate())) if born else None,
			),
			rules.Party(recipient_account(doc), cstr(doc.recipient_name), state_of(recipient)),
			cint(doc.points),
			bool(doc.guardian_agrees),
		)


def state_of(row) -> str:
	"""The state of a file as the rules take it: without consent it is locked, whatever its state."""
	return "Locked" if row.is_restricted else cstr(row.workflow_state)


def check_proof(doc) -> None:
	"""Staff enter a donation for somebody else: the donor's wish is proved, and it is not to their own good.

	Raises DonationError, SelfApprovalError.
	"""
	user = frappe.session.user
	if doc.from_kind == "Volunteer" and user == person(doc.from_volunteer).user:
		return
	if doc.to_volunteer and user == person(doc.to_volunteer).user:
		frappe.throw(
			_("You would receive these points yourself: let somebody else enter the donation."),
			SelfApprovalError,
			title=_("Not Allowed"),
		)
	if not doc.consent_proof:
		frappe.throw(
			_("Attach the proof that {0} wishes to donate, for instance the signed form.").format(
				doc.donor_name
			),
			DonationError,
			title=_("Donation"),
		)


def carry_out(doc) -> None:
	"""Post the donation in the transaction that submits it. Raises LedgerError, DonationError."""
	donor, recipient = donor_account(doc), recipient_account(doc)
	accounts.ensure([donor, recipient])
	states = ledger.lock([donor, recipient])
	# What the donor does not have is refused below: nobody asks for the balances of others with it.
	if doc.to_volunteer and cint(doc.points) <= states[donor].available:
		_check_room(doc, states[recipient].balance)
	ledger.post(
		transfer_key(doc.name),
		[(donor, -cint(doc.points)), (recipient, cint(doc.points))],
		"Donated",
		(DOCTYPE, doc.name),
	)


def _check_room(doc, balance: int) -> None:
	if sees_recipient(doc):
		check_room(doc.recipient_name, balance, cint(doc.points), DonationError)
		return
	version = rule_in_force()
	cap = version.rule.balance_cap if version else 0
	if cap and balance + cint(doc.points) > cap:
		_refuse_stranger(doc)


def _refuse_stranger(doc) -> None:
	"""Without the state, name and balance of a file that the user may not see."""
	frappe.throw(
		_(
			"{0} cannot receive {1} points at present. Give fewer points, choose somebody else, or give them "
			"to the public pool."
		).format(doc.to_volunteer, cint(doc.points)),
		DonationError,
		title=_("Donation"),
	)


def check_room(recipient: str, balance: int, points: int, error: type[Exception]) -> None:
	"""Whether the highest balance of the rule in force leaves room; ``balance`` is read under its lock."""
	version = rule_in_force()
	with enforce(error, _("Highest Balance")):
		rules.check_room(recipient, balance, version.rule.balance_cap if version else 0, points)


def seal(doc) -> None:
	"""Number and code of the certificate of thanks."""
	doc.donated_on = now()
	doc.certificate_no = f"TD{doc.name.removeprefix('PD-')}"
	doc.verification_code = make_code(secrets.token_bytes(RANDOM_BYTES))


def check_reason(doc) -> None:
	"""Raise ReasonRequiredError for a cancellation without reason."""
	if not cstr(doc.cancel_reason).strip():
		frappe.throw(
			_("Say why the donation {0} is cancelled: use the button Cancel Donation.").format(doc.name),
			ReasonRequiredError,
			title=_("Reason Missing"),
		)


def check_canceller(doc) -> None:
	"""Raise SelfApprovalError: what was given is given, the donor does not take it back alone."""
	user = frappe.session.user
	if doc.from_kind == "Volunteer" and user != "Administrator" and user == person(doc.from_volunteer).user:
		frappe.throw(
			_("{0} is your own donation: somebody else must cancel it.").format(doc.name),
			SelfApprovalError,
			title=_("Not Allowed"),
		)


def take_back(doc) -> None:
	"""Reverse the transfer; refused where the recipient has spent the points. Raises LedgerError."""
	ledger.reverse(transfer_key(doc.name), (DOCTYPE, doc.name), doc.cancel_reason)


def donate(volunteer: str, values: dict, request_id: str | None = None) -> frappe._dict:
	"""The volunteer's own donation, entered and submitted at once; the same request again changes nothing.

	``values``: to_kind, to_volunteer, points, message, guardian_agrees. Returns the document.
	"""
	if request_id:
		request_id = f"{volunteer}-{request_id}"  # unique in the database; others may count alike
		locks.lock_volunteers([volunteer])
		# A locking read: it sees what another request committed since this one began.
		done = frappe.db.sql(
			"""select `name` from `tabPoints Donation`
			where `request_id` = %s and `from_volunteer` = %s for update""",
			(request_id, volunteer),
		)
		if done:
			return frappe.get_doc(DOCTYPE, done[0][0], for_update=True)
	doc = frappe.get_doc(
		{
			"doctype": DOCTYPE,
			"from_kind": "Volunteer",
			"from_volunteer": volunteer,
			"request_id": request_id or None,
			**values,
		}
	)
	doc.flags.ignore_permissions = True  # the caller is the donor: the API has asked for their file
	doc.flags.by_service = True
	return doc.insert().submit()


def cancel(name: str, reason: str):
	"""Cancel a donation with its reason, as the session's user; returns the document."""
	doc = frappe.get_doc(DOCTYPE, name)
	doc.check_permission("cancel")
	doc.cancel_reason = reason
	doc.cancel()
	doc.add_comment("Info", _("Cancelled: {0}").format(frappe.utils.escape_html(reason)))
	return doc


def donation_issuer(doc) -> str | None:
	"""The recording unit that thanks the donor: the one that runs the site of the donor's team."""
	team = doc.from_team or person(doc.from_volunteer).primary_team
	site = frappe.db.get_value("Volunteer Team", team, "site") if team else None
	unit = sites.current_recording_unit(site, cstr(doc.donated_on)[:10] or None) if site else None
	return frappe.db.get_value("Recording Unit", unit, "unit_name") if unit else None


def listed(user: str | None = None, **_kwargs) -> str:
	"""The donations that a list shows: ``permission_query_conditions`` (declarations.py).

	Gifts to a person are listed where that person's file is seen, too; elsewhere they are opened one by one
	and stand in the report: a list answers with fields of linked documents outside the scope.
	"""
	own = condition("Points Donation", user)
	if not own:
		return ""
	seen = f"`tabPoints Donation`.`to_volunteer` in ({queries.names(PROFILE, user)})"
	return f"({own} and (`tabPoints Donation`.`to_kind` = 'Pool' or {seen}))"
