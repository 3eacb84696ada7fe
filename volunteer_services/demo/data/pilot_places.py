"""Twelve further sites, invented but for their places, and what the story tells of every site."""

# key, name, type, region, operator, manager, address
SITES = (
	("keshan", "克山邻里驿站", "Volunteer Post", "440103010022", "liwan", "site.nanyuan", "演示路11号"),
	(
		"xietong",
		"协同物业志愿服务站",
		"Property Service Station",
		"440103011021",
		"liwan",
		"site.xicun",
		"演示路22号",
	),
	(
		"yanyun",
		"盐运西社区志愿服务站",
		"Village or Residents Committee",
		"440104002021",
		"yuexiu",
		"site.yuexiu",
		"演示路33号",
	),
	(
		"wenhua",
		"江南中街文化站志愿服务点",
		"Public Cultural Facility",
		"440105004021",
		"haizhu",
		"site.yuexiu",
		"演示路44号",
	),
	(
		"chaoyang",
		"朝阳学雷锋志愿服务站",
		"Lei Feng Service Station",
		"440106005021",
		"tianhe",
		"site.shipai",
		"演示路55号",
	),
	(
		"changcheng",
		"长城社区志愿者之家",
		"Volunteers Home",
		"440304001021",
		"futian",
		"site.futian",
		"演示路66号",
	),
	("shilong", "石龙社区志愿V站", "Volunteer Post", "440306019021", "baoan", "site.huangfeng", "演示路77号"),
	(
		"shuitian",
		"水田社区社工站",
		"Social Work Station",
		"440306019022",
		"baoan",
		"site.huangfeng",
		"演示路88号",
	),
	("tiejun", "铁军社区志愿V站", "Volunteer Post", "440604012021", "chancheng", "site.zumiao", "演示路99号"),
	(
		"guiyuan",
		"桂园社区志愿者之家",
		"Volunteers Home",
		"440605011022",
		"nanhai",
		"site.nanhai",
		"演示路101号",
	),
	(
		"yongning",
		"永宁社区志愿服务站",
		"Village or Residents Committee",
		"442000100022",
		"xiaolan",
		"site.zhongshan",
		"演示路102号",
	),
	(
		"minsheng",
		"民生物业志愿服务站",
		"Property Service Station",
		"442000001021",
		"xiaolan",
		"site.zhongshan",
		"演示路103号",
	),
)

BASES = ("nanyuan", "huangfeng", "nanhai_v", "xinshi")

# The sites that were certified under 七个有, with the days (from today) of their assessments.
CERTIFIED = {
	"nanyuan": (-655, -345, -18),
	"huangfeng": (-650, -352),
	"nanhai_v": (-645, -338, -25),
	"xinshi": (-640, -330, -12),
	"xicun": (-300,),
	"jiangnan": (-250,),
	"zumiao": (-410, -60),
	"xiaolan_sw": (-200,),
	"shipai": (-420,),  # lapsed
}
# Those that are demonstration sites need 六个有 as well.
SIX = {"jiangnan": -240, "zumiao": -330, "xiaolan_sw": -190, "shiqi": -300}
# One is measured by the six of 2024 as well.
SIX_OF_2024 = {"jiangnan": -120}

# key, state, codes of the items that are missing, decision
OPEN_ASSESSMENTS = (
	("beijinglu", "Submitted for Review", (), None),
	("keshan", "Draft", ("7-3", "7-5", "7-6", "7-7"), None),
	("shilong", "Draft", ("7-1", "7-2", "7-3", "7-4", "7-5", "7-6", "7-7"), None),
	("xietong", "Submitted for Review", ("7-3", "7-5", "7-7"), None),
	("chaoyang", "Submitted for Review", ("7-4",), None),
	("yuanling", "Needs Rectification", ("7-4",), "管理制度未上墙，请补齐招募、培训、记录、激励制度。"),
	("shiqi", "Needs Rectification", ("7-1", "7-6"), "门头未使用统一标识；服务清单未更新。"),
	("yanyun", "Needs Rectification", ("7-3", "7-5", "7-7"), "尚未组建队伍，无活动记录。"),
	("tiejun", "Needs Rectification", ("7-2", "7-3", "7-5", "7-7"), "办公场所尚未固定。"),
	("wenhua", "Cancelled", ("7-3", "7-5", "7-7"), "评估对象填错，重新评估。"),
)

# key, programme, how far it came; the bases first [S0]
PILOTS = (
	("nanyuan", "bases_last", "Concluded"),
	("huangfeng", "bases_last", "Concluded"),
	("nanhai_v", "bases_last", "Active"),
	("xinshi", "bases_last", "Active"),
	("xicun", "bases_now", "Active"),
	("beijinglu", "bases_now", "Preparing"),
	("shipai", "bases_now", "Candidate"),
	("yuanling", "bases_now", "Designated"),
	("shiqi", "towns_last", "Plaque Revoked"),
	("zumiao", "towns_last", "Concluded"),
	("jiangnan", "towns_now", "Active"),
	("xiaolan_sw", "towns_now", "Designated"),
	("keshan", "towns_now", "Candidate"),
	("xietong", "towns_now", "Preparing"),
	("yanyun", "towns_now", "Withdrawn"),
	("chaoyang", "towns_now", "Candidate"),
	("changcheng", "towns_now", "Preparing"),
)
REASONS = {
	"Withdrawn": "场地租约到期，站点暂缓申报。",
	"Plaque Revoked": "连续两个季度未开展活动，经督导后仍未整改。",
	"Returned": "请补充服务成效的数据和受益人反馈。",
	"Cancelled": "与已采用的案例重复。",
}

CASES = (
	("银龄守望：独居长者每日一呼", "社工与志愿者分片包户，每天上午一通电话，每周两次上门。"),
	("工友夜校：睦邻家园的第一课", "把课堂搬进工业区宿舍，法律、急救、普通话三门课轮流开。"),
	("文化公园里的千灯讲解队", "志愿者每周末为市民讲解千灯湖的历史，儿童讲解员参与其中。"),
	("新市邻里节：一条街的一顿饭", "由居民自带一道菜，认识一位新邻居，孤寡老人坐主位。"),
)
STORIES = (
	("一把理发剪，十年街坊情", "陈师傅", "陈师傅每月第一个周六带着理发剪来到家综，十年没有缺过一次。"),
	("从受助者到助人者", "小林", "刚来工业区时得到工友帮助的小林，如今带着二十名新工友做志愿。"),
	("V站里的笑脸", "何阿姨", "何阿姨退休后在志愿V站值班，记得每一位常客的名字。"),
	("老党员的巡逻路", "梁伯", "梁伯每天傍晚沿着河涌走一圈，顺手扶起倒下的单车，提醒孩子不要下水。"),
)
FINDINGS = (
	("消防通道堆放物资", "7-2", "Major", "已清理通道并拍照存档。"),
	("台账缺少服务对象签名", "7-5", "Minor", "已补签，并统一使用新表格。"),
	("志愿者培训记录不全", "7-4", "Minor", "已补录三次培训签到。"),
	("公示栏星级名单未更新", "7-1", "Minor", "已更换为本季度名单。"),
)
SUMMARIES = (
	"台账完整，队伍稳定，建议总结特色做法。",
	"活动有序，记录及时；个别制度需要上墙。",
	"与导师一起梳理了下半年的服务计划。",
	"线上监测发现补录较多，现场核对后提出整改意见。",
)
