"""The places of the story. Provinces to districts carry their codes of GB/T 2260; codes of streets follow the
statistics bureau's list as far as known; the communities' codes are invented within their street's."""

# code, name, level, parent
REGIONS = (
	("440000", "广东省", "Province", None),
	("440100", "广州市", "City", "440000"),
	("440103", "荔湾区", "District", "440100"),
	("440103010", "南源街道", "Street", "440103"),
	("440103010021", "南源社区", "Community", "440103010"),
	("440103010022", "克山社区", "Community", "440103010"),
	("440103011", "西村街道", "Street", "440103"),
	("440103011021", "协同社区", "Community", "440103011"),
	("440104", "越秀区", "District", "440100"),
	("440104002", "北京街道", "Street", "440104"),
	("440104002021", "盐运西社区", "Community", "440104002"),
	("440105", "海珠区", "District", "440100"),
	("440105004", "江南中街道", "Street", "440105"),
	("440105004021", "青凤社区", "Community", "440105004"),
	("440106", "天河区", "District", "440100"),
	("440106005", "石牌街道", "Street", "440106"),
	("440106005021", "朝阳社区", "Community", "440106005"),
	("440300", "深圳市", "City", "440000"),
	("440304", "福田区", "District", "440300"),
	("440304001", "园岭街道", "Street", "440304"),
	("440304001021", "长城社区", "Community", "440304001"),
	("440306", "宝安区", "District", "440300"),
	("440306019", "石岩街道", "Street", "440306"),
	("440306019021", "石龙社区", "Community", "440306019"),
	("440306019022", "水田社区", "Community", "440306019"),
	("440600", "佛山市", "City", "440000"),
	("440604", "禅城区", "District", "440600"),
	("440604012", "祖庙街道", "Street", "440604"),
	("440604012021", "铁军社区", "Community", "440604012"),
	("440605", "南海区", "District", "440600"),
	("440605011", "桂城街道", "Street", "440605"),
	("440605011021", "南新社区", "Community", "440605011"),
	("440605011022", "桂园社区", "Community", "440605011"),
	("442000", "中山市", "City", "440000"),
	("442000001", "石岐街道", "Street", "442000"),
	("442000001021", "民生社区", "Community", "442000001"),
	("442000100", "小榄镇", "Street", "442000"),
	("442000100021", "新市社区", "Community", "442000100"),
	("442000100022", "永宁社区", "Community", "442000100"),
)
# Latitude and longitude in degrees, as any map shows them: the public page sorts by the nearest.
CENTRES = {
	"440100": (23.129, 113.264),
	"440103": (23.126, 113.244),
	"440104": (23.129, 113.267),
	"440105": (23.083, 113.317),
	"440106": (23.125, 113.361),
	"440300": (22.543, 114.058),
	"440304": (22.523, 114.055),
	"440306": (22.555, 113.884),
	"440600": (23.021, 113.121),
	"440604": (23.009, 113.123),
	"440605": (23.028, 113.143),
}
OPENING_HOURS = ("周一至周五 9:00–12:00、14:00–17:30", "周二至周日 9:00–18:00", "每天 8:30–20:00")

# key, name, kind, region; all invented
UNITS = (
	("liwan", "广州市荔湾区同心里社会工作服务中心", "Social Service Organisation", "440103"),
	("liwan_old", "广州市荔湾区榕荫社会工作服务社", "Social Service Organisation", "440103"),
	("yuexiu", "广州市越秀区骑楼志愿者协会", "Social Group", "440104"),
	("haizhu", "广州市海珠区珠水长青公益服务中心", "Social Service Organisation", "440105"),
	("tianhe", "广州市天河区石牌邻家社会工作服务中心", "Social Service Organisation", "440106"),
	("baoan", "深圳市宝安区石岩同行社会工作服务中心", "Social Service Organisation", "440306"),
	("futian", "深圳市福田区园岭义务工作者联合会", "Social Group", "440304"),
	("nanhai", "佛山市南海区千灯志愿服务联合会", "Social Group", "440605"),
	("chancheng", "佛山市禅城区祖庙文化志愿服务队联合会", "Social Group", "440604"),
	("xiaolan", "中山市小榄镇菊城社会工作服务中心", "Social Service Organisation", "442000100"),
	("xinshi", "中山市小榄镇新市社区居民委员会(演示)", "Village or Residents Committee", "442000100"),
)

