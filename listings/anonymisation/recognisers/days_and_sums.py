"""Exact days and exact amounts: a neighbour knows by them whose case it is."""

import re
from collections.abc import Iterator

from listings.anonymisation import reasons
from listings.anonymisation.recognisers.found import found
from listings.anonymisation.spans import DOUBTFUL, Hit, HitKind
from listings.anonymisation.spelling import half_width

_DIGIT = "〇零○O0o一二三四五六七八九"
_CHINESE_NUMBER = f"{_DIGIT}十"
_YEAR = (
    rf"(?:(?:19|20)[0-9]{{2}}|[0-9]{{2}}|[一二][九〇零○O0o][{_DIGIT}]{{2}}"
    rf"|[{_DIGIT}]{{2}})\s{{0,2}}年\s{{0,2}}的?(?:\s?[(（]?(?:农历|阴历|旧历|夏历|古历|公历|阳历|新历)[)）]?)?\s?"
)
_MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|元|正|[一二三四五六七八九])\s{0,2}月(?:份)?\s{0,2}的?"
_DAY = r"(?:3[01]|[12][0-9]|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|廿[一二三四五六七八九]?|[一二三四五六七八九])"
_ALSO = (
    r"(?:\s?(?:[日号]\s?)?(?:[、,，和与及]|(?:起|开始|始|之后)?(?:至|到)了?"
    rf"|[—–\-~～]{{1,2}})\s?(?:{_MONTH})?{_DAY}(?=\s{{0,2}}[日号]"
    rf"|\s?[、,，和与及至到起—–\-~～]\s?{_DAY}\s?[日号])){{0,6}}"
)
_WRITTEN_DAY = re.compile(
    rf"(?<![0-9{_CHINESE_NUMBER}])(?:{_YEAR}|(?:19|20)[0-9]{{2}}\s?[.\-/]\s?)?(?:闰)?(?:{_MONTH}|(?<=年)(?:1[0-2]|0?[1-9])[.\-/])(?:第)?{_DAY}{_ALSO}\s{{0,2}}(?:[日号]|(?<=月[0-9])(?![0-9个.%])|(?<=月[0-9][0-9])(?![0-9个.%]))"
)
_FIGURED_DAY = re.compile(
    r"(?<![0-9])(?<![0-9][0-9]\.)(?P<year>(?:19|20)[0-9]{2})\s?(?P<mark>[.\-/。·—–、 _])\s?(?P<month>1[0-2]"
    r"|0?[1-9])\s?(?P=mark)\s?"
    r"(?P<day>3[01]|[12][0-9]|0?[1-9])[日号]?(?![0-9])(?![.\-/][0-9]{1,3}(?![0-9]))"
)
_YEARLESS_DAY = re.compile(
    r"(?<![0-9.\-/:])(?:[0-9]{2}(?P<mark>[./\-])(?:1[0-2]|0?[1-9])(?P=mark)(?:3[01]|[12][0-9]|0?[1-9])|(?:1[0-2]|0?[1-9])[./](?:3[01]|[12][0-9]|0?[1-9]))[日号](?!楼)"
)
_SHORT_DAY = re.compile(
    rf"(?<![0-9.])(?:[0-9]{{2}}\.(?:1[0-2]|0?[1-9])\.(?:3[01]|[12][0-9]|0?[1-9])|[一二][九〇零○O0o][{_DIGIT}]{{2}}[.·。/\-](?:十[一二]?|[一二三四五六七八九])[.·。/\-](?:[二三]?十[一二三四五六七八九]?|[一二三四五六七八九]))(?![0-9]|\.[0-9])"
)
_PACKED_DAY = re.compile(
    r"(?<![0-9A-Za-z.\-])(?P<year>19[3-9][0-9]|20[0-4][0-9])(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12][0-9]|3[01])(?![0-9A-Za-z])(?!\s?(?:元|号))"
)
_LUNAR_COUNT = r"(?:初[一二三四五六七八九十]|[一二三]?十[一二三四五六七八九]?|廿[一二三四五六七八九]?|卅|[0-9]{1,2})"
_LUNAR_DAY = re.compile(
    rf"(?:{_YEAR})?(?:(?:农历|阴历|旧历|夏历|老历|古历)\s?(?:[一二〇零○0-9]{{2,4}}年\s?)?(?:正|腊|冬|闰?[一二三四五六七八九十]{{1,2}}|[0-9]{{1,2}})月|[正腊冬]月)(?:里)?的?{_LUNAR_COUNT}(?:[日号])?(?:那天)?"
    rf"|(?:{_YEAR})?闰?(?:十[一二]?|[一二三四五六七八九])月(?:初[一二三四五六七八九十]|廿[一二三四五六七八九]?|(?:二?十[一二三四五六七八九]|二十|三十)(?![日号个天年元万多余几亩人头只公斤吨车]))"
)
# Days that are told by the month or the feast: a text on what is to come may name them, so they are doubtful.
_TOLD_BY_MONTH = re.compile(
    rf"(?<![0-9{_CHINESE_NUMBER}月]){_DAY}\s?[日号](?=上午|下午|晚上|早上|早晨|凌晨|中午|当天|那天|当日|当晚|夜里|清晨|傍晚)"
    rf"|(?:上个?月|本月|当月|这个月|下个?月|次月|同月|该月)(?:的)?\s?{_DAY}\s?[日号](?!楼)"
    rf"|(?:{_YEAR})?(?:大年三十|大年初[一二三四五六七八九十]|(?<=年)(?:除夕|国庆(?:节)?|元旦|五一)|除夕(?=当|那|夜|晚|前一)|(?:端午|中秋|元宵|重阳|国庆|元旦|小年)(?:节)?(?=当天|那天|当日|当晚))"
)

