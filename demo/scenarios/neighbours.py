"""Neighbours: walls, water, yards and noise."""

from demo.scenarios.scenario import PERSON, P, R, Scenario, Side, Term, company

CATEGORY = "neighbours"

SCENARIOS = (
    Scenario(
        key="yard_passage",
        classes="AB",
        category=CATEGORY,
        petitioner=PERSON,
        respondent=PERSON,
        unit="{town}",
        titles=("院墙外的通道被占，邻里多年不和", "一条走了多年的路被堵上"),
        story="{p}与{r}在{village}前后院相邻，{p}家出入一直走{r}院墙西侧的通道。{year}年{r}扩院墙，把通道收窄到不足{width}米，"
        "拉草车过不去，{p}绕路并修了一段便道，花费{yuan}元。",
        demand="请求恢复通道宽度，补偿修便道的费用{yuan}元。",
        snag="通道没有登记，老人都说从来就有，{r}说墙根是自家宅基地，双方还因停车动过手。",
        public="前后院两户为一条走了多年的通道争执。{R}扩院墙后通道变窄，{P}的草车过不去，自修便道花费{about}。通道没有登记，"
        "老人都说一直就有，从{since}起两家还因停车有过冲突。",
        wish="{P}希望恢复通道；{R}愿意让一部分，但不愿拆新墙。",
        sessions=(
            "现场量通道最窄处，试开一辆三轮车，确实难以通过。",
            "与被申请人谈相邻通行的规定，建议把墙角切一个斜面，不必整段拆除。",
            "双方认可斜面方案，由谁出工还在商量。",
        ),
        issue="相邻通行的宽度和院墙调整费用。",
        duty="相邻一方应为另一方通行提供必要便利，院墙转角应予调整，费用双方分担。",
        terms=(
            Term(R, "将院墙转角改为斜面，通道最窄处不少于两米八", days=45),
            Term(P, "承担改墙的人工费用", days=45),
            Term(R, "补偿申请人修便道的部分费用", share=100, days=30),
        ),
        amount=(1_000, 9_000),
        picks={"width": ("两", "一米八，即不足两")},
    ),
    Scenario(
        key="roof_water",
        classes="AB",
        category=CATEGORY,
        petitioner=PERSON,
        respondent=PERSON,
        unit="{town}",
        titles=("滴水檐排水冲坏邻家墙基", "邻家雨水灌进院子"),
        story="{year}年{r}翻建{building}，屋面坡向{p}一侧，雨水直冲{p}家墙基，两个雨季下来墙皮脱落、库房返潮，"
        "存放的{goods}受潮，维修和损失共{yuan}元。",
        demand="请求改排水方向，赔偿损失{yuan}元。",
        snag="{r}认为墙基年久，与雨水无关，说是{p}借机要钱。",
        public="{R}翻建房屋后雨水冲向{P}的墙基，墙皮脱落、库房返潮，损失{about}。一方认为是排水所致，一方认为墙基年久，"
        "从{since}争到现在。",
        wish="{P}希望改排水、赔损失；{R}愿意加装水槽。",
        sessions=(
            "雨后到现场察看，水线清楚，墙基受潮高度与滴水点一致。",
            "被申请人同意加装水槽和落水管，对赔偿数额认为偏高。",
            "请泥瓦工估价，修墙约需原主张的六成，双方无异议。",
        ),
        issue="排水改造和墙体损失的数额。",
        duty="新建屋面排水影响邻居，应改造并赔偿；墙基年久，损失酌减。",
        terms=(
            Term(R, "加装水槽和落水管，把雨水引向街道一侧", days=20),
            Term(R, "赔偿维修和货物受潮损失", share=100, days=20),
        ),
        amount=(1_500, 12_000),
        picks={"building": ("西房", "凉房", "车库"), "goods": ("饲料", "化肥", "五金货")},
    ),
    Scenario(
        key="barn_smell",
        category=CATEGORY,
        petitioner=PERSON,
        respondent=PERSON,
        unit="{town}",
        titles=("居民点内养殖异味扰邻", "棚圈离窗户太近"),
        story="{r}在{village}居民点内建圈养{animals}，最近处离{p}家窗户不到{metres}米，夏天异味、蚊蝇严重。{year}年起{p}多次反映，"
        "双方为此争吵，{p}装了封闭窗和纱房，花费{yuan}元。",
        demand="请求搬离或改造棚圈，补偿支出{yuan}元。",
        snag="居民点没有划定养殖范围，{r}说家家都养，单搬自家不公平。",
        public="{R}在居民点内养{animals}，离{P}家窗户很近，夏天异味严重，{P}为防异味支出{about}。居民点没有划定养殖范围，"
        "从{since}反映至今。",
        wish="{P}希望搬圈或改造；{R}愿意改造，不愿搬。",
        sessions=(
            "在下风向停留半小时，异味明显，建议先解决粪便堆放位置。",
            "了解嘎查养殖小区还有空位，费用不高，被申请人担心看管不便。",
            "提出粪便日清、夏季迁到小区、冬季可留少量的折中办法，双方愿意试行一个月。",
        ),
        issue="居民点内养殖的数量、位置和清粪办法。",
        duty="养殖不得妨碍邻居正常生活，被申请人应改造；申请人应容忍必要的限度。",
        terms=(
            Term(R, "夏季将大部分牲畜迁到养殖小区，院内留养不超过约定数量", days=60),
            Term(R, "粪便日产日清，不在靠窗一侧堆放", days=10),
            Term(R, "补偿申请人部分支出", share=100, days=30),
        ),
        amount=(1_200, 8_600),
        picks={"animals": ("育肥羊", "奶牛", "鸡"), "metres": ("八", "十", "十二")},
    ),
    Scenario(
        key="upstairs_leak",
        classes="AB",
        category=CATEGORY,
        petitioner=PERSON,
        respondent=PERSON,
        unit="住房和城乡建设局",
        titles=("楼上漏水，楼下装修受损", "一处漏点，多次没有修好"),
        story="{p}与{r}同住旗里一栋楼的楼上楼下。{year}年{r}家{spot}漏水，{p}家顶棚、衣柜泡坏，修过两次仍漏，损失{yuan}元。"
        "物业换了三家，没有人牵头。",
        demand="请求彻底修好并赔偿损失{yuan}元。",
        snag="{r}说是公共管道的问题，物业说是户内防水，谁都不肯先砸地砖。",
        public="楼上{R}家{spot}漏水，楼下{P}家装修受损，修过两次仍漏，损失{about}。一方说是公共管道，一方说是户内防水，"
        "从{since}至今没有修好。",
        wish="{P}希望修好并赔偿；{R}愿意配合查漏，但要分清责任。",
        sessions=(
            "约物业和一位水暖师傅共同做闭水试验，漏点在户内地漏周边，公共立管完好。",
            "被申请人接受结果，提出自己找人修，担心赔偿没有边。",
            "核对损失清单，衣柜按折旧计算，双方认可。",
        ),
        issue="漏水责任和装修损失数额。",
        duty="漏点在户内，由被申请人修复并赔偿；申请人部分物品按折旧计。",
        terms=(
            Term(R, "重做户内防水并经闭水试验合格", days=30),
            Term(R, "赔偿装修和家具损失", share=100, days=30),
        ),
        amount=(2_000, 16_000),
        picks={"spot": ("卫生间", "厨房", "阳台地漏")},
    ),
    Scenario(
        key="chess_room",
        category=CATEGORY,
        petitioner=Side(people=2),
        respondent=company("物业服务"),
        unit="住房和城乡建设局",
        titles=("小区楼下噪声与物业收费之争", "住户拒交物业费，背后是夜里的噪声"),
        story="{p}、{q}住在{r}管理的小区，楼下{noise}，{year}年起多次投诉没有解决，两户以此拒交物业费，公司停了门禁卡，"
        "两户另付维修和门锁费用{yuan}元。",
        demand="请求解决噪声、恢复门禁，退还多付的费用{yuan}元。",
        snag="物业说没有执法权，社区劝过几次，噪声时有时无。",
        public="两户居民因楼下{noise}长期受扰，以拒交物业费表达不满，{R}停了门禁卡，双方对立，涉及{about}，从{since}延续至今。",
        wish="居民希望解决噪声、恢复门禁；物业希望收回欠费。",
        sessions=(
            "夜间到现场听了两次，噪声主要在晚十点以后，来源明确。",
            "与经营者谈缩短时间、加隔音，愿意配合；物业承认停门禁卡不妥。",
            "两户同意补交物业费，物业减免噪声期间的一部分。",
        ),
        issue="噪声治理、门禁恢复和物业费减免。",
        duty="物业应履行协调管理义务，不得以停卡催费；住户应交费，噪声期间酌减。",
        terms=(
            Term(R, "恢复门禁卡，退还多付的门锁费用", share=100, days=10),
            Term(R, "督促经营者加装隔音并在晚十点后停业", days=30),
            Term(P, "补交物业费，噪声期间按约定减免", days=30),
        ),
        amount=(800, 5_200),
        picks={"noise": ("棋牌室夜间营业", "烧烤店排风机轰鸣", "健身房放音乐")},
    ),
)
