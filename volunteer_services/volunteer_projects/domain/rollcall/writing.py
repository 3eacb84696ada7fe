"""One way of writing: widths, blanks, signs, traditional characters, numerals; masks of identity numbers."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from decimal import Decimal

from volunteer_services.volunteer_projects.domain.rollcall.model import Read
from volunteer_services.volunteer_projects.domain.rollcall.words import What
from volunteer_services.volunteer_registry.domain.identity import mask_id

GAP = "\x1f"  # white space to every pattern, but no blank that somebody typed
ABSENCE_SIGN = "×"
PRESENCE_SIGN = "√"
_SIGNS = dict.fromkeys("❌✗✘✖╳❎🚫⛔🙅👎🤒🤕😷🤧🤢", ABSENCE_SIGN) | dict.fromkeys("✅✓✔☑", PRESENCE_SIGN)
# Behind a name these may mean leave or lateness; at the beginning of a line they only point.
# Not to be dropped, or 2°30 would be 230.
_SIGN_IN_NUMBER = re.compile(r"(?<=[0-9])[^\w\s,.:;*+/~()\[\]'′×，。、；：！?—–‐→>|-]+(?=[0-9])")
_INVISIBLE = ("So", "Sk", "Cs", "Cf", "Co", "Cn", "Me")
_OPEN_SIGN = re.compile(r"(?<=\S)\s*[○◯⭕△▲]")
_ENCLOSED = {chr(0x2460 + n): f"{n + 1}. " for n in range(20)} | {"🔟": "10. "}
_KEYCAP = re.compile("([0-9])\ufe0f?\u20e3")
# Only the characters of the words that are looked for: a name stays as it was written.
_PAIRS = (
	"時时 間间 點点 鐘钟 鍾钟 個个 兩两 長长 簽签 離离 開开 結结 號号 電电 話话 備备 註注 聯联 繫系 絡络 "
	"請请 來来 沒没 無无 遲迟 補补 參参 臨临 總总 計计 領领 隊队 組组 編编 職职 員员 證证 週周 禮礼 會会 "
	"務务 業业 場场 後后 與与 於于 為为 實实 際际 應应 動动 誌志 記记 錄录 養养 護护 過过 從从 還还 內内 "
	"歲岁 樓楼 棟栋 單单 門门 區区 換换 顧顾 臺台 幫帮 讓让 頭头 終终 歷历 達达 報报 確确 認认 進进 對对 "
	"樣样 別别 節节 課课 學学 載载 車车 塗途 趕赶 產产 喪丧 傷伤 醫医 體体 發发 燒烧 燙烫 適适 調调 輪轮 "
	"見见 習习 辦办 爲为 誤误 飯饭 說说 範范 圍围 階阶 親亲 屬属 變变 許许 願愿 嗎吗 寫写 給给 約约 滿满 "
	"數数 額额 異异 團团 夥伙 將将 棄弃 銷销 刪删 舊旧 雙双 處处 費费 並并 題题 鴿鸽 曠旷 現现 級级 幾几 "
	"邊边 裡里 嚟来 唔不 冇没 咗了 劃划 選选 緊紧 歸归 簡简 協协 勞劳 導导 營营 驗验 標标 準准 質质 遠远 "
	"專专 貼贴 攝摄 嬰婴 經经 義义 "
)
_TRADITIONAL = str.maketrans({pair[0]: pair[1] for pair in _PAIRS.split()})
_BLANKS = "[ \u00a0\u3000\u2000-\u200f\ufeff\\-\u2010-\u2015_.·]"
# Characters of an identity number, blanks or hyphens between them allowed.
_SPACED_ID = re.compile(
	rf"(?<![0-9A-Za-z])\d(?:{_BLANKS}{{0,3}}\d){{14,16}}(?:{_BLANKS}{{0,3}}[\dXxＸｘ×])?(?![0-9A-Za-z])"
)
_LONG_NUMBER = re.compile(
	r"(?<![0-9A-Za-z])(?:\d{14,}[Xx]?|\d{3,10}\*{6,}[\dXx]{1,4}|\d{5,10}\*{4,}[\dXx]{1,4}"
	r"|\d\.\d{2,}[Ee]\+1[0-9])(?![0-9A-Za-z])"
)
_MASK = re.compile(r"\*{8,}[0-9Xx]{0,2}")
_DIGITS = {char: n for n, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "俩": 2}
HAN = r"[㐀-鿿〇\ue600-\uf8ff\U00020000-\U0003ffff]"
HAN_DIGIT = "[零〇一二两三四五六七八九十]"
NUMBER = (
	rf"(?:[0-9]{{1,5}}(?:\.[0-9]{{1,12}})?|\.[0-9]{{1,6}}"
	rf"|{HAN_DIGIT}{{1,3}}(?:点[零〇一二三四五六七八九])?)"
)
NO_NUMBER_BEFORE = r"(?<![0-9]:)(?<![0-9.零〇一二两三四五六七八九十百几数])"


def clean(line: str) -> str:
	"""One width, plain blanks, no emoji or invisible characters; enclosed numbers become ``1.``.

	A cross or a tick says something: they stay as ``×`` and ``√``.
	"""
	text = _KEYCAP.sub(r"\1. ", line)
	text = _OPEN_SIGN.sub(" △", text)
	text = "".join(_ENCLOSED.get(char) or _SIGNS.get(char) or char for char in text)
	text = unicodedata.normalize("NFKC", text)
	text = "".join(_plain(char) for char in _SIGN_IN_NUMBER.sub(" ", text))
	return re.sub(r"[^\S\t]+", " ", text).strip(" ")


def simplify(text: str) -> str:
	"""The text with the traditional characters of our words made simple; every place stays the same."""
	return text.translate(_TRADITIONAL)


def hide_id_numbers(text: str) -> str:
	"""The text with identity and other long numbers masked, also when blanks part them [PIPL]."""
	text = _SPACED_ID.sub(lambda found: _mask_if_identity(found[0]), text)
	return _LONG_NUMBER.sub(lambda found: _mask(found[0]), text)


def is_masked(text: str) -> re.Match[str] | None:
	"""Where a masked number stands."""
	return _MASK.search(text)


def _mask_if_identity(words: str) -> str:
	digits = "".join(char for char in unicodedata.normalize("NFKC", words).upper() if char in "0123456789X×")
	born = digits[6:14] if len(digits) == 18 else f"19{digits[6:12]}" if len(digits) == 15 else ""
	if re.fullmatch(r"\s*1[3-9][0-9]{9}\D+[0-9]{4}\s*", words) or not _is_day(born):
		return words
	return mask_id(digits)


def _is_day(digits: str) -> bool:
	try:
		return 1880 <= date(int(digits[:4]), int(digits[4:6]), int(digits[6:8])).year <= 2100
	except ValueError:
		return False


def _mask(words: str) -> str:
	if "*" in words or "." in words:
		return "*" * 16 + ("" if "." in words else words[-2:])
	return mask_id(words)


def _plain(char: str) -> str:
	if char == "\t" or "\ue600" <= char <= "\uf8ff" or "\U00020000" <= char <= "\U0003ffff":
		return char  # rare characters of names, some of them newer than Python's tables or private
	category = unicodedata.category(char)
	if category in ("Zs", "Zl", "Zp", "Cc"):
		return " "
	return "" if category in _INVISIBLE and char != "△" else char


def number(text: str) -> Decimal | None:
	"""The value, or None where it is no number: 三十 → 30, 十二 → 12, 二点五 → 2.5."""
	if not text:
		return None
	if text[:1].isascii():
		return Decimal(text)
	whole, _, part = text.partition("点")
	value = _whole(whole)
	if value is None or not part:
		return value
	return value + Decimal(_DIGITS[part]) / 10


def _whole(text: str) -> Decimal | None:
	tens, sign, ones = text.rpartition("十")
	if not all(len(digit) <= 1 and (not digit or digit in _DIGITS) for digit in (tens, ones)):
		return None
	return Decimal((_DIGITS.get(tens, 1) * 10 if sign else 0) + _DIGITS.get(ones, 0))


class Piece:
	"""``text`` as cleaned and ``key``, the same with our words in simplified characters, place by place."""

	def __init__(self, text: str):
		self.text, self.key = text, simplify(text)
		self.reads: list[Read] = []

	def take(self, start: int, end: int, what: What | None = None) -> str:
		"""Take the words there, as read for ``what`` (None: they mean nothing); returns them as written."""
		words = self.text[start:end].strip(" \x1f:,;、。.()")
		gap = GAP * (end - start)
		self.text = self.text[:start] + gap + self.text[end:]
		self.key = self.key[:start] + gap + self.key[end:]
		if what and words:
			self.reads.append(Read(what, words))
		return words

	def take_first(self, pattern: re.Pattern[str], what: What | None = None) -> re.Match[str] | None:
		"""The first place that the pattern finds, taken."""
		found = pattern.search(self.key)
		if found:
			self.take(*found.span(), what)
		return found

	def take_all(self, pattern: re.Pattern[str], what: What | None = None) -> list[re.Match[str]]:
		"""Every place that the pattern finds, taken."""
		places = list(pattern.finditer(self.key))
		for found in places:
			self.take(*found.span(), what)
		return places

	@property
	def rest(self) -> str:
		"""What is left, with single blanks."""
		return " ".join(self.text.split())