# 3/2门诊, 3/19结账: a month and a day before what was done then; a fraction has another word around it.
_MONTH_AND_DAY = re.compile(
    r"(?:^|(?<=[，,。；;、：:\s(（]))(?:1[0-2]|[1-9])/(?:3[01]|[12][0-9]|[1-9])(?=[\u4e00-\u9fff])(?![以的多左强弱股份之])"
)

_FIGURES = r"(?:[0-9]{1,3}(?:[, '][0-9]{3}){1,4}|[0-9]{1,12})(?:\.[0-9]{1,6})?"
_CHINESE_SUM = "一二两三四五六七八九十百千万亿点零〇壹贰叁肆伍陆柒捌玖拾佰仟萬億圆半廿卅"
_YUAN = (
    r"(?:美元|欧元|港元|港币|元(?!旦|宝|素|月(?![息利租薪工费供付还]))|圆|块钱|块(?!(?:儿)?地(?![租价])|儿|石"
    r"|草[场地原皮]|木[头板]|砖|田|牌|头|状|玉|碑|表|布|肉|煤|区|屏))"
)
_SMALL = (
    rf"(?:\s?(?:[0-9]{{1,2}}|[{_CHINESE_SUM}])\s?[角毛](?:\s?(?:[0-9]|[{_CHINESE_SUM}])\s?分)?"
    r"|(?!一[直次并同共起般律些边定])[0-9一二两三四五六七八九](?![0-9个年月日号人亩只头户张次])|整|零[0-9一二三四五六七八九][角分])"
)
_PARTS = r"(?:\s?[余多来几]?\s?(?:百亿|十亿|亿|千万|百万|十万|万|千|百|十|仟|佰|拾|[wWkK](?![A-Za-z0-9]))\s?[余多来]?)"
_SUM_IN_FIGURES = re.compile(
    rf"(?<![0-9])(?<![0-9][.,])(?:人民币|RMB|CNY|[¥￥])?\s?(?:{_FIGURES}{_PARTS}?[零〇]?){{1,5}}\s?[余多来]?\s?(?:{_YUAN}{_SMALL}?|人民币)"
)
_SUM_WITH_SIGN = re.compile(
    rf"(?:[¥￥]|RMB|CNY|人民币)(?:\(?(?:小写|大写)\)?)?\s?[::¥￥]?\s?{_FIGURES}\s?(?:亿|万|千|[wWkK](?![A-Za-z]))?(?:元)?(?:整)?"
)
_NOT_COUNTED = (
    r"(?![0-9亩头吨户平册次字斤棵株米多元余匹名件箱套台辆份之瓦块峰升粒片根捆袋股桶张幅间座栋层羽尾亿步言岁卡伏兆像票词一二三四五六七八九]|人(?![民家])|只(?![还给有剩付是能])|公(?![司证])"
    r"|里(?!面)|方(?![才面])|立方|口(?!头)|家(?![里庭属])|条(?!件)|度(?!过)|分(?![期两三次成多批])|千瓦|支(?![付出票取])|双(?!方)|年(?![息底初前利]))"
)
_SUM_OF_TEN_THOUSANDS = re.compile(
    rf"(?<![0-9A-Za-z])(?<![0-9][.,])[0-9]{{1,6}}(?:\.[0-9]{{1,6}})?\s?[余多]?(?:(?:万|亿)(?:[0-9]{{1,4}}[千百]?|[一二三四五六七八九][千百]?)?|[wW](?![灯功率的瓦]))(?![A-Za-z]){_NOT_COUNTED}"
)
_SUM_IN_CHINESE = re.compile(
    rf"(?<![{_CHINESE_SUM}数几第])(?:人民币)?[一二两三四五六七八九十壹贰叁肆伍陆柒捌玖拾半廿卅][{_CHINESE_SUM}]{{0,20}}[多余来]?\s?{_YUAN}(?:整|{_SMALL})?"
)
_SUM_IN_CAPITALS = re.compile(r"[壹贰叁肆伍陆柒捌玖拾][壹贰叁肆伍陆柒捌玖拾佰仟万亿零萬億]{1,20}(?:[元圆]?整?)")
_SPOKEN_SUM = re.compile(
    rf"(?<![{_CHINESE_SUM}数几第])(?:[一二两三四五六七八九十][一二两三四五六七八九十百千]{{0,9}}万[零〇一二两三四五六七八九十百千]{{0,9}}|[一二两三四五六七八九][百千][零〇一二两三四五六七八九十百]{{0,6}})(?![十百千万亿零]){_NOT_COUNTED}"
    rf"|(?<![0-9.])(?<![0-9][,，])[0-9]{{1,5}}(?:\.[0-9]{{1,2}})?\s?(?:千|百)(?![十百千万亿零]){_NOT_COUNTED}"
    rf"|(?<![0-9.])(?<![0-9][,，]){_FIGURES}(?=\s?(?:[（(]\s?(?:大写|人民币)?[::]?[壹贰叁肆伍陆柒捌玖拾]|整(?!个|体|理|改|天|年|夜)))"
    rf"|(?<![0-9.])(?<![0-9][,，])[0-9]{{2,6}}(?:\.[0-9]{{1,2}})?(?=\s?(?:/|每|一)\s?(?:天|月|亩|年|吨|斤|公斤|个月|平米|平方|方|个人|个工|车|米|头|只|户))"
)
_SMALL_SUM = re.compile(
    rf"(?<![0-9{_CHINESE_SUM}数几])(?:[0-9]{{1,3}}(?:\.[0-9])?|[{_CHINESE_SUM}]{{1,3}})\s?(?:角(?!度|落|色|钢|铁|形|球|膜|质|地|债|场|区|架|关系|恋|洲|湾|井)|毛钱|毛(?![病巾衣线驴皮竹笔利病主席泽孩草乌绒织发]|[\u4e00-\u9fff]?某))(?:[0-9一二三四五六七八九](?:分|厘)?)?"
)
_BARE_SUM = re.compile(
    r"(?:[一1两]亩|(?:少|多|差|剩)了|每(?:亩|吨|斤|公斤|天|月|年|人|只|头|户|株|棵|平米|平方米|立方米|方|车|袋|捆|张)|每[一二三四]?[个]?月|合计|共计|总计"
    r"|[费款金钱价额资息账欠付给交收要还借赔偿领转汇打花罚扣挣卖缴])(?:了|为|是|共|计|约|达|到|走|出|他|我|她)?[::\s]{0,2}"
    r"(?P<sum>(?:[0-9]{1,3}(?:,[0-9]{3}){1,3}|[0-9]{2,7})(?:\.[0-9]{1,2})?)(?![0-9]|[.,][0-9]|，[0-9]{3}(?![0-9/]))"
    r"(?![:\-/年月日号个人次亩只头吨户平公斤棵株米方立匹口家名件箱套台辆条份度分%％万千百亿元块角毛wWkK])"
)
_SUM_OF_SOMETHING = re.compile(
    rf"(?<![0-9.,])(?P<sum>{_FIGURES})(?=多?的?(?:工钱|工资|货款|欠款|借款|押金|定金|租金|利息|本金|现金|赔偿|补偿|彩礼|医药费|运费|药费|料款|草料款|羊款|牛款|钱(?!包)))"
)
# 她说是4,000: figures in groups of three, and 门诊326.5: figures with a fraction, where nothing is counted by them.
_GROUPED = re.compile(
    rf"(?<![0-9.,])(?P<sum>[0-9]{{1,3}}(?:,[0-9]{{3}}){{1,4}}(?:\.[0-9]{{1,2}})?)(?![0-9]|[,.][0-9])\s?{_NOT_COUNTED}"
)
_WITH_A_FRACTION = re.compile(
    r"(?<=[\u4e00-\u9fff])(?<![积长宽高深为约计占是达到第图表款条率离距])(?<![经纬]度)(?<!东经)(?<!北纬)(?P<sum>[0-9]{2,6}\.[0-9]{1,2})(?=[，。；、,;\s)）]|$)"
)
# 他说3w5, 押金2k; and 垫了3000。 where a sign follows and no word before it says that something else is counted.
_SPOKEN_THOUSANDS = re.compile(
    r"(?<![A-Za-z0-9.])(?P<sum>[0-9]{1,4}(?:\.[0-9]{1,2})?[kKwW](?:[0-9]{1,4})?)(?![A-Za-z0-9灯功率])"
)
_BEFORE_A_SIGN = re.compile(
    r"(?<=[\u4e00-\u9fff])(?<![第号年月日条款项楼室栋巷路街编码话机约满近超按占为积长宽高深均有至到数字座区线段式例期第证卡牌级岁])"
    r"(?P<sum>[0-9]{3,6})(?=[，。；;）),](?![0-9])|、(?![0-9一二三四五六七八九])|$)"
)
_WIDE_THOUSANDS = re.compile("(?<=[０-９])，(?=[０-９]{3})|(?<=[0-9])，(?=[0-9]{3}(?:[.]?[0-9]{0,2})\\s?[元块万])")
_TOO_PLAIN = frozenset({"一元", "二元", "一块", "两块", "二块", "三块", "四块", "五块", "几块", "半块", "十分", "一圆"})


