"""The catalogue of the demo. The bodies are invented but for three real sponsors of the field's reports
[S4]: 李锦记, 中国人寿, 香江救助基金会; what they give here is invented, too."""

# key, name, kind, region
SPONSORS = (
	("lkk", "李锦记（演示）", "Enterprise", "440100"),
	("life", "中国人寿（演示）", "Enterprise", "440000"),
	("xiangjiang", "香江救助基金会（演示）", "Foundation", "440000"),
	("liangyou", "南粤粮油演示有限公司", "Enterprise", "440100"),
	("shuxiang", "书香羊城演示书店", "Enterprise", "440100"),
	("kangle", "康乐口腔演示门诊部", "Enterprise", "440103"),
	("gongyuan", "城市公园演示管理中心", "Public Institution", "440100"),
	("xiaolan", "小榄街坊互助演示会", "Social Organisation", "442000100"),
	("wangqing", "旺情百货演示商行", "Enterprise", "440605"),
)

# title, group, price, stock, sponsor, lowest star, limit
GOODS = (
	("蚝油一瓶", "Food and Groceries", 15, 60, "lkk", 0, 4),
	("酱油一瓶", "Food and Groceries", 12, 80, "lkk", 0, 4),
	("调味礼盒", "Food and Groceries", 60, 20, "lkk", 1, 1),
	("大米五公斤", "Food and Groceries", 40, 50, "liangyou", 0, 2),
	("大米十公斤", "Food and Groceries", 75, 24, "liangyou", 1, 1),
	("花生油一桶", "Food and Groceries", 70, 30, "liangyou", 0, 1),
	("面条礼包", "Food and Groceries", 18, 45, "liangyou", 0, 0),
	("鸡蛋三十枚", "Food and Groceries", 30, 25, "xiaolan", 0, 2),
	("牛奶一箱", "Food and Groceries", 48, 18, "wangqing", 0, 2),
	("五谷杂粮包", "Food and Groceries", 25, 32, "liangyou", 0, 0),
	("洗衣液", "Daily Goods", 28, 40, "wangqing", 0, 3),
	("毛巾两条", "Daily Goods", 16, 66, "wangqing", 0, 0),
	("保温杯", "Daily Goods", 45, 22, "wangqing", 0, 1),
	("雨伞", "Daily Goods", 32, 38, "xiangjiang", 0, 1),
	("电热水壶", "Daily Goods", 90, 8, "wangqing", 1, 1),
	("电饭煲", "Daily Goods", 220, 4, "wangqing", 2, 1),
	("家用药箱", "Health and Care", 35, 15, "xiangjiang", 0, 1),
	("电子血压计", "Health and Care", 180, 6, "xiangjiang", 1, 1),
	("老花镜", "Health and Care", 30, 20, "kangle", 0, 1),
	("助行手杖", "Health and Care", 65, 9, "xiangjiang", 0, 1),
	("牙具套装", "Health and Care", 14, 70, "kangle", 0, 0),
	("急救包", "Health and Care", 55, 16, "life", 0, 1),
	("儿童绘本三册", "Culture and Education", 42, 26, "shuxiang", 0, 2),
	("岭南文化读本", "Culture and Education", 30, 30, "shuxiang", 0, 1),
	("学生文具套装", "Culture and Education", 22, 55, "shuxiang", 0, 2),
	("书法用品套装", "Culture and Education", 50, 12, "shuxiang", 0, 1),
	("志愿者纪念徽章", "Other", 10, 120, "xiangjiang", 1, 1),
	("志愿者帆布袋", "Other", 20, 90, "xiangjiang", 0, 1),
	("五星级志愿者纪念瓷盘", "Other", 300, 3, "xiangjiang", 5, 1),
	("月饼礼盒（中秋）", "Food and Groceries", 80, 0, "lkk", 0, 1),
)

# title, group, price, number (None: never runs out), sponsor, lowest star, limit
SERVICES = (
	("理发一次", "Household Services", 10, None, "xiaolan", 0, 0),
	("家电清洗一次", "Household Services", 60, 20, "xiaolan", 0, 2),
	("家庭保洁两小时", "Household Services", 80, 15, "xiaolan", 0, 2),
	("管道疏通一次", "Household Services", 50, 10, "xiaolan", 0, 1),
	("小家电维修一次", "Household Services", 20, None, "xiaolan", 0, 0),
	("缝补衣物一次", "Household Services", 8, None, "xiaolan", 0, 0),
	("陪同就医半天", "Health and Care", 40, None, "xiangjiang", 0, 4),
	("康复按摩一次", "Health and Care", 35, 30, "xiangjiang", 0, 3),
	("口腔检查一次", "Health and Care", 30, 40, "kangle", 0, 1),
	("洁牙一次", "Health and Care", 90, 20, "kangle", 1, 1),
	("中医义诊优先号", "Health and Care", 15, 50, "kangle", 0, 2),
	("心理咨询一次", "Health and Care", 60, 12, "xiangjiang", 0, 3),
	("志愿者意外伤害保障一年", "Insurance", 50, 200, "life", 0, 1),
	("家庭财产保障一年", "Insurance", 120, 40, "life", 2, 1),
	("公园年票", "Tickets and Visits", 100, 25, "gongyuan", 1, 1),
	("植物园参观一次", "Tickets and Visits", 20, 100, "gongyuan", 0, 4),
	("亲子自然课一次", "Tickets and Visits", 35, 24, "gongyuan", 0, 2),
	("粤剧专场观演", "Tickets and Visits", 45, 30, "shuxiang", 0, 2),
	("科学馆参观一次", "Tickets and Visits", 25, 60, "gongyuan", 0, 2),
	("书法班四次课", "Culture and Education", 60, 16, "shuxiang", 0, 1),
	("智能手机使用课一次", "Culture and Education", 5, None, "shuxiang", 0, 0),
	("英语角一学期", "Culture and Education", 70, 14, "shuxiang", 0, 1),
	("社区图书馆借阅一年", "Culture and Education", 30, None, "shuxiang", 0, 1),
	("全家福拍摄一次", "Other", 45, 18, "wangqing", 0, 1),
	("法律咨询一次", "Other", 25, None, "xiangjiang", 0, 2),
	("家政培训一期", "Culture and Education", 85, 10, "xiaolan", 0, 1),
	("老人助浴一次", "Health and Care", 55, 12, "xiangjiang", 0, 2),
	("宠物看护一天", "Other", 30, 8, "xiaolan", 0, 2),
	("搬运一次", "Household Services", 40, None, "xiaolan", 0, 1),
	("花艺课一次", "Culture and Education", 30, 15, "gongyuan", 0, 2),
)

COLLECT = {
	"Goods": "工作日 9:00–17:00，凭志愿者证到发放站点领取。",
	"Service": "先申请，审核后由工作人员电话约定时间。",
}
