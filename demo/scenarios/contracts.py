"""Contracts and works: houses built badly, machines hired, goods delivered and not paid for."""

from demo.scenarios.scenario import PERSON, P, R, Scenario, Side, Term, company

CATEGORY = "contracts"

SCENARIOS = (
    Scenario(
        key="subcontract_payment",
        classes="AB",
        category=CATEGORY,
        petitioner=PERSON,
        respondent=company("建筑工程"),
        unit="住房和城乡建设局",
        titles=("零星工程款久拖不结", "分包的小工程，尾款多年未付"),
        story="{year}年{p}承揽{r}{project}的{work}，双方签了一页纸协议，完工后经现场负责人签字确认，工程款尾款{yuan}元一直未付。"
        "公司先说等审计，后说等甲方拨款。",
        demand="请求支付工程尾款{yuan}元。",
        snag="现场负责人离职，公司对签字的工程量提出异议，几次对账都没有结果。",
        public="{P}承揽{R}的{work}，完工并经现场负责人签字，尾款{about}一直没有付清。公司先以审计、后以甲方未拨款为由拖延，"
        "现场负责人已离职，从{since}对账至今。",
        wish="{P}希望结清尾款，可以让一点；公司愿意重新核量后分期支付。",
        sessions=(
            "到现场复核工程量，请双方各派一人共同丈量，结果比签字数少百分之四。",
            "公司预算员到场，对单价无异议，对两项变更签证不认。申请人提供了微信记录，一项得到认可。",
            "商定以复核工程量为准，未认可的一项各让一半。",
        ),
        issue="工程量的认定和尾款支付期限。",
        duty="公司应按复核工程量支付尾款，甲方是否拨款不影响对申请人的付款义务。",
        terms=(
            Term(R, "支付工程尾款首期", share=50, days=30),
            Term(R, "支付剩余尾款；逾期按日支付违约金", share=50, days=120),
            Term(P, "收到首期款后提供相应票据", days=40),
        ),
        amount=(16_000, 260_000),
        picks={
            "project": ("物流园区", "污水管网", "乡村道路", "文化广场"),
            "work": ("路缘石铺设", "围墙砌筑", "土方回填", "钢结构雨棚"),
        },
    ),
    Scenario(
        key="house_quality",
        category=CATEGORY,
        petitioner=PERSON,
        respondent=PERSON,
        unit="住房和城乡建设局",
        titles=("自建房墙体开裂，工钱与返工起争执", "农房建好不久就裂缝，责任怎么分"),
        story="{year}年{p}把{village}的新房包给{r}修建，包工不包料。入住一年后{fault}，{p}扣下尾款，{r}多次上门要钱，"
        "{p}认为返工要花{yuan}元。",
        demand="请求由对方承担返工费用{yuan}元，尾款从中抵扣。",
        snag="一方说地基没夯实，一方说材料是房主自己买的，没有做过鉴定，费用双方都不愿先垫。",
        public="{P}把自建房包给{R}修建，入住后{fault}，扣下尾款，返工费用估计{about}。双方对是施工还是材料的原因说法不一，"
        "没有做过鉴定，从{since}争到现在。",
        wish="{P}希望对方承担返工费；{R}希望结清尾款，愿意出人修补。",
        sessions=(
            "请一位有经验的瓦工师傅共同察看，裂缝主要因回填土沉降引起，与砌筑砂浆也有关。",
            "分头谈责任比例，双方都认为自己占小头，先把修补办法定下来。",
            "商定修补范围，施工方出人工，房主出材料，只剩尾款数额。",
        ),
        issue="墙体开裂的原因、返工费用的分担和尾款结算。",
        duty="施工未按要求处理回填土，承担主要责任；房主自购材料把关不严，承担次要责任。",
        terms=(
            Term(R, "出人工修补裂缝部位，修好后保修一年", days=60),
            Term(R, "承担返工费用的主要部分，从尾款中抵扣后支付差额", share=100, days=60),
            Term(P, "提供修补所需材料", days=30),
        ),
        amount=(6_000, 45_000),
        picks={"fault": ("墙体多处开裂", "屋面漏雨", "地面下沉")},
    ),
    Scenario(
        key="machine_hire",
        classes="AB",
        category=CATEGORY,
        petitioner=PERSON,
        respondent=company("市政工程"),
        unit="交通运输局",
        titles=("机械租赁费拖欠多年", "铲车台班费没有结清"),
        story="{year}年{p}的{machine}租给{r}用于{project}，按台班计费，共干了{shifts}个台班，台班签证在手，"
        "公司只付过一次，尚欠{yuan}元。",
        demand="请求付清租赁费{yuan}元。",
        snag="公司换了项目经理，新经理要求提供原始派工单，原件已交公司。",
        public="{P}的{machine}租给{R}使用，台班签证在手，租赁费尚欠{about}。公司换了项目经理，要原始派工单，"
        "原件早已交给公司，从{since}拖到现在。",
        wish="{P}希望付清租赁费；公司愿意按签证核对后支付。",
        sessions=(
            "公司翻出当年的油料领用单，与台班签证日期吻合，工作量得到确认。",
            "就单价有争议的夜班部分协商，按白班上浮两成计算。",
            "公司提出用两个月时间走付款流程，申请人同意但要求写明日期。",
        ),
        issue="台班数量、夜班单价和付款时间。",
        duty="签证真实，公司应当付款；夜班单价没有约定，双方按行情确定。",
        terms=(Term(R, "支付全部租赁费", share=100, days=60), Term(P, "开具相应发票", days=50)),
        amount=(9_000, 130_000),
        picks={
            "machine": ("铲车", "挖掘机", "自卸车"),
            "shifts": ("38", "52", "77"),
            "project": ("管网开挖", "道路清雪与平整", "料场装卸"),
        },
    ),
    Scenario(
        key="greenhouse",
        category=CATEGORY,
        petitioner=PERSON,
        respondent=company("农业设施"),
        unit="农牧局",
        titles=("温室大棚塌损，建设方与种植户各执一词", "大棚被雪压塌，定金与赔偿之争"),
        story="{year}年{p}向{r}订建{sheds}座温室，付了大部分款。第一年冬天一场大雪压塌一座，{p}认为骨架间距比图纸大，"
        "{r}说是没有及时清雪。重建和秧苗损失共{yuan}元。",
        demand="请求赔偿重建和秧苗损失{yuan}元。",
        snag="当年没有留存骨架样品，清雪记录也没有，保险只赔了棚膜。",
        public="{P}向{R}订建温室，头一年就被大雪压塌一座，损失{about}。一方认为骨架偷工，一方认为没有及时清雪，证据都不全，"
        "从{since}争执至今。",
        wish="{P}希望赔偿损失；{R}愿意按成本价重建，不愿赔秧苗。",
        sessions=(
            "测量未塌的几座温室，骨架间距比图纸平均大八厘米，施工方承认存在偏差。",
            "查气象记录，当日降雪量接近设计荷载，清雪不及时也是原因之一。",
            "双方同意以重建代替赔偿，秧苗损失折半。",
        ),
        issue="温室塌损的原因和重建费用的分担。",
        duty="施工偏差是主要原因，清雪不及时是次要原因，按七比三分担。",
        terms=(
            Term(R, "按图纸重建塌损的一座温室，人工和骨架由其承担", days=90),
            Term(R, "赔偿部分秧苗损失", share=100, days=30),
            Term(P, "承担棚膜费用，今后降雪时及时清雪", days=90),
        ),
        amount=(7_000, 52_000),
        picks={"sheds": ("两", "三", "四")},
    ),
    Scenario(
        key="shop_lease",
        category=CATEGORY,
        petitioner=PERSON,
        respondent=PERSON,
        unit="市场监督管理局",
        titles=("商铺退租时装修与押金之争", "铺面转租，三方的账算不清"),
        story="{year}年{p}租下{r}在旗里的铺面开{shop}，装修花了不少，第二年{r}要收回自用，押金不退，装修说不管。{p}搬走时损失{yuan}元。",
        demand="请求退还押金并补偿装修损失，共{yuan}元。",
        snag="合同写的是三年，但有一条“房东自用可提前收回”，两边各抓一句。",
        public="{P}租{R}的铺面开{shop}，装修不久房东提前收回，押金和装修补偿没有说清，涉及{about}。合同条款前后不一致，"
        "从{since}至今没有谈拢。",
        wish="{P}希望退押金、补装修；{R}同意退押金，对装修有异议。",
        sessions=(
            "通读合同，提前收回条款没有约定补偿，双方对此都认可是合同的漏洞。",
            "按剩余租期折算装修残值，约为原价的六成，申请人提供了票据。",
            "双方只差三千元，约定各自回去考虑两天。",
        ),
        issue="提前收回铺面的补偿和押金退还。",
        duty="提前收回责任在出租方，押金应退，装修按残值补偿一部分。",
        terms=(Term(R, "退还押金并补偿装修残值", share=100, days=30),),
        amount=(6_000, 58_000),
        picks={"shop": ("蒙餐馆", "五金店", "童装店", "理发店")},
    ),
    Scenario(
        key="sheep_purchase",
        category=CATEGORY,
        petitioner=PERSON,
        respondent=Side(people=0, pattern="鄂托克前旗{word}牧业发展有限公司", masked="某牧业公司"),
        unit="农牧局",
        titles=("订单养殖收购价与约定不符", "订好的保底价没有兑现"),
        story="{year}年{r}与{p}签订单养殖协议，约定出栏时以每斤{price}元保底收购。出栏时行情下跌，公司以膘情不达标为由压价，"
        "{p}只好低价卖给贩子，差价{yuan}元。",
        demand="请求补足差价{yuan}元。",
        snag="膘情没有第三方评定，公司说验收单是真的，{p}说验收时自己不在场。",
        public="{R}与养殖户{P}约定保底价收购，出栏时以膘情为由压价，差价{about}。验收没有第三方在场，从{since}争到现在。",
        wish="{P}希望补差价；公司愿意适当补偿并继续合作。",
        sessions=(
            "查看验收单，时间与出栏日期相差两天，公司承认验收程序不完整。",
            "了解同一批签约的其他养殖户，多数按保底价九成结算。",
            "以九成为基础协商，公司另外提出优先供应种羊作为补偿。",
        ),
        issue="保底价条款的履行和差价的承担。",
        duty="公司验收不规范，应按约定价的九成补足；申请人未提出复检，让出一成。",
        terms=(
            Term(R, "补足收购差价", share=100, days=30),
            Term(R, "下一年度优先供应两只种公羊，价格按成本计", days=180),
        ),
        amount=(5_000, 48_000),
        picks={"price": ("13", "14.5", "16")},
    ),
)
