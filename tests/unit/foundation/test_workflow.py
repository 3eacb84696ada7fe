import pytest

from volunteer_services.foundation.domain import errors
from volunteer_services.foundation.domain.workflow import State, StateMachine, Transition

LEADER, MANAGER = "Team Leader", "Site Manager"
STATES = (
	State("Draft", editable_by=LEADER),
	State("Pending", editable_by=MANAGER),
	State("Returned", editable_by=LEADER),
	State("Approved", 1),
	State("Rejected", is_final=True),
	State("Cancelled", 2, is_final=True),
)
STEPS = (
	Transition("Draft", "Send", "Pending", LEADER),
	Transition("Pending", "Approve", "Approved", MANAGER, condition="doc.minutes <= 480"),
	Transition("Pending", "Approve", "Pending", MANAGER, condition="doc.minutes > 480"),
	Transition("Pending", "Return", "Returned", MANAGER, requires_reason=True),
	Transition("Pending", "Reject", "Rejected", MANAGER, requires_reason=True),
	Transition("Returned", "Send", "Pending", LEADER),
	Transition("Returned", "Send", "Pending", MANAGER),
	Transition("Approved", "Cancel", "Cancelled", MANAGER, requires_reason=True),
)
MACHINE = StateMachine("Service Log", STATES, STEPS)


def changed(states=STATES, steps=STEPS, **values):
	return StateMachine("Service Log", tuple(states), tuple(steps), **values)


def test_moves_are_those_of_the_roles():
	assert [t.action for t in MACHINE.moves("Pending", {MANAGER})] == [
		"Approve",
		"Approve",
		"Return",
		"Reject",
	]
	assert MACHINE.moves("Pending", {LEADER}) == []
	assert len(MACHINE.moves("Returned")) == 2
	assert MACHINE.initial == "Draft"
	assert MACHINE.state("Approved").docstatus == 1
	with pytest.raises(errors.UnknownStateError, match="Lost is no state of Service Log"):
		MACHINE.moves("Lost")


def test_a_state_is_reached_along_a_transition_only():
	assert MACHINE.between("Draft", "Pending", {LEADER}) == [STEPS[0]]
	for source, target, roles in (
		("Draft", "Approved", {LEADER, MANAGER}),
		("Draft", "Pending", {MANAGER}),
		("Approved", "Draft", None),
		("Rejected", "Pending", None),
	):
		with pytest.raises(errors.TransitionNotAllowedError, match=f"from {source} to {target}"):
			MACHINE.between(source, target, roles)
	with pytest.raises(errors.UnknownStateError):
		MACHINE.between("Draft", "Lost")


def test_an_action_needs_its_role_and_its_reason():
	assert {t.next_state for t in MACHINE.apply("Pending", "Approve", {MANAGER})} == {"Approved", "Pending"}
	assert MACHINE.apply("Pending", "Return", {MANAGER}, "hours wrong")[0].next_state == "Returned"
	for empty in ("", "  \n", None):
		with pytest.raises(errors.ReasonRequiredError):
			MACHINE.apply("Pending", "Return", {MANAGER}, empty)
	with pytest.raises(errors.ActionNotAllowedError):
		MACHINE.apply("Pending", "Approve", {LEADER})
	with pytest.raises(errors.ActionNotAllowedError):
		MACHINE.apply("Draft", "Approve")


@pytest.mark.parametrize(
	("states", "steps", "problem"),
	[
		((), (), "it has no state"),
		(STATES[:-1], STEPS, "Cancelled is not among its states"),
		((*STATES, State("Draft")), STEPS, "Draft is listed twice"),
		((*STATES, State("Odd", 3, is_final=True)), STEPS, "Odd has the docstatus 3"),
		((State("Draft", 1), *STATES[1:]), STEPS, "Draft begins a document that is not a draft"),
		(STATES, (*STEPS, STEPS[0]), "Send of Team Leader in Draft is drawn twice"),
		(
			STATES,
			(*STEPS, Transition("Draft", "Drop", "Cancelled", LEADER)),
			"Drop takes the docstatus from 0 to 2",
		),
		(
			STATES,
			(*STEPS, Transition("Approved", "Undo", "Draft", LEADER)),
			"Undo takes the docstatus from 1 to 0",
		),
		((*STATES, State("Lost", is_final=True)), STEPS, "Lost cannot be reached"),
		(STATES, STEPS[:-1], "Approved is a dead end"),
		(STATES, (*STEPS, Transition("Rejected", "Send", "Draft", LEADER)), "Rejected is final, yet"),
	],
)
def test_a_drawing_that_is_not_sound_is_refused(states, steps, problem):
	with pytest.raises(errors.StateMachineError, match=problem):
		changed(states, steps)


def test_a_step_to_itself_does_not_lead_out():
	steps = (*STEPS[:-1], Transition("Approved", "Note", "Approved", MANAGER))
	with pytest.raises(errors.StateMachineError, match="Approved is a dead end"):
		changed(steps=steps)


def test_a_state_may_begin_by_a_rule():
	states = (*STATES, State("Awaiting Registration"))
	steps = (*STEPS, Transition("Awaiting Registration", "Registered", "Pending", LEADER))
	with pytest.raises(errors.StateMachineError, match="cannot be reached"):
		changed(states, steps)
	machine = changed(states, steps, entries=("Awaiting Registration",))
	assert "[*] --> s6" in machine.to_mermaid()
	with pytest.raises(errors.StateMachineError, match="Nowhere is not among"):
		changed(entries=("Nowhere",))
	with pytest.raises(errors.StateMachineError, match="Approved begins"):
		changed(entries=("Approved",))


def test_the_drawing_has_each_arrow_once_and_speaks_the_readers_language():
	chinese = {"Draft": "草稿", "Send": "提交", LEADER: "队长"}
	drawing = MACHINE.to_mermaid(lambda text: chinese.get(text, text))
	lines = MACHINE.to_mermaid().splitlines()
	assert lines[0] == "stateDiagram-v2"
	assert '\tstate "Draft" as s0' in lines
	assert "\t[*] --> s0" in lines
	assert "\ts2 --> s1 : Send (Team Leader, Site Manager)" in lines
	assert "\ts4 --> [*]" in lines
	assert len([line for line in lines if " : Approve" in line]) == 2
	assert len(lines) == len(set(lines))
	assert 'state "草稿" as s0' in drawing
	assert "s0 --> s1 : 提交 (队长)" in drawing
