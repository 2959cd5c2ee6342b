"""Land taking and demolition: what was promised beside the road, the pipeline and the new houses.

The public decision as such is never mediated; what stands here are agreements that one side did not keep.
"""

from demo.scenarios.scenario import PERSON, VILLAGE, R, Scenario, Side, Term, company

CATEGORY = "expropriation"

SCENARIOS = (
    Scenario(
        key="pipeline_restoration",
        classes="AB",
        category=CATEGORY,
        petitioner=PERSON,
        respondent=company("管道工程"),
        unit="能源局",
        titles=("输气管线施工后植被恢复不到位", "管线埋好了，草场没有长回来"),
        story="{year}年{r}施工的输气支线从{p}位于{village}的草场穿过，临时占地{mu}亩，协议写明施工后恢复植被。"
        "回填后一遇大风就起沙，{p}自己补种两次，花费{yuan}元。",
        demand="请求补偿补种费用{yuan}元，并按协议恢复植被。",
        snag="施工公司说已按图纸验收，恢复不好是因为干旱；项目部撤走后找不到负责人。",
        public="{R}施工的管线穿过{P}的草场，协议约定施工后恢复植被。回填后起沙，{P}自行补种花费{about}。公司称已经验收，"
        "项目部撤走后无人对接，从{since}反映至今。",
        wish="{P}希望补偿并重新恢复植被；公司愿意派人到场看。",
        sessions=(
            "会同林草部门技术员到现场，测得未恢复地段约占临时占地的四成，沙化集中在迎风坡。",
            "公司法务到场，承认协议有恢复条款，对补种费用票据有疑问，当场逐张核对。",
            "商定由公司出草籽和沙障材料，申请人出工，费用另算。",
        ),
        issue="植被恢复责任和自行补种费用的承担。",
        duty="公司未完全履行恢复约定，应补偿并继续恢复；干旱因素适当考虑。",
        terms=(
            Term(R, "支付申请人补种费用", share=100, days=30),
            Term(R, "在下一个雨季前完成未恢复地段的沙障和补播，由双方共同验收", days=150),
        ),
        amount=(6_000, 54_000),
        picks={"mu": ("14", "22", "35")},
    ),
    Scenario(
        key="moving_help",
        classes="AB",
        category=CATEGORY,
        petitioner=PERSON,
        respondent=VILLAGE,
        unit="住房和城乡建设局",
        titles=("搬迁时约定的附属物补偿漏算", "棚圈搬迁少算了一座"),
        story="{year}年{village}整村整治，{p}的旧房和棚圈拆除，登记附属物时漏了一座{thing}，嘎查负责人答应后补，写在会议本上。"
        "项目结束后一直没有补，按当时标准折合{yuan}元。",
        demand="请求按当时标准补付{yuan}元。",
        snag="原始登记表上没有这一项，会议本上的字迹嘎查说不清是谁写的。",
        public="整村整治时，{P}的附属物登记漏了一座{thing}，当时口头答应后补，折合{about}，项目结束后一直没有补付，"
        "从{since}反映至今。",
        wish="{P}希望按当时标准补上；嘎查愿意核实后用集体收入解决。",
        sessions=(
            "比对整治前的航拍照片，可以看出该处确有一座附属建筑。",
            "走访两户邻居，均证实拆除时该建筑在用。嘎查班子对事实不再争执。",
            "就补付标准协商，按当时公布的最低档计算，申请人接受。",
        ),
        issue="漏登附属物应否补付及适用标准。",
        duty="嘎查负责登记，漏登应予补正；申请人签字时未提出异议，按最低档计算。",
        terms=(Term(R, "按最低档标准支付漏登附属物的补偿", share=100, days=60),),
        amount=(3_500, 28_000),
        picks={"thing": ("暖棚", "储草棚", "砖砌羊圈", "青贮窖")},
    ),
    Scenario(
        key="road_material",
        classes="AB",
        category=CATEGORY,
        petitioner=PERSON,
        respondent=company("路桥工程"),
        unit="交通运输局",
        titles=("修路取土坑多年未回填", "施工便道压坏的地谁来复耕"),
        story="{year}年{r}修乡道时在{p}的承包地边取土，留下{holes}处土坑，施工便道压实{mu}亩耕地。签的临时用地协议约定完工后三个月复耕，"
        "至今没有复耕，{p}几年少收约{yuan}元。",
        demand="请求回填复耕并赔偿减收{yuan}元。",
        snag="公司完工后撤场，质保金已退，旗里几个部门都说合同是公司与农户签的。",
        public="{R}修路时在{P}的承包地边取土、压便道，约定完工后复耕，却一直没有做，连年减收{about}，从{since}至今。",
        wish="{P}希望回填复耕并赔偿减收，公司愿意派机械来，但对减收数额有异议。",
        sessions=(
            "现场量测土坑深浅和便道面积，估算回填土方约九百方。",
            "公司工程部到场，同意冬季停工期派机械回填，费用自理。",
            "参照同嘎查亩均收入核算减收，扣除两年自然灾害因素，双方接近一致。",
        ),
        issue="复耕义务的履行和减收损失的数额。",
        duty="公司违反临时用地协议，应复耕并赔偿减收损失。",
        terms=(
            Term(R, "回填土坑、深翻便道，恢复到可以耕种", days=90),
            Term(R, "赔偿减收损失", share=100, days=30),
        ),
        amount=(5_000, 38_000),
        picks={"holes": ("两", "三"), "mu": ("4", "6", "9")},
    ),
    Scenario(
        key="resettlement_house",
        category=CATEGORY,
        petitioner=PERSON,
        respondent=Side(people=0, pattern="鄂托克前旗{word}城镇建设开发有限公司", masked="某建设开发公司"),
        unit="住房和城乡建设局",
        titles=("安置房交付质量与过渡费争议", "安置房渗水，过渡费少算了几个月"),
        story="{p}{year}年签安置协议，{r}应在十八个月内交房，实际晚了{late}个月，过渡费只补到约定日期。"
        "交房后{fault}，维修两次没修好，{p}自己请人花了一笔钱，合计{yuan}元。",
        demand="请求补付延期过渡费并承担维修费，共{yuan}元。",
        snag="公司说延期是因为冬季停工，维修要等质保单位，一等再等。",
        public="{P}的安置房晚交了几个月，过渡费没有补足；入住后{fault}，多次维修未好，涉及{about}，从{since}反映至今。",
        wish="{P}希望补过渡费、修好房子；公司愿意维修，过渡费愿意协商。",
        sessions=(
            "入户察看渗漏点，拍照留存，质保单位到场认可属于施工缺陷。",
            "核对协议与交房通知，延期月数双方无异议，争议在冬季停工是否扣除。",
            "提出冬季停工扣除一个月的方案，双方均表示可以考虑。",
        ),
        issue="延期过渡费的月数和房屋维修责任。",
        duty="延期交房责任在公司，冬季停工扣除一个月；施工缺陷由公司负责修复。",
        terms=(
            Term(R, "补付延期期间的过渡费并承担申请人已付的维修费", share=100, days=30),
            Term(R, "在供暖期结束后彻底修复渗漏部位，质保一年", days=180),
        ),
        amount=(5_400, 33_000),
        picks={"late": ("五", "七", "九"), "fault": ("外墙渗水", "卫生间漏水", "暖气不热")},
    ),
)
