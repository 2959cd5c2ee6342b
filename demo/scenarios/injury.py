"""Injury and compensation: accidents at work, at play and on the road, and who bears what."""

from demo.scenarios.scenario import PERSON, P, R, Scenario, Side, Term, company

CATEGORY = "injury"

SCENARIOS = (
    Scenario(
        key="helper_fell",
        category=CATEGORY,
        petitioner=PERSON,
        respondent=PERSON,
        unit="{town}",
        titles=("帮工摔伤后的医疗费分担", "帮邻居盖棚摔伤，钱怎么算"),
        story="{year}年{p}帮{r}搭{shed}，从架子上摔下，{injury}，住院治疗花费不少，合作医疗报销后自付及误工共{yuan}元。"
        "{r}当时垫付过一部分，后来认为{p}喝了酒、自己也有责任。",
        demand="请求赔偿医疗、误工和护理费用{yuan}元。",
        snag="没有工钱约定，算帮忙还是雇佣说不清；伤残没有鉴定，双方对后续治疗费用没有底。",
        public="{P}帮{R}搭{shed}时摔伤，{injury}，自付医疗费和误工损失{about}。是帮忙还是雇佣说法不一，对受伤时有无过错也有争议，"
        "从{since}至今没有了结。",
        wish="{P}希望得到赔偿；{R}愿意再承担一部分，一次了断。",
        sessions=(
            "查看病历和票据，列出已报销和自付部分，双方对数字无异议。",
            "了解当天情况，现场没有安全带，也确实中午喝过酒，双方都承认。",
            "围绕责任比例商量，倾向七比三，申请人希望把取钢板的费用算进去。",
        ),
        issue="帮工受伤的责任比例和赔偿数额，包括后续治疗费用。",
        duty="被帮工人承担主要责任，申请人酒后登高承担次要责任。",
        terms=(
            Term(R, "支付赔偿款首期", share=60, days=20),
            Term(R, "支付剩余赔偿款，包含后续治疗费用", share=40, days=120),
            Term(P, "收清后不再就此次受伤主张权利", days=120),
        ),
        amount=(8_000, 86_000),
        picks={"shed": ("暖棚", "草棚", "车库"), "injury": ("腰椎压缩骨折", "右腿骨折", "手腕粉碎性骨折")},
    ),
    Scenario(
        key="dog_bite",
        category=CATEGORY,
        petitioner=PERSON,
        respondent=PERSON,
        unit="公安局",
        titles=("牧羊犬伤人的赔偿争议", "被邻家狗咬伤，赔偿谈不拢"),
        story="{year}年{p}到{r}家附近{errand}，被散放的牧羊犬咬伤，打疫苗、清创、误工共{yuan}元。{r}说狗平时拴着，"
        "是{p}自己翻进了草圈。",
        demand="请求赔偿{yuan}元。",
        snag="没有目击人，派出所出过警，调解时差几百元没谈拢，一气之下都不谈了。",
        public="{P}被{R}的牧羊犬咬伤，花费{about}。双方对狗是否拴着、事发在圈内还是圈外说法不一，从{since}僵持至今。",
        wish="{P}希望赔偿并把狗拴好；{R}愿意付医药费。",
        sessions=(
            "查看出警记录和门诊病历，受伤事实和时间清楚。",
            "向被申请人说明饲养动物的责任，对方愿意付医药费，对误工费有异议。",
            "按实际误工天数折算，双方只差几百元，各让一半。",
        ),
        issue="饲养动物致人损害的责任和误工费。",
        duty="饲养人应承担赔偿责任；申请人擅入草圈有一定过错，减轻部分。",
        terms=(Term(R, "赔偿医疗费和误工费", share=100, days=10), Term(R, "牧羊犬拴养并挂警示牌", days=10)),
        amount=(1_200, 6_800),
        picks={"errand": ("找羊", "收牛粪", "看草场")},
    ),
    Scenario(
        key="work_injury",
        category=CATEGORY,
        petitioner=PERSON,
        respondent=company("煤炭运销"),
        unit="人力资源和社会保障局",
        titles=("装卸工受伤，一次性补偿未兑现", "工伤待遇的差额补偿争议"),
        story="{year}年{p}在{r}的装车点{accident}，公司垫付了医疗费，签过一份一次性补偿协议，只付了第一笔，余下{yuan}元没有兑现。"
        "公司后来说协议是前任经理签的。",
        demand="请求按协议支付余款{yuan}元。",
        snag="公司股东变更，新股东要求重新鉴定，{p}不同意。",
        public="{P}在{R}的装车点受伤，公司签过一次性补偿协议，只付了第一笔，余款{about}没有兑现。股东变更后新股东不认，"
        "从{since}至今。",
        wish="{P}希望按协议拿到余款；公司愿意在核实伤情后支付。",
        sessions=(
            "核对协议和付款凭证，公章真实，第一笔付款备注写明用途。",
            "向新股东说明股东变更不影响公司的义务，对方同意承担，希望分期。",
            "就分期的次数和逾期责任商量，申请人要求两次付清。",
        ),
        issue="补偿协议的效力和余款支付。",
        duty="协议有效，公司应支付余款；股东变更不影响公司承担责任。",
        terms=(Term(R, "支付补偿余款的一半", share=50, days=30), Term(R, "付清余款", share=50, days=90)),
        amount=(20_000, 140_000),
        picks={"accident": ("被滚落的煤块砸伤脚踝", "从车厢坠落伤了肋骨", "被皮带夹伤手指")},
    ),
    Scenario(
        key="school_yard",
        category=CATEGORY,
        petitioner=PERSON,
        respondent=Side(people=0, pattern="鄂托克前旗{word}少儿培训中心有限公司", masked="某培训机构"),
        unit="教育体育局",
        titles=("孩子在培训机构受伤后的赔偿", "课间受伤，保险之外的部分谁承担"),
        story="{p}的孩子{year}年在{r}上{course}课时摔伤，保险赔付后尚有自付医疗费、营养费和家长误工费{yuan}元。机构退了课时费，"
        "认为已经尽到责任。",
        demand="请求赔偿保险以外的损失{yuan}元。",
        snag="监控已被覆盖，当时带课的老师离职，家长情绪激动，几次不欢而散。",
        public="{P}的孩子在{R}上课时受伤，保险赔付后仍有{about}没有着落。监控已被覆盖，带课老师离职，双方对看护是否到位有争议，"
        "从{since}至今没有谈成。",
        wish="{P}希望赔偿并得到一个道歉；机构愿意承担一部分。",
        sessions=(
            "先听家长把委屈说完，机构负责人当面致歉，气氛缓和。",
            "找到离职老师，说明当时一人带十四个孩子，机构承认人手不足。",
            "按票据核算自付部分，误工费按一名家长计算。",
        ),
        issue="培训机构的看护责任和保险以外的损失。",
        duty="机构人手不足，看护不周，承担主要责任。",
        terms=(
            Term(R, "赔偿保险以外的医疗、营养和误工损失", share=100, days=15),
            Term(R, "向孩子和家长书面致歉，并配足带课人员", days=15),
        ),
        amount=(2_400, 19_000),
        picks={"course": ("舞蹈", "篮球", "跆拳道")},
    ),
)
