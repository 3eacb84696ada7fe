"""Call-outs: the live list, the waves, and answers by the person or by whoever leads."""

from typing import Annotated

import frappe

from volunteer_services.foundation import access
from volunteer_services.foundation.database import retry
from volunteer_services.foundation.domain.arguments import Names, choice
from volunteer_services.foundation.endpoint import endpoint
from volunteer_services.volunteer_readiness.domain import answers
from volunteer_services.volunteer_readiness.services.emergency import board as lists
from volunteer_services.volunteer_readiness.services.emergency import responses, waves
from volunteer_services.volunteer_registry.services import own_file, visitors

CALL_OUT = "Emergency Call-out"
_OWN_STEPS = (*answers.ANSWERS, answers.SET_OUT)


@endpoint(methods=["GET", "POST"])
def board(call_out: str) -> dict:
	"""The live list of a call-out: counts, who is missing, who is out for too long, and a row for each person
	(services/emergency/board.py)."""
	access.require_permission(CALL_OUT, "read", call_out)
	return lists.board(call_out)


@endpoint(methods=["GET", "POST"])
def call_text(call_out: str) -> dict:
	"""The call in words to be copied, without names and numbers: {text}."""
	access.require_permission(CALL_OUT, "read", call_out)
	return {"text": lists.call_text(call_out)}


@endpoint(methods=["POST"])
def call_next(call_out: str) -> dict:
	"""Call the next wave within the scope of the session's user: {wave, called}."""
	access.require_permission(CALL_OUT, "write", call_out)
	return retry.whole(lambda: waves.call_next(call_out, frappe.session.user))


@endpoint(methods=["POST"])
def call_people(call_out: str, volunteers: Names) -> dict:
	"""Call people of the user's scope out of turn; the gate is asked all the same: {called}."""
	access.require_permission(CALL_OUT, "write", call_out)
	visitors.refuse_unknown(volunteers)
	return {"called": retry.whole(lambda: waves.call_people(call_out, volunteers))}


@endpoint(methods=["POST"])
def mark(names: Names, step: Annotated[str, choice(*answers.STEPS)], eta_minutes: int = 0) -> dict:
	"""Whoever leads marks an answer, an arrival or a departure: {done: [{name, status}]}."""
	return {"done": retry.whole(lambda: responses.mark(names, step, eta_minutes))}


@endpoint(methods=["POST"])
def answer(name: str, step: Annotated[str, choice(*_OWN_STEPS)], eta_minutes: int = 0) -> dict:
	"""One's own answer to a call: {name, status}. ``eta_minutes``: until one will be there."""
	file = own_file.own_file(frappe.session.user)
	return retry.whole(lambda: responses.answer(name, file and file.name, step, eta_minutes))
