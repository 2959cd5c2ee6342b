"""Family property: who pays for the old, and how what a family earned together is divided.

Personal status and title as such are not mediated here; these are disputes about sums and duties.
"""

from demo.scenarios.scenario import PERSON, P, R, Scenario, Term

CATEGORY = "inheritance"

SCENARIOS = (
    Scenario(
        key="parents_care",
        classes="AB",
        category=CATEGORY,
        petitioner=PERSON,
        respondent=PERSON,
        unit="民政局",
        titles=("兄弟之间赡养费用分担的争议", "老人的护理费谁来出"),
        story="{p}与{r}是兄弟姐妹，母亲{year}年{illness}后由{p}照料，住院和护理费用大部分由{p}垫付，共{yuan}元。"
        "{r}认为母亲的草补和养老金在{p}手里，应当先用这笔钱。",
        demand="请求分担垫付费用{yuan}元，今后每月按约定给付。",
        snag="长辈主持过一次家庭会，没有写下来，过后各执一词，弟兄之间不说话。",
        public="兄弟姐妹之间因老人护理费用的分担起了争议，{P}垫付{about}，{R}认为应先用老人自己的收入。家里开过会但没有书面结果，"
        "从{since}起互不来往，老人为此伤心。",
        wish="{P}希望费用分担、今后有章可循；{R}愿意尽义务，但要账目公开。",
        sessions=(
            "请申请人把几年的收支列成表，老人的收入和支出一笔笔摆出来，被申请人看后情绪缓和。",
            "单独听取老人的意愿，老人希望轮流照料，不愿为钱伤和气。",
            "商定今后费用由三个子女均摊，账目每季度在家庭群里公开。",
        ),
        issue="以往护理费用的分担和今后的照料安排。",
        duty="子女对父母都有赡养义务，以往费用扣除老人收入后均摊。",
        terms=(
            Term(R, "支付以往护理费用中应分担的部分", share=100, days=30),
            Term(R, "自下月起每月按约定给付护理费用并参与轮流照料", days=30),
            Term(P, "每季度公开老人收支账目", days=90),
        ),
        amount=(4_000, 36_000),
        picks={"illness": ("脑梗", "股骨骨折", "心脏手术")},
    ),
    Scenario(
        key="family_herd",
        classes="AB",
        category=CATEGORY,
        petitioner=PERSON,
        respondent=PERSON,
        unit="{town}",
        titles=("分家时畜群与欠款怎么分", "弟兄分户，羊群和贷款没有分清"),
        story="{p}与{r}弟兄二人原本一起经营，{year}年分户时羊群按只数对半分了，共同贷款和{asset}没有写清。此后贷款由{p}一人还清，"
        "{p}认为{r}应承担一半，计{yuan}元。",
        demand="请求对方承担共同贷款的一半{yuan}元。",
        snag="分户时请过长辈见证，只写了羊的数目；两家的婆姨为此吵过，亲戚不愿再掺和。",
        public="弟兄二人分户时羊群分清了，共同贷款和{asset}没有写清，贷款由{P}一人还清，{R}应承担多少说法不一，涉及{about}，从{since}至今。",
        wish="{P}希望对方承担一半；{R}认为{asset}归了对方，应当折抵。",
        sessions=(
            "梳理分户前后的贷款还款记录，确认还款总额和时间。",
            "给{asset}估了个价，双方都认可，作为折抵的基础。",
            "长辈到场见证，劝双方各退一步，气氛比前两次好。",
        ),
        issue="共同贷款的分担和共用资产的折抵。",
        duty="共同经营期间的贷款应共同承担，归一方使用的资产折价抵扣。",
        terms=(Term(R, "支付折抵后的差额", share=100, days=60), Term(P, "收款后双方就分户再无争议", days=60)),
        amount=(8_000, 64_000),
        picks={"asset": ("一台拖拉机", "一套滴灌设备", "一辆皮卡车")},
    ),
    Scenario(
        key="family_pasture_income",
        classes="AB",
        category=CATEGORY,
        petitioner=PERSON,
        respondent=PERSON,
        unit="农牧局",
        titles=("家庭承包草场流转收入怎么分", "出嫁女儿的那一份草场收入"),
        story="{p}出嫁后户口仍在{village}，家庭承包草场由兄长{r}整片流转，{year}年起每年收租。{p}认为应有自己一份，几年合计{yuan}元，"
        "{r}说家里供{p}上学、办事的钱早超过这个数。",
        demand="请求给付应得的流转收入{yuan}元，今后按份支付。",
        snag="承包证上登记的是家庭，份额没有写明；父母年迈不愿表态。",
        public="{P}认为家庭承包草场的流转收入应有自己一份，历年合计{about}，由{R}收取未分。双方是至亲，家里的支出也各有说法，从{since}至今没有谈开。",
        wish="{P}希望得到应有的一份；{R}愿意从今后开始分。",
        sessions=(
            "说明家庭成员对承包收益各有份额，双方第一次坐下来听对方说完。",
            "核算流转收入和共同支出，扣除草场维护费用后确定可分数额。",
            "商量以往部分打折、今后按份的办法，双方愿意签字。",
        ),
        issue="家庭成员对流转收入的份额。",
        duty="家庭承包收益由家庭成员共同享有；以往共同支出适当扣除。",
        terms=(
            Term(R, "给付以往流转收入中应分的部分", share=100, days=60),
            Term(R, "自本年度起于收到租金后十五日内按份给付", days=365),
        ),
        amount=(6_000, 30_000),
    ),
)
