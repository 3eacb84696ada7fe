"""Several people fill one draft at the same moment, in processes of their own: every answer is kept."""

import json
import os
import subprocess
import sys
from pathlib import Path

import frappe
import pytest

from tests import factories as make
from tests.site.pilot_sites import pilot_world as pilots

WORKER = Path(__file__).parent / "assessments_worker.py"


@pytest.mark.commits
def test_every_answer_of_several_people_is_kept():
	place = make.Place()
	draft = pilots.begin(place)
	frappe.db.commit()
	shares = (
		(place.manager, ["7-1", "7-4"]),
		(place.officer, ["7-2", "7-5"]),
		(place.city_officer, ["7-3", "7-6", "7-7"]),
	)
	environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(WORKER.parents[3]), *sys.path])}
	running = [
		subprocess.Popen(
			[sys.executable, str(WORKER), user, draft.name, json.dumps(codes)],
			env=environment,
			stdout=subprocess.PIPE,
			stderr=subprocess.PIPE,
			text=True,
		)
		for user, codes in shares
	]
	for process in running:
		out, err = process.communicate(timeout=240)
		assert process.returncode == 0, err[-3000:]
		assert json.loads(out.splitlines()[-1]) == {"conflicts": 0}
	frappe.db.rollback()
	rows = frappe.get_doc(pilots.ASSESSMENT, draft.name).results
	assert [(row.is_met, row.remark) for row in rows] == [(1, f"{row.item_code} 3") for row in rows]
