"""Village affairs: shares of collective income, hired machines, promises made in the open."""

from demo.scenarios.scenario import PEOPLE, PERSON, VILLAGE, P, R, Scenario, Side, Term

CATEGORY = "village_affairs"

SCENARIOS = (
    Scenario(
        key="collective_share",
        classes="AB",
        category=CATEGORY,
        petitioner=PERSON,
        respondent=VILLAGE,
        unit="农村牧区经营管理站",
        titles=("集体收益分配少分一户引发的争议", "户口在、分红不在"),
        story="{year}年{village}用集体{asset}的收入给社员分红，{p}一家因{reason}没有列入，此后几年都没分到，合计{yuan}元。"
        "{p}认为户口一直在嘎查，应当有份。",
        demand="请求补发分红{yuan}元，列入今后分配名单。",
        snag="成员资格由社员大会表决，会上多数人没表态，嘎查说等上级文件。",
        public="嘎查用集体{asset}收入分红，{P}一家因{reason}未列入名单，历年合计{about}。成员资格经会议表决没有结果，从{since}反映至今。",
        wish="{P}希望补发并列入名单；嘎查愿意重新召开会议。",
        sessions=(
            "查阅户籍和承包合同，{reason}期间户口未迁出，承包关系仍在。",
            "参加社员代表会，说明法律上的成员标准，多数代表表示可以补。",
            "就补发年限协商，嘎查账上余款有限，倾向补近三年。",
        ),
        issue="成员资格的认定和以往分红的补发年限。",
        duty="申请人具备成员资格，应列入分配；以往部分根据集体账面情况补发。",
        terms=(
            Term(R, "经社员代表会议决议，补发近三年分红", share=100, days=60),
            Term(R, "自下一年度起列入分配名单并公示", days=120),
        ),
        amount=(2_000, 22_000),
        picks={"asset": ("机动草场", "光伏租金", "砂石场"), "reason": ("外出务工", "孩子在外上学", "参军后返乡")},
    ),
    Scenario(
        key="village_labour",
        category=CATEGORY,
        petitioner=PEOPLE,
        respondent=VILLAGE,
        unit="{town}",
        titles=("给嘎查干的活，工钱一直挂账", "嘎查欠两户的机械和人工费"),
        story="{year}年{village}修{work}，雇{p}、{q}两户的机械和人工，写了欠条。嘎查账由镇里代管以后，这笔挂账没有入账，"
        "至今欠{yuan}元。",
        demand="请求支付欠款{yuan}元。",
        snag="经手人已去世，欠条没有公章，代管中心要求补会议决议。",
        public="嘎查修{work}时雇了两户的机械和人工，写了欠条没有盖章，账务代管后没有入账，欠{about}，从{since}至今没有支付。",
        wish="两户希望拿到工钱；嘎查愿意补手续。",
        sessions=(
            "走访当年一起干活的五个人，工作量一致，欠条笔迹经家属辨认属实。",
            "与镇代管中心会商补账的手续，需要村民代表会议决议和公示。",
            "嘎查定下会议日期，两户同意等到公示结束。",
        ),
        issue="挂账欠款的真实性和补账手续。",
        duty="用工事实清楚，嘎查应补办手续并支付。",
        terms=(
            Term(R, "召开村民代表会议形成决议并公示七日", days=30),
            Term(R, "公示无异议后支付欠款", share=100, days=60),
        ),
        amount=(3_000, 34_000),
        picks={"work": ("牧道", "蓄水池", "文化室", "牲畜药浴池")},
    ),
    Scenario(
        key="photovoltaic_lease",
        classes="AB",
        category=CATEGORY,
        petitioner=PEOPLE,
        respondent=Side(people=0, pattern="鄂托克前旗{word}新能源有限公司", masked="某新能源公司"),
        unit="能源局",
        titles=("光伏占地租金调价条款之争", "光伏板下还能不能放羊"),
        story="{year}年{r}租用{p}、{q}等户草场建光伏，合同写明每五年调价、板下可以放牧。到期后公司没有调价，又以防火为由不让羊进场，"
        "两户算下来少收{yuan}元。",
        demand="请求按合同调价补付{yuan}元，恢复板下放牧。",
        snag="合同里的调价参照“市场价”，没有写明谁来定；公司换了运维单位，推来推去。",
        public="{R}租用几户草场建光伏，合同约定定期调价、板下可放牧，到期后没有调价又不让放牧，涉及{about}。调价标准写得不清，从{since}至今。",
        wish="两户希望调价补付、恢复放牧；公司愿意谈价格，担心放牧安全。",
        sessions=(
            "通读合同，调价条款有效但缺少计算办法，建议参照旗里公布的草场流转指导价。",
            "运维单位说明防火顾虑，提出限定季节和头数。",
            "按指导价试算，双方差距不大，同意取整。",
        ),
        issue="租金调价标准和板下放牧的条件。",
        duty="公司应按约定调价；放牧应遵守安全条件。",
        terms=(
            Term(R, "补付调价差额", share=100, days=45),
            Term(R, "每年牧草返青后至霜降前开放板下放牧，按约定头数", days=60),
            Term(P, "放牧时不带火种，看护好电缆和支架", days=60),
        ),
        amount=(6_000, 72_000),
    ),
    Scenario(
        key="activity_room_rent",
        classes="AB",
        category=CATEGORY,
        petitioner=PERSON,
        respondent=VILLAGE,
        unit="{town}",
        titles=("承包嘎查门面的合同提前终止", "嘎查门面收回，货架和租金怎么退"),
        story="{year}年{p}承包{village}的便民门面，合同五年，交了两年租金并置办货架。第二年嘎查改建党群服务中心收回门面，"
        "剩余租金和货架损失{yuan}元没有说法。",
        demand="请求退还剩余租金、补偿货架损失，共{yuan}元。",
        snag="嘎查答应给另一处门面，一直没有落实。",
        public="{P}承包嘎查门面不久，门面被改作他用，剩余租金和货架损失{about}没有退补，答应的另一处门面也没有落实，从{since}至今。",
        wish="{P}希望退租金或落实另一处门面；嘎查愿意协商。",
        sessions=(
            "核对收据，剩余租金数额清楚；货架仍有一部分可用。",
            "察看另一处门面，位置稍偏，申请人愿意考虑但要免一年租金。",
            "两种办法都谈到了底，申请人选择退钱。",
        ),
        issue="提前终止承包的退租和损失补偿。",
        duty="嘎查提前收回，应退还剩余租金并补偿合理损失。",
        terms=(Term(R, "退还剩余租金并补偿货架损失", share=100, days=30), Term(P, "收款后交还门面钥匙", days=30)),
        amount=(2_400, 18_000),
    ),
)
