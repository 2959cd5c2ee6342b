"""Environment and mining: dust, dewatered wells and haul roads across the grassland."""

from demo.scenarios.scenario import PEOPLE, PERSON, R, Scenario, Term, company

CATEGORY = "environment"

SCENARIOS = (
    Scenario(
        key="haul_road_dust",
        category=CATEGORY,
        petitioner=PEOPLE,
        respondent=company("矿业"),
        unit="生态环境局",
        titles=("运煤便道扬尘影响草场和牲畜", "拉煤车过处，草场落了一层灰"),
        story="{r}的运煤便道从{p}、{q}两户草场边经过，{year}年起车流增多，扬尘落在草上，两户称{harm}，多买饲草和看兽医共花费{yuan}元。"
        "公司洒过水，时断时续。",
        demand="请求硬化便道或改线，补偿损失{yuan}元。",
        snag="扬尘与牲畜生病之间的关系没有鉴定，公司只愿按惯例每户给一点慰问。",
        public="{R}的运煤便道扬尘影响两户草场，两户称{harm}，支出{about}。扬尘与牲畜生病的关系没有鉴定，公司洒水时断时续，从{since}反映至今。",
        wish="两户希望硬化或改线并补偿；公司愿意加强洒水、适当补偿。",
        sessions=(
            "在车流高峰到便道边察看，能见度低，草叶覆尘明显，拍照留存。",
            "公司安环部到场，说明硬化预算已报，年内可做最近的一段。",
            "就补偿范围协商，以便道两侧一百米为限，双方基本同意。",
        ),
        issue="扬尘治理措施和对临近草场的补偿范围。",
        duty="公司应采取防尘措施并补偿合理损失；牲畜疾病原因不明，不全部计入。",
        terms=(
            Term(R, "对邻近草场的便道每日至少洒水三次，年内硬化最近一段", days=120),
            Term(R, "补偿两户饲草支出", share=100, days=30),
        ),
        amount=(6_000, 48_000),
        picks={"harm": ("羊咳嗽掉膘", "母羊流产增多", "羊绒品级下降")},
    ),
    Scenario(
        key="dry_well",
        classes="AB",
        category=CATEGORY,
        petitioner=PERSON,
        respondent=company("矿业"),
        unit="水利局",
        titles=("矿井疏干排水后牧民水井见底", "家里的井没水了"),
        story="{p}在{village}的饮水井{year}年起水位下降，后来见底。附近有{r}的矿井疏干排水，{p}认为与此有关，另打深井和拉水共花费{yuan}元。",
        demand="请求承担打井和拉水费用{yuan}元。",
        snag="公司说连年干旱所致，水文资料是公司自己的，{p}不信。",
        public="{P}家的饮水井逐年见底，认为与{R}的矿井排水有关，另打深井、拉水花费{about}。公司认为是干旱所致，从{since}各说各的。",
        wish="{P}希望承担打井费用、保证饮水；公司愿意从帮扶资金里解决。",
        sessions=(
            "走访周边四口井的水位变化，离矿井近的下降快，双方看到数据后不再争论有无关系。",
            "公司提出以共建名义出资接通自来水，申请人更看重稳定供水。",
            "比较打井与接管两种办法的费用，倾向接管，已花的打井钱折半。",
        ),
        issue="水位下降的原因和饮水费用的承担。",
        duty="排水与水位下降有关联的可能性较大，公司承担主要费用。",
        terms=(
            Term(R, "出资为申请人接通集中供水管道，不收入户费", days=120),
            Term(R, "补偿已支出的打井和拉水费用", share=100, days=30),
        ),
        amount=(8_000, 62_000),
    ),
    Scenario(
        key="plastic_waste",
        category=CATEGORY,
        petitioner=PERSON,
        respondent=company("再生资源"),
        unit="生态环境局",
        titles=("废旧滴灌带堆场塑料飞入草场", "牲畜误食塑料，责任怎么认定"),
        story="{r}在{p}草场下风向设废旧滴灌带堆场，{year}年几次大风把碎塑料吹进草场，{p}称{loss}，捡拾用工和死畜损失共{yuan}元。",
        demand="请求清理草场并赔偿{yuan}元。",
        snag="死畜没有解剖，公司认为塑料也可能是别处来的。",
        public="{R}的废旧滴灌带堆场被大风吹散，碎塑料进入{P}的草场，{P}称{loss}，损失{about}。死畜没有解剖，来源有争议，从{since}至今。",
        wish="{P}希望清理并赔偿；公司愿意加围挡、派人清理。",
        sessions=(
            "到草场捡拾取样，碎片与堆场滴灌带规格一致的占多数。",
            "公司同意加高围挡，请人清理一遍，对死畜数有异议。",
            "按防疫台账核对死亡数，取中间数协商。",
        ),
        issue="塑料来源和牲畜损失的认定。",
        duty="堆场未采取防散落措施，应清理并赔偿主要损失。",
        terms=(
            Term(R, "派人清理草场内碎塑料，经申请人察看认可", days=30),
            Term(R, "赔偿牲畜损失和用工费用", share=100, days=30),
            Term(R, "堆场四周加装防风围挡", days=60),
        ),
        amount=(3_000, 26_000),
        picks={"loss": ("三只羊误食死亡", "五只羊羔误食死亡", "一头牛胀肚死亡")},
    ),
)
