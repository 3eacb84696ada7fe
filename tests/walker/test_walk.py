"""Every method, as every kind of user, against a document inside and one outside.

By default each method meets the file of a volunteer, and the methods that take a document meet every
DocType as the three who may least. WALKER_FULL=1 walks the whole product; WALKER_REPORT=<file> keeps what
was found.
"""

import os
import time
from collections import Counter

import pytest

from tests.walker import arguments, table
from tests.walker.targets import Target
from tests.walker.world import INSIDE, OUTSIDE, ROLES

FULL = bool(os.environ.get("WALKER_FULL"))
ONLY = os.environ.get("WALKER_ONLY", "")
REPRESENTATIVE = "Volunteer Profile"
LEAST = ("volunteer", "leader")
NOBODYS = ("guest", "nobody")  # nothing is inside for them
DEEP = ("asks the scope", "overridden")
pytestmark = pytest.mark.timeout(3600)


def lines(walk, *kinds):
	for line in table.read().values():
		if line.driven and line.method in walk.methods and line.kind in (kinds or table.CLASSES):
			if ONLY in line.method:
				yield walk.methods[line.method]


def drive(walk, role, method, target, short=False) -> set:
	found = set()
	path = "run_doc_method" if method.of_documents else method.path
	forms, shows = arguments.forms(method, target), table.read()[method.path].shows
	for form in forms[:1] if short else forms:
		answer = walk.driver.method(role, path, form, method.http)
		found |= walk.judge.leaks(method.path, role, answer, walk.driver.asked, shows)
		found |= walk.judge.writes(method.path, role, answer)
		walk.driver.finish(answer)
	return found


def guess(walk, role, method, target) -> set:
	"""A right and a wrong guess about a secret must get the same answer."""
	from tests.walker.judge import Finding

	def again(form):
		answer = walk.driver.method(role, method.path, form, method.http)
		walk.driver.finish(answer)
		return answer.text.replace("%Zq%", "").replace("%Zq_nobody%", "").replace("1399%", "")

	found = set()
	if (target.doctype, target.name) in walk.world.rights[role].read:
		return found
	for pair in arguments.oracles(method, target):
		texts = [again(form) for form in pair]
		if texts[0] != texts[1] and texts[0] == again(pair[0]):
			found.add(
				Finding(method.path, role, target.doctype, f"tells whether {target.field} is like a guess")
			)
	return found


def report(found) -> str:
	by_method = {}
	for finding in found:
		by_method.setdefault((finding.method, finding.role), set()).add(
			f"{finding.kind} of {finding.doctype}"
		)
	text = "\n".join(
		f"{method}  as {role}: {'; '.join(sorted(kinds))}"
		for (method, role), kinds in sorted(by_method.items())
	)
	note(text)
	return text


def note(text: str) -> None:
	if os.environ.get("WALKER_REPORT"):
		with open(os.environ["WALKER_REPORT"], "a", encoding="utf-8") as file:
			file.write(text + "\n")


@pytest.mark.parametrize("role", ROLES)
def test_no_method_shows_or_changes_what_lies_outside(walk, role):
	found, spent = set(), Counter()
	for method in lines(walk):
		begun = time.process_time()
		deep = table.read()[method.path].kind in DEEP
		inside = FULL or (role not in NOBODYS and deep)
		for place in (OUTSIDE, INSIDE) if inside else (OUTSIDE,):
			target = Target(walk.world, place, REPRESENTATIVE)
			short = place == INSIDE or not (deep or role == "volunteer")
			found |= drive(walk, role, method, target, short=short and not FULL)
		found |= guess(walk, role, method, Target(walk.world, OUTSIDE, REPRESENTATIVE))
		spent[method.path] += time.process_time() - begun
	note(f"{role}: {walk.driver.calls} calls; slowest {spent.most_common(8)}")
	assert not found, "\n" + report(found)


@pytest.mark.parametrize("role", ROLES if FULL else LEAST)
def test_no_method_that_takes_a_document_takes_one_outside(walk, role):
	found = set()
	methods = [
		method
		for method in lines(walk, *DEEP)
		if arguments.takes_a_document(method) and not method.path.startswith("volunteer_services.")
	]
	for doctype in walk.world.doctypes:
		if doctype == REPRESENTATIVE or not walk.world.is_ours(doctype):
			continue
		for place in (OUTSIDE, INSIDE) if FULL else (OUTSIDE,):
			target = Target(walk.world, place, doctype)
			for method in methods:
				found |= drive(walk, role, method, target, short=not FULL)
				if FULL:
					found |= guess(walk, role, method, target)
	assert not found, "\n" + report(found)
