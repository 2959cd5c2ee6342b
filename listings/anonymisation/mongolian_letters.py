"""The parts of Mongolian names as they are written in Latin and in Cyrillic letters, beside their Chinese spelling.

A row: the Chinese spellings of one part, its Latin ones (after the old script, after the Cyrillic one, as people write
them), its Cyrillic ones. Pinyin is known from elsewhere (pinyin.py). Parts name nobody: thousands bear each of them.
"""

from functools import cache

from listings.anonymisation.lexicon import Prefixes
from listings.anonymisation.spelling import plain

_ROWS = """
额尔敦 额尔登 额日敦 额日登 额尔德尼 额日德尼 额尔德 | erdene erdeni erden erdun erdon erdeniy erdenet | эрдэнэ эрдэн
巴雅尔 巴依尔 巴乙尔 白雅尔 巴彦尔 | bayar bayir bayer bair bayara | баяр
巴雅斯古楞 巴雅斯呼楞 | bayasgalan bayasqulang bayasgulang bayaskhalan bayashulang | баясгалан
巴特尔 巴图尔 巴特儿 巴塔尔 | baatar bagatur batar bator bater baghatur batur bataar | баатар батар
巴图 巴特 | bat batu bata | бат
宝音 布音 | buyan boyan buyin buyun boyin boin | буян
宝音图 布音图 | buyant buyantu buyandai boyant boyantu | буянт
其木格 琪木格 齐木格 奇木格 | chimeg chimig cimeg chimge qimuge qimeg chimgee tsimeg | чимэг
其其格 琪琪格 奇奇格 齐齐格 | tsetseg chechek checheg ceceg cecig chichig qiqige tsetsgee setseg chichge | цэцэг
其其格玛 琪琪格玛 | tsetsegmaa cecegma chechegma | цэцэгмаа
乌云 敖云 奥云 欧云 武云 吴云 | oyun oyuun oyon uyun oyuna | оюун
敖登 敖敦 奥登 奥敦 欧登 | od odun odon odn oduntsetseg | од одон
朝鲁 楚鲁 朝洛 朝老 乔鲁 | chuluu chilagu cholo chilu chuluun chulu cholu | чулуу
朝鲁门 朝乐门 朝乐孟 朝勒孟 楚鲁门 | tsolmon colmon cholmon cholmong tsolmong solmon | цолмон
朝格图 朝克图 超克图 | tsogt cogtu chogt chogtu choktu tsogtu | цогт
朝格 朝克 超格 超克 | tsog cog chog chok | цог
阿古拉 | uul agula aghula aula agul | уул
达来 达赖 达赉 | dalai dalay dale | далай
嘎日迪 嘎尔迪 噶尔迪 | garid garudi gardi garuda gardy | гарьд гарди
巴根 巴干 | bagan bagana bagn bagen | багана
吉日嘎拉 吉尔嘎拉 吉雅嘎拉 | jargal jirgal jirghal jirgala zhargal jirigal jargalan | жаргал
吉日嘎朗 吉尔嘎朗 吉日嘎郎 | jargalan jirgalang jirgalan jirghalang | жаргалан
毕力格 毕利格 必力格 必勒格 毕力贡 | bilig bilge bileg biligt biligtu | билэг билиг
毕力格图 必力格图 | biligtu biligt bilegt | билэгт билигт
青格乐 青格勒 青格力 清格勒 青和勒 | tsengel cenggel chinggel qinggel tsengle chengel | цэнгэл
青格乐图 青格勒图 | tsengelt cenggeltu chinggeltu | цэнгэлт
斯仁 策仁 车仁 其仁 才仁 色仁 | tseren ceren cering tsering seren chering | цэрэн
苏和 苏何 素和 | sukh suke suh suhe sukhe suhee | сүх
特木尔 铁木尔 帖木儿 贴木尔 特莫尔 | tumur temur tomor tumor temer tumer tomur tamur temor | төмөр тэмүр
铁木真 特木真 | temujin temuujin temuchin temudjin | тэмүжин
乌力吉 乌里吉 | ulzii olzii oljei ulji olzei uljii ulzi oljeitu | өлзий өлзи
孟克 蒙克 孟和 蒙和 门克 孟恩 | munkh mongke monkh mungke monke munh mongh mungh muunkh | мөнх
敖其尔 奥其尔 敖齐尔 | ochir ocir vachir wachir otsir ochr | очир
那顺 那森 纳顺 纳森 那松 那申 | nasan nasun nasn nasu nason | насан нас
布仁 布林 | buren burin burun buran bürin | бүрэн бүрин
满都拉 满德拉 | mandal mandul mandula mandala | мандал
满都呼 满达呼 | mandakh mandukhu manduhu mandah | мандах
满都海 | mandukhai mandukai manduhai | мандухай
恩克 恩和 恩赫 恒克 | enkh engke enh enkhe enke enghe | энх
阿木古楞 阿木古郎 阿穆古楞 | amgalan amugulang amgulang amogulang | амгалан
德力格尔 | delger delgir deliger | дэлгэр
苏亚拉图 苏雅拉图 | soyolt soyoltu suyalatu soyult | соёлт
苏雅拉 苏亚拉 苏伊拉 苏依拉 | soyol suyala soyola suyal | соёл
照日格图 召日格图 | zorigt jorigtu zorigtu joriktu zorikt | зоригт
照日格 昭日格 召日格 | zorig jorig zorik | зориг
乌日图 | urt urtu | урт
旭日干 | shurgan shuurgan sigurgan | шуурган
萨日娜 萨仁娜 莎日娜 沙日娜 | sarnai saran-a sarana sarnay sarina sarna | сарнай сарана
萨仁 莎仁 沙仁 | saran sarn sarun saren | саран
萨日 萨拉 | sar sara | сар
娜仁 那仁 纳仁 娜日 那日 | naran nara narn narun naren nar | наран нар
格日勒 格日乐 格日来 格日丽 | gerel gerle geril gerl gerlee gerelee | гэрэл
格日勒图 格日乐图 | gerelt gereltu gerlt | гэрэлт
高娃 高华 | goa guwa gowa gua gova goo gaowa | гоо гуа
托娅 图雅 托雅 图娅 陶娅 托亚 图亚 | tuya tuyaa toya tuyagha tuyana | туяа
苏布德 苏布达 苏布道 索布德 索布道 | suvd subud subda subad sobod suwd suvdaa | сувд
哈斯 哈森 哈申 | khas has qas khash hash kas hasi | хас
斯琴 斯庆 斯钦 色钦 彻辰 车臣 | tsetsen setsen sechen chechen secen sechin setsn | цэцэн сэцэн сэчэн
斯琴图 | setsent sechent tsetsent | цэцэнт
乌日娜 | uran urna urana urnaa oron urina | урна уран
塔娜 | tana tanaa | тана
娜布其 那布其 娜布琪 | navch nabchi navchi nabqi nabci navchaa | навч
通拉嘎 通嘎拉嘎 通嘎拉格 | tungalag tunggalag tunglag tongalag tungalaga | тунгалаг
道尔吉 道日吉 多尔济 道尔基 多尔吉 | dorj dorji dorje dorz | дорж
扎布 札布 | jav jab zhav jabu jaab | жав
苏荣 苏仁 苏伦 | suren surong soron surun | сүрэн
桑布 桑宝 | sambuu sambu sambo | самбуу
丹巴 | damba dampa danba | дамба
旺吉乐 旺吉勒 旺吉拉 | vanjil wangjil vangjil wanjil | ванжил
旺楚格 旺楚克 | vanchig wangchug wangchuk vangchig | ванчиг
色登 策登 才登 车登 其登 | tseden ceden seden | цэдэн
呼格吉乐 呼格吉勒 胡格吉勒 | khugjil kogjil hugjil kugjil hogjil khogjil hugjiltu | хөгжил
呼格吉乐图 呼格吉勒图 | khugjilt kogjiltu hugjilt hugjiltu khogjilt | хөгжилт
图门 图们 托门 | tumen tuman tumn | түмэн
那日苏 纳日苏 娜日苏 | nars narasu narsu narsa | нарс
牧仁 木仁 莫仁 | muren moren murun mörön moron muron | мөрөн
阿拉坦 阿拉腾 阿勒坦 阿勒腾 阿拉塔 | altan alta altn alton | алтан алт
阿日斯楞 阿尔斯楞 阿日斯兰 阿斯楞 | arslan arsalan arslang arslng arsulan | арслан
阿木尔 阿穆尔 阿木日 | amar amur amr | амар
布日古德 布日固德 布日格德 布尔古德 | burged burgud burgut burgd | бүргэд
嘎拉 嘎勒 | gal gala | гал
嘎拉僧 嘎拉桑 | galsan galsang | галсан
根登 更登 | genden gendun | гэндэн
格西格 格什格 贺希格 贺喜格 贺什格 克什克 | kheshig keshig heshig hishig kesig khishig heshige | хишиг
哈布尔 哈布日 | khavar khabur habur habar | хавар
罗布桑 洛布桑 劳布僧 罗布生 鲁布桑 | luvsan lubsang lobsang luvsang lovsan lobsan | лувсан
莫日根 墨尔根 莫尔根 | mergen mergn mörgen morgen murgen | мэргэн
诺敏 诺民 | nomin nomun | номин
仁钦 仁庆 仁亲 仁青 仁琴 | rinchen rinchin rinqin renchin rinchn renqin | ринчин ринчен
赛汉 赛罕 赛汗 | saikhan saihan saykhan saihn sayihan | сайхан
赛音 赛因 | sain sayin sayn | сайн
乌恩 乌嫩 乌宁 | unen ünen unun | үнэн
乌恩其 乌嫩齐 乌恩琪 乌宁其 | unench unenchi ünenci unenqi | үнэнч
乌尼尔 乌尼日 | uner ünür unur unir | үнэр
珠拉 朱拉 卓拉 佐拉 珠勒 | zul jula zula jola julaa | зул
甘珠尔 | ganjuur ganjur ganzhur | ганжуур
布赫 布和 布克 | bukh buke bökh bokh buhe bukhe bohe boke | бөх
巴音 巴彦 白音 伯颜 | bayan bayin bayn bayun bayang | баян
乌兰 | ulaan ulan ulagan | улаан
查干 | tsagaan chagan cagan tsagan qagan chaghan | цагаан
呼和 胡和 浩和 库克 | khukh koke huhe huh hokh kuke khokh | хөх
达瓦 | davaa dawa davaga dabaa | даваа
尼玛 | nyam nima nyama | ням
巴达玛 巴德玛 | badam badma badmaa badama | бадам бадма
扎木苏 扎木萨 扎木色 | jamts jamsu jamso jamsa jamtsa | жамц
索德 苏德 | sod sodu | сод
图布新 图布信 图布沁 图布升 | tuvshin tubshin tubsin tuwshin | түвшин
图力古尔 | tulguur tulgagur tulgur tulgor | тулгуур
伊德尔 | ider idr | идэр
云登 云丹 | yondon yundun yonden yontan | ёндон
永荣 | yunrung yongrong | юнрэн
吉雅 吉牙 | zaya jiya jayaga zayaa jaya | заяа
赛吉雅 赛吉拉 | saijah saijirah saizhia | сайжрах
德吉 德吉德 | dejid deji dezhid degjid | дэжид
伊拉勒特 | yalalt ilalta ilalt | ялалт
宝力德 宝勒德 宝力道 宝鲁德 | bold bolod bolad bolud bolot | болд
宝力高 宝力格 宝鲁格 布拉格 | bulag bulga bulaag bolag | булаг
甘 | gan | ган
腾格尔 腾格里 | tenger tengri tengger tengir | тэнгэр
额日德木 额尔德木 | erdem erdmu erdm | эрдэм
额日和 额尔和 | erkh erke erhe erh | эрх
额日和木 额尔和木 | erkhem erkim erhem erhim | эрхэм
满达 满都 | mandu manda mandaa | манда мандуу
乌日汗 乌日罕 | urkhan urahan uran-khan urhan | урхан
乌仁 武仁 吴仁 | uran uren urun | уран
杭盖 | khangai hangai qanggai | хангай
哈达 | khad hada qada khadaa | хад
敖特根 奥特根 敖特更 | otgon odgon otgan otgn | отгон
特古斯 图古斯 | tugs tegus tögs tegs tuguus | төгс
陶克陶 陶格陶 陶克套 陶格套 陶克涛 | togtokh togtoh toktokh toghtaqu togtaho togto | тогтох
桑杰 桑吉 | sanjaa sangjai sanj sangjie sanji | санжаа
色音 | sain sayin sein | сайн
孟根 蒙根 孟格 | mungun monggo mungu monggu mongon munggun | мөнгөн
阿茹娜 阿如娜 阿茹 | ariuna aruna ariun arunaa aruun | ариунаа ариун
高勒 郭勒 | gol gool ghol | гол
塔拉 | tal tala | тал
乌拉 | uula ula | уула
苏力德 苏勒德 苏鲁德 | sulde suld sulede suldee | сүлд
道布 | dov dob dobu | дов
都仁 都楞 | duuren dugureng duren | дүүрэн
诺彦 诺音 | noyon noyan noin | ноён
玛 | maa ma | маа
夫 呼 | khuu ku huu kov hu | хүү
"""


@cache
def parts() -> Prefixes:
    """The Chinese spellings of the parts, in plain characters."""
    return Prefixes(_forms())


def letters_of(part: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The Latin and the Cyrillic spellings of a part (plain Chinese characters); none where it is not known."""
    return _forms().get(part, ((), ()))


@cache
def _forms() -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    found: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {}
    for row in _ROWS.strip().splitlines():
        chinese, latin, cyrillic = (column.split() for column in row.split("|"))
        for spelling in chinese:
            known = found.get(plain(spelling), ((), ()))
            found[plain(spelling)] = (_plain([*known[0], *latin]), _plain([*known[1], *cyrillic]))
    return found


def _plain(spellings: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(plain(spelling) for spelling in spellings))
