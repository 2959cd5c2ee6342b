"""The case of the main story: what its people type of it, and the parties whom no visitor may read of."""

from datetime import datetime
from zoneinfo import ZoneInfo

TODAY = datetime.now(ZoneInfo("Asia/Shanghai")).date()
THE_CASE = {
    "number": f"XF-{TODAY.year}-0901",
    "narrative": "那仁图雅与邻居苏和因草场边界问题争执七年，多次上访未能解决。双方都愿意坐下来谈。",
    "petitioner": "那仁图雅",
    "respondent": "苏和",
    "title": "草场边界纠纷，双方愿意调解",
    "body": "申请人甲与被申请人乙两户草场相邻，围栏位置多年不清，牲畜越界时有冲突，希望有经验的人帮助划清边界。",
}
PARTIES = (THE_CASE["petitioner"], THE_CASE["respondent"])
