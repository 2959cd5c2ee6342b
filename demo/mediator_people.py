"""The thirty mediators of the demonstration: who they are, what they speak and know, and how their vetting ended.

The first three are the cast's. Nobody here is real. `zh` Chinese, `mn` Mongolian.
"""

from dataclasses import dataclass

from demo.cast import MEDIATORS

LAND, WAGES, LOANS, WORKS = "land", "wages", "loans", "contracts"
NEIGHBOURS, FAMILY, INJURY, MINING = "neighbours", "inheritance", "injury", "environment"
VILLAGE, BENEFITS, TAKING, OTHER = "village_affairs", "benefits", "expropriation", "other"


@dataclass(frozen=True)
class MediatorPerson:
    """One mediator; `committee` is a place in the list of the banner's committees, `ends` how the vetting ended."""

    key: str
    display_name: str
    sign_in_name: str
    committee: int
    languages: tuple[str, ...]
    categories: tuple[str, ...]
    experience: str
    ends: str = "approved"
    public_employee: bool = False


_CAST = {key: (key, name, sign_in) for key, name, sign_in in MEDIATORS}
_BOTH = ("zh", "mn")
_ZH = ("zh",)

PEOPLE = (
    MediatorPerson(*_CAST["bateer"], 5, _BOTH, (LAND, NEIGHBOURS, VILLAGE, FAMILY),
                   "放过三十年牧，当过两届嘎查达，草场上的界桩大多认得，调解过的草场纠纷有一百多件。"),
    MediatorPerson(*_CAST["liuzhiyuan"], 6, _ZH, (WAGES, WORKS, LOANS, INJURY),
                   "退休前在建筑公司做预算员，看得懂图纸和结算单，近五年义务帮农民工讨要工钱四十余起。"),
    MediatorPerson(*_CAST["wuyun"], 3, _BOTH, (LAND, FAMILY, NEIGHBOURS, BENEFITS, VILLAGE),
                   "退休小学教师，蒙汉兼通，在昂素一带威望高，擅长家庭和邻里矛盾。"),
    MediatorPerson("zhangyuhe", "张玉和", "zhangyuhe", 0, _ZH, (WORKS, WAGES, LOANS, OTHER),
                   "执业律师转任专职人民调解员，处理合同与工程款纠纷十二年。"),
    MediatorPerson("suhe", "苏和巴特", "suhebate", 5, _BOTH, (LAND, MINING, TAKING),
                   "原草原监理员，熟悉草原承包与补奖政策，会用测量仪器定界。"),
    MediatorPerson("haoxiulan", "郝秀兰", "haoxiulan", 1, _ZH, (NEIGHBOURS, FAMILY, OTHER),
                   "社区党支部书记退休，邻里调解二十年，做过旗里的“金牌调解员”。"),
    MediatorPerson("nashun", "那顺乌日图", "nashun", 4, _BOTH, (LAND, LOANS, VILLAGE, INJURY),
                   "城川一带的养牛大户，常年义务给乡邻说和，懂牲畜行情。"),
    MediatorPerson("wangfuxiang", "王福祥", "wangfuxiang", 2, _ZH, (MINING, TAKING, WORKS, INJURY),
                   "煤矿工会主席退休，处理过工伤和征占地遗留问题六十多件。"),
    MediatorPerson("sarula", "萨如拉", "sarula", 3, _BOTH, (WAGES, BENEFITS, FAMILY, OTHER),
                   "社会工作师，持有心理咨询证书，跟访过多名长期上访群众。"),
    MediatorPerson("malianhe", "马连和", "malianhe", 6, _ZH, (WAGES, BENEFITS, INJURY),
                   "原企业人事科长，熟悉工资、社保和仲裁程序。"),
    MediatorPerson("qiqige", "其其格玛", "qiqigema", 1, _BOTH, (NEIGHBOURS, VILLAGE, LAND),
                   "嘎查妇女主任，十四年基层调解经历。"),
    MediatorPerson("lijianjun", "李建军", "lijianjun", 0, _ZH, (LOANS, WORKS, OTHER),
                   "退伍军人，做过信用社信贷员，算账清楚，说话让人服气。"),
    MediatorPerson("alatan", "阿拉坦仓", "alatancang", 5, _BOTH, (LAND, VILLAGE, TAKING),
                   "原苏木武装部干事，长期从事草牧场“双权一制”落实工作。"),
    MediatorPerson("gaoyufen", "高玉芬", "gaoyufen", 7, _ZH, (OTHER, NEIGHBOURS, WORKS),
                   "消费者协会志愿者，调解消费与物业纠纷三百余件。"),
    MediatorPerson("baoyin", "宝音达来", "baoyindalai", 2, _BOTH, (MINING, LAND, WAGES),
                   "在矿区开过车、当过班长，两头的话都听得懂。"),
    MediatorPerson("zhaoyongsheng", "赵永胜", "zhaoyongsheng", 4, _ZH, (LAND, LOANS, NEIGHBOURS),
                   "农技推广站退休，了解水浇地流转和种植行情。"),
    MediatorPerson("wulan", "乌兰图雅", "wulantuya", 3, _BOTH, (FAMILY, BENEFITS, VILLAGE),
                   "卫生院护士长退休，擅长倾听，家庭和赡养费用纠纷调成率高。"),
    MediatorPerson("hanzhiguo", "韩治国", "hanzhiguo", 6, _ZH, (WAGES, WORKS),
                   "做过二十年包工头，工地上的事一听就明白，后来专门帮人算工账。"),
    MediatorPerson("mengke", "孟克吉雅", "mengkejiya", 5, _BOTH, (LAND, INJURY, VILLAGE),
                   "兽医站站长退休，牲畜越界、误食、疫病引起的纠纷最拿手。"),
    MediatorPerson("chenlihua", "陈丽华", "chenlihua", 7, _ZH, (OTHER, LOANS, FAMILY),
                   "律师事务所主任助理，法律援助案件承办多年。"),
    MediatorPerson("tumen", "图门巴雅尔", "tumen", 0, _BOTH, (LAND, TAKING, WORKS, MINING),
                   "自然资源部门外聘测绘师，能出图定界。"),
    MediatorPerson("guoruiping", "郭瑞萍", "guoruiping", 1, _ZH, (NEIGHBOURS, OTHER, INJURY),
                   "居委会主任，参与调解邻里和人身损害纠纷一百余件。"),
    MediatorPerson("bilige", "毕力格图", "biligetu", 4, _BOTH, (LAND, LOANS, FAMILY),
                   "嘎查会计出身，账目清楚，说话公道。"),
    MediatorPerson("renshouyi", "任守义", "renshouyi", 0, _ZH, (BENEFITS, WAGES, WORKS),
                   "旗直机关在职干部，业余参加调解志愿服务，不领取奖励。", public_employee=True),
    MediatorPerson("bayinna", "巴音娜", "bayinna", 1, _BOTH, (NEIGHBOURS, FAMILY, VILLAGE),
                   "棋盘井社区调解员，常受邀到前旗调解跨旗纠纷。"),
    MediatorPerson("fengtianyou", "冯天佑", "fengtianyou", 0, _ZH, (WAGES, WORKS, LOANS),
                   "公证处退休，办理过大量欠款与工程合同公证。"),
    MediatorPerson("caozhenbang", "曹振邦", "caozhenbang", 2, _ZH, (WORKS, LOANS),
                   "个体运输户，想用自己的人缘帮人把账说清。", ends="applied"),
    MediatorPerson("sude", "苏德毕力格", "sude", 5, _BOTH, (LAND, VILLAGE),
                   "返乡大学生，参加过旗司法局的调解员培训。", ends="endorsed"),
    MediatorPerson("quchangsheng", "屈长胜", "quchangsheng", 6, _ZH, (LOANS, WAGES),
                   "自述从事商务咨询多年。", ends="rejected"),
    MediatorPerson("heyulian", "贺玉莲", "heyulian", 7, _ZH, (OTHER, NEIGHBOURS),
                   "退休售货员，热心社区事务。", ends="resigned"),
)  # fmt: skip
