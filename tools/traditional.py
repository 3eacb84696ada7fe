#!/usr/bin/env python3
"""Writes translations/zh-TW.csv: the Chinese of the app in traditional characters, as in Hong Kong and Macao.

	python tools/traditional.py

OpenCC changes the characters; words that are others there stand below, reviewed. Words that Frappe or ERPNext
translate, too, are left to their own traditional Chinese. Needs opencc-python-reimplemented (the test extra).
"""

import csv
import io
import json
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TRANSLATIONS = ROOT / "volunteer_services/translations"
# Words that Frappe or ERPNext translate: tests/static/test_traditional.py names those that are missing here.
LEFT_OUT = ROOT / "tests/static/traditional_left_out.json"
# What OpenCC leaves in the way of the mainland → how it is said in Cantonese Chinese; longer words first.
WORDS = (
	("登錄名", "登入名稱"),
	("登錄", "登入"),
	("退出登入", "登出"),
	("默認", "預設"),
	("信息", "資訊"),
	("視頻", "影片"),
	("短信", "短訊"),
	("電子郵箱", "電郵"),
	("電子郵件", "電郵"),
	("郵箱", "電郵"),
	("郵件", "電郵"),
	("屏幕", "螢幕"),
	("界面", "介面"),
	("打印", "列印"),
	("鏈接", "連結"),
	("點擊", "按"),
	("保存", "儲存"),
	("賬戶", "帳戶"),
	("賬號", "帳號"),
	("羣", "群"),
	("裏", "裡"),
	("爲", "為"),
	("線下", "現場"),
	("天后", "天後"),
)  # fmt: skip


def traditional(text: str) -> str:
	"""A text in traditional characters, with the words of the place."""
	converted = _converter().convert(text)
	for here, there in WORDS:
		converted = converted.replace(here, there)
	return converted


_CONVERTERS: list = []


def _converter():
	if not _CONVERTERS:
		from opencc import OpenCC  # here, so that the rest can be read without it

		_CONVERTERS.append(OpenCC("s2hk"))
	return _CONVERTERS[0]


def table() -> str:
	"""The file as it should be."""
	left_out = set(json.loads(LEFT_OUT.read_text(encoding="utf-8")))
	with (TRANSLATIONS / "zh.csv").open(encoding="utf-8", newline="") as file:
		rows = [row for row in csv.reader(file) if row and row[0] not in left_out]
	out = io.StringIO()
	csv.writer(out, lineterminator="\n").writerows([row[0], traditional(row[1]), *row[2:]] for row in rows)
	return out.getvalue()


if __name__ == "__main__":
	(TRANSLATIONS / "zh-TW.csv").write_text(table(), encoding="utf-8")
