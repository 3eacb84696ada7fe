"""What somebody types to find a Chinese name by its sound: 陈小明 is chenxiaoming, chenxm, cxm.

``csm`` finds him too: around the Pearl River x and s, q and c, j and z are not told apart.
"""

import re
import unicodedata
from itertools import product

LONGEST = 255
FEWEST_LETTERS = 2
# Surnames that are read otherwise than the same character elsewhere.
_SURNAMES = {
	"单": "shan", "仇": "qiu", "解": "xie", "曾": "zeng", "查": "zha", "乐": "yue", "区": "ou",
	"任": "ren", "华": "hua", "盖": "ge", "朴": "piao", "缪": "miao", "宁": "ning", "纪": "ji", "召": "shao",
	"折": "she", "种": "chong", "黑": "he", "员": "yun", "祭": "zhai", "冼": "xian", "洗": "xian",
	"覃": "qin", "翟": "zhai", "那": "na", "秘": "bi", "繁": "po", "燕": "yan", "都": "du",
	"过": "guo", "相": "xiang", "乜": "nie", "牟": "mou", "谌": "chen", "车": "che", "句": "gou", "宿": "su",
	"柏": "bai", "郇": "xun",
	"郗": "xi", "隗": "wei", "尹": "yin", "沈": "shen", "长": "chang", "尉": "wei", "逄": "pang", "葛": "ge",
	"卜": "bu", "阚": "kan", "晁": "chao", "哈": "ha", "佘": "she", "不": "fou", "重": "chong", "殷": "yin",
}  # fmt: skip
# Where both are surnames, or the name may be a place's.
_ALSO = {
	"覃": "tan", "翟": "di", "任": "reng", "盖": "gai", "葛": "ji", "谌": "shen", "隗": "kui", "召": "zhao",
	"种": "zhong", "牟": "mu", "乐": "le", "石": "dan", "区": "qu", "柏": "bo", "郗": "chi", "朴": "pu",
}  # fmt: skip
_COMPOUND = frozenset(
	"欧阳 司马 上官 诸葛 东方 皇甫 尉迟 公孙 慕容 令狐 长孙 宇文 司徒 夏侯 端木 轩辕 南宫 独孤 澹台 公冶 "
	"申屠 万俟 司空 太史 闻人 钟离 淳于 百里".split()
)
_ACCENTED = str.maketrans({"ü": "v", "ǖ": "v", "ǘ": "v", "ǚ": "v", "ǜ": "v"})
_NOT_TYPED = re.compile(r"[^a-z0-9]+")
_FOLDED = str.maketrans("xqj", "scz")
_UMLAUT = re.compile(r"([ln])v")


def typed(text: str) -> str | None:
	"""``text`` as it is compared, or None where nobody means a sound by it: fewer than two letters, or
	anything but letters, blanks, hyphens and apostrophes."""
	text = unicodedata.normalize("NFKC", text or "").strip().lower().translate(_ACCENTED)
	if not re.fullmatch(r"[a-z' ’-]+", text):
		return None
	letters = _NOT_TYPED.sub("", text)
	return letters if len(letters) >= FEWEST_LETTERS else None


def spoken(name: str) -> str:
	"""The words by which ``name`` is found, between blanks; empty for a name without any sound.

	Those that are likeliest come first, at most ``LONGEST`` characters.
	"""
	name = unicodedata.normalize("NFKC", name or "").strip()
	syllables = _syllables(name)
	if not syllables:
		return ""
	first = 2 if name[:2] in _COMPOUND else 1
	words: dict[str, None] = {}
	for reading in _readings(name, syllables):
		for word in _words(reading, first):
			words.setdefault(word)
	kept = " "
	for word in words:
		if len(kept) + len(word) + 1 <= LONGEST:
			kept += f"{word} "
	return kept if kept.strip() else ""


def _syllables(name: str) -> list[str]:
	"""Letters and digits between Chinese characters count as one syllable."""
	from pypinyin import lazy_pinyin  # here: its tables take time and memory, and a search needs none of them

	parts = (_NOT_TYPED.sub("", part.lower().translate(_ACCENTED)) for part in lazy_pinyin(name))
	return [part for part in parts if part]


def _readings(name: str, syllables: list[str]) -> list[list[str]]:
	if name[:2] in _COMPOUND:
		return [syllables]
	heads = [_SURNAMES.get(name[0]), syllables[0], _ALSO.get(name[0])]
	return [[head, *syllables[1:]] for head in dict.fromkeys(filter(None, heads))]


def _words(syllables: list[str], first: int) -> list[str]:
	"""Full pinyin, surname with initials, initials; with lü as lv, lu and lyu."""
	initials = "".join(syllable[0] for syllable in syllables)
	head, tail = "".join(syllables[:first]), "".join(syllable[0] for syllable in syllables[first:])
	full = "".join(syllables)
	folded = initials.translate(_FOLDED)
	plain = [full, head + tail, initials, folded]
	others = [_UMLAUT.sub(rf"\1{vowel}", word) for vowel, word in product(("u", "yu"), (full, head + tail))]
	return [word for word in (*plain, *others) if len(word) >= FEWEST_LETTERS]
