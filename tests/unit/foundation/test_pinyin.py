"""By which letters a Chinese name is found."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from volunteer_services.foundation.domain.pinyin import LONGEST, spoken, typed


@pytest.mark.parametrize(
	("name", "letters"),
	[
		("陈小明", "chenxiaoming cxm chenxm csm xiaoming"),
		("单国强", "shanguoqiang sgq danguoqiang"),
		("仇英", "qiuying qy chouying"),
		("解小东", "xiexiaodong jiexiaodong xxd"),
		("曾国藩", "zengguofan zgf cengguofan"),
		("区小红", "ouxiaohong ouxh quxiaohong"),
		("欧阳修", "ouyangxiu ouyangx oyx"),
		("尉迟恭", "yuchigong ycg"),
		("吕岩", "lvyan luyan lyuyan ly"),
		("阿依古丽·买买提", "ayigulimaimaiti ayglmmt"),
		("石岐区社区服务中心", "shiqi shequ fuwuzhongxin sqqsqfwzx"),
		("第3小队", "di3xiaodui"),
		("Anna Musterfrau", "annamusterfrau"),
	],
)
def test_a_name_is_found_by_each_of(name, letters):
	words = spoken(name)
	assert [one for one in letters.split() if one not in words] == []


@pytest.mark.parametrize("name", ["", "  ", "·", "🙂", None])
def test_what_has_no_sound_has_no_words(name):
	assert spoken(name) == ""


@pytest.mark.parametrize(
	("text", "letters"),
	[
		("csm", "csm"),
		("Chen Xiao-ming", "chenxiaoming"),
		("Xi'an", "xian"),
		("ＣＳＭ", "csm"),
		("lü yan", "lvyan"),
		("c", None),
		("8001", None),
		("V.00000012", None),
		("陈小", None),
		("c%", None),
		("", None),
		(None, None),
	],
)
def test_what_is_taken_for_a_sound(text, letters):
	assert typed(text) == letters


@given(st.text(max_size=140))
def test_any_name_fits_the_column(name):
	words = spoken(name)
	assert len(words) <= LONGEST
	assert words == "" or (words.startswith(" ") and words.endswith(" ") and "  " not in words)


@given(st.text(alphabet="陈李王张刘单仇曾小明秀英国强建华", min_size=2, max_size=4))
def test_the_initials_of_every_reading_are_among_the_words(name):
	words = spoken(name).split()
	initials = {word for word in words if len(word) == len(name)}
	assert initials
	assert all(typed(word) == word for word in words)
