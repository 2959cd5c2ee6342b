"""Private loans and debts between neighbours, relatives and small traders."""

from demo.scenarios.scenario import PERSON, P, R, Scenario, Term, cooperative

CATEGORY = "loans"

SCENARIOS = (
    Scenario(
        key="feed_on_credit",
        classes="AB",
        category=CATEGORY,
        petitioner=PERSON,
        respondent=PERSON,
        unit="农牧局",
        titles=("赊欠饲料款多年未还", "饲料门市的一本旧账"),
        story="{p}在{town}开饲料门市，{year}年起{r}多次赊购{goods}，记在流水本上，每次按手印。除中间还过一次，至今尚欠{yuan}元。"
        "{r}说有几笔是别人拿的货，也记在了自己名下。",
        demand="请求还清欠款{yuan}元。",
        snag="流水本字迹潦草，有几笔没有手印，双方在集市上争吵过，此后不再往来。",
        public="{P}向{R}赊销{goods}，历年下来尚欠{about}。{R}认为有几笔不是自己拿的货，流水本上确有几笔没有手印，"
        "从{since}起谁也说服不了谁。",
        wish="{P}希望收回货款；{R}愿意还自己认可的部分。",
        sessions=(
            "把流水本逐笔誊清，有手印的十九笔双方确认，没有手印的四笔单独列出。",
            "找到当年送货的司机，回忆其中两笔确实送到被申请人家。",
            "双方同意四笔各认一半，分两个年度还清。",
        ),
        issue="没有手印的几笔赊账应否计入以及还款期限。",
        duty="有手印的欠款应当偿还；没有手印的各担一半。",
        terms=(
            Term(R, "偿还第一笔欠款", share=50, days=30),
            Term(R, "在出栏季后还清余款", share=50, days=150),
            Term(P, "不再计算利息，收清后交还流水本复印件", days=150),
        ),
        amount=(4_000, 47_000),
        picks={"goods": ("玉米和豆粕", "颗粒饲料", "苜蓿草捆")},
    ),
    Scenario(
        key="relatives_loan",
        classes="AB",
        category=CATEGORY,
        petitioner=PERSON,
        respondent=PERSON,
        unit="司法局",
        titles=("亲戚之间的借款说不清利息", "一张没有写利息的借条"),
        story="{year}年{r}为{purpose}向{p}借款{yuan}元，写了借条没写利息，口头说“不叫你吃亏”。几年里零星还过几次，"
        "有的给现金、有的抵了羊，双方对还了多少各有一本账。",
        demand="请求归还借款本金余额，并给适当利息，合计{yuan}元。",
        snag="两家是亲戚，老人在中间两头劝，越劝越僵，逢年过节不再走动。",
        public="{R}为{purpose}向{P}借钱，借条没有写利息，陆续归还，有现金有实物，双方各有一本账，争议金额{about}，"
        "从{since}起没有算清，两家亲戚也不再走动。",
        wish="{P}希望把本金算清还完；{R}愿意还，但不同意再算利息。",
        sessions=(
            "请双方各自列出还款时间和方式，对得上的七次，对不上的两次，实物抵账按当年羊价折算。",
            "与双方的长辈谈，长辈愿意作见证，劝双方以和为贵。",
            "就利息达成一致：只算最后一年的，按银行存款利率。",
        ),
        issue="已还款项的认定和利息。",
        duty="借贷关系成立，应归还余额；利息没有书面约定，仅作适当补偿。",
        terms=(
            Term(R, "归还借款余额的六成", share=60, days=20),
            Term(R, "归还剩余部分", share=40, days=120),
        ),
        amount=(8_000, 90_000),
        picks={"purpose": ("盖房", "给老人看病", "买拖拉机", "供孩子上学")},
    ),
    Scenario(
        key="guarantee",
        classes="AB",
        category=CATEGORY,
        petitioner=PERSON,
        respondent=PERSON,
        unit="司法局",
        titles=("替人担保还款后的追偿", "三户联保，一户代还了别人的钱"),
        story="{year}年{p}与{r}等三户联保向信用社借款，{r}到期未还，信用社从{p}账户扣划{yuan}元。{r}写过还款保证，说卖了{animals}就还，"
        "几年过去没有兑现。",
        demand="请求归还代偿款{yuan}元。",
        snag="{r}常年在外，回来时避而不见，嘎查约过两次都没约成。",
        public="几户联保借款，{R}到期未还，{P}被扣划代偿{about}。{R}写过还款保证但没有兑现，常年在外，从{since}起难得见面。",
        wish="{P}希望拿回代偿的钱；{R}近年收入好转，表示愿意谈。",
        sessions=(
            "与被申请人视频通话，对代偿事实没有异议，说明前几年生意亏损的情况。",
            "请其家人一同商量，提出以每年出栏收入分期归还，家人愿意共同签字。",
            "核算分期数额，申请人要求首期多一些，双方同意三成。",
        ),
        issue="代偿款的归还期限和保证。",
        duty="代偿后依法可以追偿，被申请人应全额归还，同意分期。",
        terms=(
            Term(R, "归还首期款", share=30, days=15),
            Term(R, "在次年出栏后归还第二期款", share=35, days=200),
            Term(R, "还清余款", share=35, days=360),
        ),
        amount=(10_000, 66_000),
        picks={"animals": ("羊", "牛", "一茬育肥羊")},
    ),
    Scenario(
        key="coop_deposit",
        classes="AB",
        category=CATEGORY,
        petitioner=PERSON,
        respondent=cooperative("养殖"),
        unit="农村牧区经营管理站",
        titles=("入社股金退不出来", "退社时股金怎么算"),
        story="{year}年{p}入股{r}，交股金{yuan}元，写明退社自愿。两年后{p}要求退社，合作社说钱都压在{asset}上，"
        "账面亏损要按比例分担，迟迟不办。",
        demand="请求退还股金{yuan}元。",
        snag="合作社没有按期公布账目，理事长与{p}为此吵翻，其他社员观望。",
        public="{P}入股{R}，要求退社时合作社以资金压在{asset}上、账面亏损为由不办退股，涉及股金{about}，账目没有按期公布，"
        "从{since}拖到现在。",
        wish="{P}希望退股金，愿意承担查实的亏损；合作社愿意公布账目后再议。",
        sessions=(
            "请经管站人员协助梳理合作社账目，查实亏损主要在一年之内，比例低于理事长所说。",
            "召集理事会三人听取意见，同意按查实的亏损比例扣减后退股。",
            "商定分两次退，第一次在出售一批牲畜之后。",
        ),
        issue="退社时股金的退还数额和亏损分担。",
        duty="退社自愿，合作社应退还股金；申请人按章程分担查实的亏损。",
        terms=(
            Term(R, "退还股金的一半", share=50, days=45),
            Term(R, "退还其余股金", share=50, days=180),
            Term(P, "收清后办理退社手续，不再主张分红", days=180),
        ),
        amount=(5_000, 60_000),
        picks={"asset": ("棚圈和母畜", "一批农机", "冷库")},
    ),
)