# key, name, type, region, operator, address; the first four are the bases of 2018 [S0]
SITES = (
	(
		"nanyuan",
		"广州市荔湾区南源街家庭综合服务中心",
		"Social Work Station",
		"440103010021",
		"liwan",
		"南源街演示路1号",
	),
	("huangfeng", "黄峰岭工业区“睦邻家园”", "Base", "440306019021", "baoan", "石岩街道黄峰岭工业区"),
	(
		"nanhai_v",
		"佛山市南海文化公园志愿V站",
		"Volunteer Post",
		"440605011021",
		"nanhai",
		"桂城街道南海文化公园",
	),
	(
		"xinshi",
		"中山市小榄镇新市社区邻里守望服务站",
		"Village or Residents Committee",
		"442000100021",
		"xinshi",
		"小榄镇新市演示路8号",
	),
	(
		"xicun",
		"西村街学雷锋志愿服务站",
		"Lei Feng Service Station",
		"440103011021",
		"liwan",
		"西村街演示路3号",
	),
	("beijinglu", "北京街志愿者之家", "Volunteers Home", "440104002021", "yuexiu", "北京街演示路15号"),
	(
		"jiangnan",
		"青凤物业志愿服务站",
		"Property Service Station",
		"440105004021",
		"haizhu",
		"江南中街演示路6号",
	),
	("shipai", "石牌街社工站", "Social Work Station", "440106005021", "tianhe", "石牌街演示路20号"),
	(
		"yuanling",
		"园岭学雷锋志愿服务站",
		"Lei Feng Service Station",
		"440304001021",
		"futian",
		"园岭街道演示路9号",
	),
	(
		"zumiao",
		"祖庙文化馆志愿服务点",
		"Public Cultural Facility",
		"440604012021",
		"chancheng",
		"祖庙街道演示路2号",
	),
	("xiaolan_sw", "小榄镇社工站", "Social Work Station", "442000100022", "xiaolan", "小榄镇演示路12号"),
	("shiqi", "石岐民生社区志愿V站", "Volunteer Post", "442000001021", "xiaolan", "石岐街道演示路5号"),
)
SERVED_TOO = {"nanyuan": "440103010022", "huangfeng": "440306019022", "nanhai_v": "440605011022"}

# key, name, level, region, parent
UPPER_TEAMS = (
	("gz", "广州市邻里守望志愿服务总队", "总队", "440100", None),
	("sz", "深圳市邻里守望志愿服务总队", "总队", "440300", None),
	("fs", "佛山市邻里守望志愿服务总队", "总队", "440600", None),
	("zs", "中山市邻里守望志愿服务总队", "总队", "442000", None),
	("lw", "荔湾区志愿服务分队", "分队", "440103", "gz"),
	("yx", "越秀区志愿服务分队", "分队", "440104", "gz"),
	("hz", "海珠区志愿服务分队", "分队", "440105", "gz"),
	("th", "天河区志愿服务分队", "分队", "440106", "gz"),
	("ba", "宝安区志愿服务分队", "分队", "440306", "sz"),
	("nh", "南海区志愿服务分队", "分队", "440605", "fs"),
	("ny", "南源街志愿服务大队", "大队", "440103010", "lw"),
	("sy", "石岩街道志愿服务大队", "大队", "440306019", "ba"),
	("gc", "桂城街道志愿服务大队", "大队", "440605011", "nh"),
	("xl", "小榄镇志愿服务大队", "大队", "442000100", "zs"),
)

# key, name, region, parent, site, sector
SMALL_TEAMS = (
	("yinling", "南源银龄守望小队", "440103010021", "ny", "nanyuan", "Elder Care"),
	("humiao", "克山护苗小队", "440103010022", "ny", "nanyuan", "Child and Youth Care"),
	("xicun", "西村学雷锋小队", "440103011021", "lw", "xicun", "Convenience Service"),
	("qilou", "北京街文明引导小队", "440104002021", "yx", "beijinglu", "Culture and Arts"),
	("qingfeng", "青凤业主互助小队", "440105004021", "hz", "jiangnan", "Environment"),
	("shipai", "石牌法律服务小队", "440106005021", "th", "shipai", "Legal Service"),
	("mulin", "睦邻家园工友互助小队", "440306019021", "sy", "huangfeng", "Other"),
	("shuitian", "水田应急小队", "440306019022", "sy", "huangfeng", "Emergency Response"),
	("yuanling", "园岭助残小队", "440304001021", "sz", "yuanling", "Disability Support"),
	("qiandeng", "千灯湖文化小队", "440605011021", "gc", "nanhai_v", "Culture and Arts"),
	("guiyuan", "桂园健康小队", "440605011022", "gc", "nanhai_v", "Health"),
	("zumiao", "祖庙讲解小队", "440604012021", "fs", "zumiao", "Culture and Arts"),
	("xinshi", "新市邻里守望小队", "442000100021", "xl", "xinshi", "Elder Care"),
	("yongning", "永宁亲子小队", "442000100022", "xl", "xiaolan_sw", "Child and Youth Care"),
	("minsheng", "民生社区矫正帮扶小队", "442000001021", "zs", "shiqi", "Community Correction"),
)

# Teams on their way: name, state, region, parent, reason
OTHER_TEAMS = (
	("长城社区便民小队", "Draft", "440304001021", "sz", None),
	("协同社区平安小队", "Pending Review", "440103011021", "lw", None),
	("铁军社区健步小队", "Returned", "440604012021", "fs", "请补充队伍负责人和服务计划。"),
	("朝阳推销小队", "Rejected", "440106005021", "th", "以推销为目的，不属于志愿服务。"),
	("南新护河小队", "Dissolved", "440605011021", "gc", "并入千灯湖文化小队。"),
)
