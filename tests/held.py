"""A commit that stays in the test's own transaction."""

import contextlib

HELD = "held"


@contextlib.contextmanager
def commits(db):
	"""Within it a commit is a savepoint, to which a rollback goes back; the callbacks of both run as they do.

	Functions of ours commit by themselves where they may have to run again after a deadlock. What they store
	goes with the test all the same. A test that needs others to see it is marked `commits`.
	"""
	began = {"commit": db.commit, "rollback": db.rollback}
	is_held = False

	def commit(*args, **kwargs):
		nonlocal is_held
		db.before_rollback.reset()
		db.after_rollback.reset()
		db.before_commit.run()
		db.savepoint(HELD)
		is_held = True
		db.transaction_writes = 0
		db.after_commit.run()

	def rollback(*args, save_point=None, **kwargs):
		if save_point or not is_held:
			began["rollback"](*args, save_point=save_point, **kwargs)
			return
		db.after_commit.reset()
		db.before_commit.reset()
		db.before_rollback.run()
		began["rollback"](save_point=HELD)
		db.after_rollback.run()

	db.commit, db.rollback = commit, rollback
	try:
		yield
	finally:
		del db.commit, db.rollback
