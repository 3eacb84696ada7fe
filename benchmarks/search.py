"""What finding somebody by pinyin costs among 100,000 people, and what the patch costs that fills the column.

	tools/devsite run benchmarks/search.py --volunteers 100000

Names are drawn from common surnames and characters. It works on a table of its own (scratch.py), as the
Administrator: the condition of the scope is measured in scope.py.
"""

import argparse
import random
import statistics
import sys
import time
from functools import partial
from pathlib import Path

import frappe

sys.path.insert(0, str(Path(__file__).parent))

from population import STAMP, volunteer_name
from scratch import Scratch, insert_many

from volunteer_services.foundation import finding
from volunteer_services.foundation.documents import spoken

PROFILE = "Volunteer Profile"
SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕丁"
GIVEN = "小明秀英志强丽华建国伟芳敏静勇军杰娟涛艳超霞平刚桂玉兰春梅文辉红波宁琴云龙海燕飞鹏慧斌"
TEXTS = ("csm", "chenxiaoming", "chenxm", "lix", "zh", "xiaoming")


def fill(count: int) -> None:
	rng = random.Random(7)  # names of nobody
	fields = ("name", "creation", "modified", "owner", "full_name", "workflow_state", "mobile_last_four")
	insert_many(
		PROFILE,
		fields,
		(
			(
				volunteer_name(number),
				STAMP,
				STAMP,
				"Administrator",
				rng.choice(SURNAMES) + "".join(rng.choices(GIVEN, k=rng.choice((1, 2, 2)))),
				"Registered",
				f"{rng.randrange(10_000):04d}",
			)
			for number in range(count)
		),
	)


def timed(work) -> float:
	start = time.perf_counter()
	work()
	return time.perf_counter() - start


def main() -> None:
	parser = argparse.ArgumentParser(description=__doc__)
	parser.add_argument("--volunteers", type=int, default=100_000)
	parser.add_argument("--runs", type=int, default=7)
	args = parser.parse_args()
	frappe.set_user("Administrator")
	with Scratch("search", [PROFILE]) as scratch:
		fill(args.volunteers)
		print(f"fill: {timed(lambda: spoken.fill(PROFILE, commit=True)):.1f} s", flush=True)
		scratch.analyze()
		for text in TEXTS:
			link = [timed(partial(finding.by_sound, PROFILE, text, 500)) for _run in range(args.runs)]
			print(f"{text}: {statistics.median(link) * 1000:.0f} ms", flush=True)


if __name__ == "__main__":
	main()