def days_and_sums(text: str) -> Iterator[Hit]:
    """Days that are told to the day, amounts that are told to the yuan or the ten thousand."""
    plain = half_width(_WIDE_THOUSANDS.sub(",", text))
    for pattern in (_WRITTEN_DAY, _FIGURED_DAY, _YEARLESS_DAY, _PACKED_DAY, _LUNAR_DAY):
        for match in pattern.finditer(plain):
            yield found(*match.span(), HitKind.DATE, reasons.EXACT_DATE)
    for pattern in (_SHORT_DAY, _TOLD_BY_MONTH, _MONTH_AND_DAY):
        for match in pattern.finditer(plain):
            yield found(*match.span(), HitKind.DATE, reasons.EXACT_DATE, DOUBTFUL)
    for pattern in (
        _SUM_IN_FIGURES,
        _SUM_WITH_SIGN,
        _SUM_OF_TEN_THOUSANDS,
        _SUM_IN_CHINESE,
        _SUM_IN_CAPITALS,
        _SMALL_SUM,
    ):
        for match in pattern.finditer(plain):
            if match.group() not in _TOO_PLAIN:
                yield found(*match.span(), HitKind.AMOUNT, reasons.EXACT_AMOUNT)
    for spoken in _SPOKEN_SUM.finditer(plain):
        yield found(*spoken.span(), HitKind.AMOUNT, reasons.EXACT_AMOUNT, DOUBTFUL)
    for pattern in (_BARE_SUM, _SUM_OF_SOMETHING, _GROUPED, _WITH_A_FRACTION, _SPOKEN_THOUSANDS, _BEFORE_A_SIGN):
        for bare in pattern.finditer(plain):
            if len(bare["sum"]) > 2:
                yield found(*bare.span("sum"), HitKind.AMOUNT, reasons.EXACT_AMOUNT, DOUBTFUL)
