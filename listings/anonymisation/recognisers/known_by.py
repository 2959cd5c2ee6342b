"""What neighbours know somebody by without a name: a nickname, a rare injury, the tree at the door, a son's shop.

Whoever lives there reads a person in it. All of it is doubtful: proposed to the clerk, no reason to refuse anything.
"""

import re
from collections.abc import Iterator

from listings.anonymisation import reasons
from listings.anonymisation.recognisers.found import found
from listings.anonymisation.spans import DOUBTFUL, Hit, HitKind

_HAN = "[\u4e00-\u9fff]"
_TREES = "(?:榆|柳|杨|沙枣|松|杏|枣|槐)树"
_OWN_THINGS = rf"(?:{_TREES}|大树|老树|水井|石磨|碾子|石碾|影壁|石狮子|土墙|凉亭|拴马桩|敖包|水塔|草垛)"
_THAT_ONE = "(?:那|这|一)?(?:棵|口|盘|座|个|对|堵)?(?:百年|老|大|歪脖子|枯|红|白|高){0,3}"
_LANDMARKS = (
    re.compile(  # 王家门口的大榆树
        "(?<=家)(?:门口|门前|门外|院里|院外|院前|房前|房后|屋后|屋前|东边|西边|南边|北边)的?"
        rf"{_THAT_ONE}{_OWN_THINGS}(?:下|旁|边)?"
    ),
    re.compile(
        r"(?:村口|村头|村[东西南北]头?|嘎查门口|路口|井边)的?(?:那|这)?棵?(?:百年|老|大|歪脖子){1,3}"
        rf"{_TREES}(?:下|旁|边)?"
    ),
)
_LOCALLY = (
    "(?:镇上|镇里|村里|村上|社里|队里|旗里|街上|嘎查里?|苏木|全旗|全镇|全村|全嘎查|全苏木|当地|附近|方圆百里|一带)"
)
_ONLY_ONE = re.compile(  # 镇上唯一的兽医, 全旗第一个女司机
    rf"{_LOCALLY}(?:就|的)?(?:唯一|独一无二|仅有|第一|头一|最大|最早|最富|最有钱|最老)"
    rf"(?:的|的?一?(?:个|名|位|家|户|间|处)的?)(?!路|道路|水源|通道|办法|出路|意见|诉求)(?={_HAN})"
)
_ENDS_HERE = r"(?=[，。、；：）)\s]|的|$)"
_SAYS = "代的是为不没未已多其该此他她自对从在和"  # 人称 and what follows is what somebody says, or the grammar's
_KNOWN_AS = rf"(?:(?<![^，。；（(])|(?<=[都被]))人称(?![{_SAYS}])"  # never of 申请人称, 信访人称, 证人称
_CALLED = (
    rf"(?:外号|绰号|诨号|浑号|诨名|小名|乳名|奶名|{_KNOWN_AS}|(?<=村里)人称(?=[“\"「『‘])"
    "|(?:都|人们|大家|乡亲们?|村里人)(?:管|把)?(?:他|她)?叫(?:他|她)?(?:作|做)?)"
)
_NICKNAMES = (
    re.compile(rf"{_CALLED}(?:又?叫(?:作|做)?|是|为|[:：])?[“\"「『‘](?P<name>[^”\"」』’，。]{{1,8}})(?=[”\"」』’])"),
    re.compile(
        "(?:外号|绰号|诨号|浑号|诨名|小名|乳名|奶名)(?:又?叫(?:作|做)?|是|为|[:：])?"
        rf"(?![叫是为的和与，、])(?P<name>{_HAN}{{1,4}}?){_ENDS_HERE}"
    ),
    re.compile(rf"{_KNOWN_AS}(?P<name>{_HAN}{{2,4}}?){_ENDS_HERE}"),
)
_LIMB = "(?:手臂|胳膊|前臂|小臂|臂膀|臂|小腿|大腿|腿|手指|指头|手掌|脚掌|脚趾|脚|手|眼睛|眼|耳朵|耳)"
_NOT_BROKEN = (
    "诊判打砍砸撞压轧摔折中不间果武推切剪掐羊牛马驼羔"  # 诊断, 不断, what is done to another, what befalls a beast
)
_OF_A_THING = "的(?:桌|凳|椅|板凳|羊|牛|马|驼|骆驼|狗)"
_MAIMED = "(?:轧断|砸断|摔断|压断|炸断|绞断|截断|截去|锯掉|截掉|失去)"
_CONDITIONS = (
    re.compile(  # who did it is not left standing without what was done: 把人打断 stays
        rf"(?:(?<![人把将给被])被?{_MAIMED}|被打断|被砍断|(?<![{_NOT_BROKEN}])断)"
        rf"了?(?:[左右双]|半截|[一两](?:只|条|根|个|侧|边)){_LIMB}(?![续骨印]|{_OF_A_THING})"
    ),
    re.compile(rf"(?:缺|少|没)了?(?:[左右]|半截|[一两](?:只|条|根|个|侧|边)){_LIMB}(?![续骨印]|{_OF_A_THING})"),
    re.compile(
        rf"[左右双](?:{_LIMB})(?:完全)?(?:失明|截肢|残缺|萎缩|残废|失聪|瘫痪)|(?:单|双|一只|一)眼(?:失明|瞎了)|双耳失聪"
    ),
    re.compile(rf"(?<![{_NOT_BROKEN}])断(?:臂|腿|指(?![责标示导明出令控派使望定认引向着称正]))|(?<!第)六指(?![标导])"),
    re.compile(
        "独眼|独臂|独腿|豁嘴|豁唇|兔唇|罗锅|驼背|麻脸|跛脚|瘸腿|侏儒|白化病|高位截瘫|半身不遂|植物人(?!工)|毁容"
    ),
    re.compile("瘸子|跛子|哑巴(?!亏|吃)|瞎子|聋哑人?|独眼龙"),
    re.compile("尿毒症|白血病|血友病|渐冻症|麻风病|艾滋病|精神分裂症?|癫痫病?|脑瘫|唐氏综合征|红斑狼疮|三胞胎|四胞胎"),
)
_KIN = (
    "(?:(?:大|二|三|小|亲|堂|表)?(?:弟弟|哥哥|姐姐|妹妹|弟媳|嫂子|姐夫|妹夫|儿子|女儿|女婿|儿媳|侄子|外甥|孙子"
    "|舅舅|叔叔|姑父|姨父|岳父|岳母|父亲|母亲|爸爸|妈妈|妻子|丈夫|老婆|媳妇|爱人|老伴|亲家|连襟)"
    "|(?<=其)(?:父|母|妻|夫|子|女|兄|弟|姐|妹|叔|舅|侄))"
)
# Within what is kept or held stands nothing that is done, nor where to: 开车到饭店, 是找村里的书记.
_DEEDS = (
    "的了着过此找见问求去到往在由被让给和跟向与对替请经打骂告诉报控还解因想怕恨欠把将从说听带陪送帮受劝否不没未无贷"
)
_NOTHING_DONE = f"(?![{_DEEDS}])"
_SHOP = (
    rf"(?:{_NOTHING_DONE}[^\W车会走门手酒席事证撞砸]){{0,4}}"
    "(?:饭馆|餐馆|饭店|小卖部|商店|超市|药店|诊所|修理铺|修理部|理发店|旅店|门市部?|铺子|铺面|砖厂|厂子"
    "|养殖场|幼儿园|茶馆|奶站|加油站|店)(?!手续|证|执照|许可|贷款)"
)
_POST = (
    "(?:村主任|村长|村干部|嘎查达|支部书记|村支书|支书|副?书记|会计|副?镇长|副?乡长|苏木达|副?旗长|副?局长|副?所长|副?校长|副?院长|副?主任"
    "|大?队长|社长|组长|站长|科长|行长|庭长|法官|检察官|民警|警察|公务员|矿长|厂长|人大代表|政协委员)"
)
_FORMERLY = "(?:原任?|前任?|现任|时任|当时的?|现在的?|以前的?)?"
_BODIES = "(?:村|嘎查|镇|乡|苏木|旗|县|市|社|队|局|所|院|校|站|委|矿|公司|银行)"
_OF_A_BODY = rf"(?:(?:{_NOTHING_DONE}{_HAN}){{0,4}}{_BODIES}[里上]?的?)?"
_KINSMEN = (
    re.compile(
        rf"{_KIN}(?P<told>(?:开办|经营|开(?!始|除|工|庭|荒|春|学)|办(?!理|案|完|好))[了着的]?(?:一?[家个间处])?的?{_SHOP})"
    ),
    re.compile(  # 其父是原村主任
        rf"{_KIN}(?:也|以前|原来|现在|当时|过去|曾经|曾)?(?P<told>"
        rf"(?:是|系|为|任|当){_FORMERLY}{_OF_A_BODY}{_POST}(?=[，。；、！？：）)\s]|$)"  # not 是村长打的, 为会计还钱
        rf"|(?:曾任|担任|当过|做过|当上了?){_FORMERLY}{_OF_A_BODY}{_POST}(?!人选|助理|家|指|面|工作|的(?!时候)))"
    ),
)


def known_by(text: str) -> Iterator[Hit]:
    """What tells of somebody, each with its reason; the words around it stay, so that the sentence still reads."""
    for pattern in _LANDMARKS:
        yield from _told(pattern, text, reasons.LANDMARK)
    yield from _told(_ONLY_ONE, text, reasons.ONLY_ONE)
    for pattern in _NICKNAMES:
        yield from _told(pattern, text, reasons.NICKNAME)
    for pattern in _CONDITIONS:
        yield from _told(pattern, text, reasons.RARE_CONDITION)
    for pattern in _KINSMEN:
        yield from _told(pattern, text, reasons.KINSMAN)


def _told(pattern: re.Pattern[str], text: str, why: str) -> Iterator[Hit]:
    group = next(iter(pattern.groupindex), 0)
    for told in pattern.finditer(text):
        yield found(*told.span(group), HitKind.OTHER, why, DOUBTFUL)
