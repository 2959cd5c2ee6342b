"""The banner as the demonstration knows it: 53 departments, 4 towns, 5 standing task forces, villages, committees.

The units are those any banner has; the villages' names are of the country's kind and stand for no real one.
"""

from demo.cast import OTOG, OTOG_FRONT
from demo.names import words

DEPARTMENTS = words(
    """
    纪委监委机关 旗委办公室 组织部 宣传部 统战部 政法委 社会工作部 机构编制委员会办公室
    直属机关工作委员会 人大常委会办公室 政府办公室 政协办公室 总工会 共青团委员会
    妇女联合会 科学技术协会 残疾人联合会 红十字会 文学艺术界联合会 工商业联合会
    发展和改革委员会 教育体育局 工业和信息化局 科学技术局 民族事务委员会 公安局 民政局
    司法局 财政局 人力资源和社会保障局 自然资源局 生态环境局 住房和城乡建设局 交通运输局
    水利局 农牧局 商务局 文化和旅游局 卫生健康委员会 退役军人事务局 应急管理局 审计局
    市场监督管理局 统计局 医疗保障局 林业和草原局 能源局 信访局 政务服务与数据管理局
    综合行政执法局 税务局 供销合作社联合社 农村牧区经营管理站
    """
)
TASK_FORCES = (
    "草牧场纠纷化解专班", "欠薪与劳动争议专班", "征地拆迁遗留问题专班", "涉企与工程款专班", "重点疑难案件包案专班",
)  # fmt: skip

VILLAGES: dict[str, tuple[str, ...]] = {
    "敖勒召其镇": ("哈日根图嘎查", "伊克柴达木嘎查", "巴音希里嘎查", "乌兰道布嘎查", "查干巴拉嘎查"),
    "上海庙镇": ("特布音希里嘎查", "沙日陶勒盖嘎查", "芒哈音图嘎查", "宝日岱图嘎查"),
    "昂素镇": ("阿日善图嘎查", "巴彦陶来嘎查", "乌兰呼舒图嘎查", "哈日色楞嘎查", "苏米音塔拉嘎查"),
    "城川镇": ("塔拉音高勒嘎查", "珠拉图音嘎查", "伊和淖尔图嘎查", "达楞图如嘎查", "巴彦呼日嘎查"),
}
TOWNS = tuple(VILLAGES)

OTHER_DEPARTMENTS = words(
    """
    信访局 司法局 财政局 农牧局 公安局 民政局 水利局 能源局 总工会 人力资源和社会保障局 住房和城乡建设局
    林业和草原局 市场监督管理局 教育体育局 交通运输局 生态环境局 农村牧区经营管理站
    """
)
OTHER_TASK_FORCES = ("疑难信访案件专班",)
OTHER_VILLAGES: dict[str, tuple[str, ...]] = {
    "乌兰镇": ("察汗敖包图嘎查", "布隆希里嘎查"),
    "棋盘井镇": ("额尔和图音嘎查", "阿日希里图嘎查"),
}

UNITS: dict[str, dict[str, tuple[str, ...]]] = {
    OTOG_FRONT: {"department": DEPARTMENTS, "town": TOWNS, "task_force": TASK_FORCES},
    OTOG: {"department": OTHER_DEPARTMENTS, "town": tuple(OTHER_VILLAGES), "task_force": OTHER_TASK_FORCES},
}
VILLAGES_OF: dict[str, dict[str, tuple[str, ...]]] = {OTOG_FRONT: VILLAGES, OTOG: OTHER_VILLAGES}

COMMITTEES = {
    OTOG_FRONT: (
        "鄂托克前旗联合人民调解委员会",
        "敖勒召其镇人民调解委员会",
        "上海庙镇人民调解委员会",
        "昂素镇人民调解委员会",
        "城川镇人民调解委员会",
        "鄂托克前旗草牧场纠纷人民调解委员会",
        "鄂托克前旗劳动争议人民调解委员会",
        "鄂托克前旗物业与消费纠纷人民调解委员会",
    ),
    OTOG: ("鄂托克旗联合人民调解委员会", "棋盘井镇人民调解委员会"),
}
