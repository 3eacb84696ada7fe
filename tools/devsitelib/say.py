"""Everything that devsite tells the person at the terminal, in Chinese and English."""

import contextlib
import sys
import threading
import time

HEARTBEAT_SECONDS = 15
SPINNER = "|/-\\"


class Problem(Exception):
	"""Something that the user can mend: what is wrong and what to do, in English and Chinese."""

	def __init__(self, en, zh, detail=""):
		super().__init__(en)
		self.en, self.zh, self.detail = en, zh, detail

	def show(self):
		if self.detail:
			print(self.detail.rstrip(), file=sys.stderr)
		print(f"\ndevsite: {self.en}\ndevsite：{self.zh}", file=sys.stderr, flush=True)


def line(text=""):
	print(text, flush=True)


def note(en, zh):
	line(f"       {zh} / {en}")


class Outcome:
	"""What a step came to: `failed` is set where no exception tells it."""

	failed = False


@contextlib.contextmanager
def step(en, zh, *, spin=True):
	"""Show a long step: a spinner on a terminal, else a line at its start, now and then, and at its end.

	`spin=False` is for steps whose own output is passed through.
	"""
	title, began, over = f"{zh} / {en}", time.monotonic(), threading.Event()
	spinner = spin and sys.stdout.isatty()
	if not spinner:
		line(f"[    ] {title} …")

	def tell():
		tick = 0
		while not over.wait(0.12 if spinner else HEARTBEAT_SECONDS):
			seconds = int(time.monotonic() - began)
			if spinner:
				print(f"\r\033[K{SPINNER[tick % 4]} [{seconds}s] {title} …", end="", flush=True)
			elif spin:
				line(f"[{seconds:3d}s] {title} …")
			tick += 1

	teller = threading.Thread(target=tell, daemon=True)
	teller.start()
	outcome = Outcome()
	try:
		yield outcome
	except BaseException:
		outcome.failed = True
		raise
	finally:
		mark = "✗" if outcome.failed else "✓"
		over.set()
		teller.join()
		line(("\r\033[K" if spinner else "") + f"[{time.monotonic() - began:3.0f}s] {mark} {title}")
