"""Invented names: frequent surnames and given names, put together by chance."""

import random

_SURNAMES = (
	"陈李黄张梁林王吴刘罗何郑谢郭曾叶邓周冯蔡潘徐杨杜胡卢余欧谭苏简袁赖朱江彭许唐范钟邱莫龙温麦关区霍招"
)
_MALE = (
	"伟强 志明 国华 建军 俊杰 浩然 子轩 文博 家豪 永康 锦荣 宇航 泽凯 启明 广生 炳坤 德胜 树根 耀辉 少雄 "
	"嘉乐 子聪 思远 天佑 立新 卓贤 润东 健民 柏林 景行 绍基 兆麟 展鹏 振邦 梓洋 铭恩 乐天 启航 敬业 守仁"
).split()
_FEMALE = (
	"秀英 丽华 桂芳 淑贞 惠珍 美玲 晓燕 雅婷 诗琪 梓涵 欣怡 静雯 少芬 玉兰 月娥 婉仪 凤仪 思敏 嘉欣 可盈 "
	"佩珊 敏仪 芷晴 乐瑶 海燕 春梅 雪莹 慧敏 文静 洁贞 翠屏 素心 颖彤 咏诗 若兰 韵诗 巧玲 婷婷 钰莹 语桐"
).split()
STREETS = ("南源演示街", "榕树演示里", "骑楼演示路", "菊城演示大道", "睦邻演示巷", "千灯演示路")


def full_name(rng: random.Random, sex: str | None = None) -> str:
	"""An invented Chinese name."""
	sex = sex or rng.choice(("Male", "Female"))
	return rng.choice(_SURNAMES) + rng.choice(_MALE if sex == "Male" else _FEMALE)


class Names:
	"""Names of which no two are alike."""

	def __init__(self, rng: random.Random) -> None:
		self.rng, self.used = rng, set()

	def new(self, sex: str) -> str:
		"""A name that was not given before."""
		while True:
			name = full_name(self.rng, sex)
			if name not in self.used:
				self.used.add(name)
				return name
