"""The named cast: the same people stand in the demonstration, the tests and the browser stories.

Nobody here is real. Two banners, so that every test can ask whether one sees anything of the other.
"""

from dataclasses import dataclass

from market.actor import ROLE_LABELS, Role
from market.words import CHINESE, words_in

OTOG_FRONT = "150623"  # 鄂托克前旗
OTOG = "150624"  # 鄂托克旗, the second, small banner

JURISDICTIONS = {
    OTOG_FRONT: ("鄂托克前旗", "Otog Front Banner", "内0623"),
    OTOG: ("鄂托克旗", "Otog Banner", "内0624"),
}

DEMO_PASSWORD = "jiebang-demo-2026"  # printed on the demonstration's screen; production refuses demo accounts


@dataclass(frozen=True)
class Member:
    """One of the cast who holds an office."""

    key: str
    display_name: str
    sign_in_name: str
    role: Role
    jurisdiction_id: str = OTOG_FRONT


STAFF = (
    Member("clerk", "苏日娜", "surina", Role.OFFICE_CLERK),
    Member("reviewer", "王建国", "wangjianguo", Role.OFFICE_REVIEWER),
    Member("second_reviewer", "陈静", "chenjing", Role.OFFICE_REVIEWER),
    Member("preparer", "李慧", "lihui", Role.FINANCE_PREPARER),
    Member("approver", "赵强", "zhaoqiang", Role.FINANCE_APPROVER),
    Member("second_approver", "孙丽", "sunli", Role.FINANCE_APPROVER),
    Member("auditor", "周敏", "zhoumin", Role.AUDITOR),
    Member("system_admin", "孟和", "menghe", Role.SYSTEM_ADMIN),
    Member("second_system_admin", "韩雪", "hanxue", Role.SYSTEM_ADMIN),
    Member("security_admin", "高娃", "gaowa", Role.SECURITY_ADMIN),
    Member("audit_admin", "郑文", "zhengwen", Role.AUDIT_ADMIN),
    Member("other_clerk", "斯琴", "siqin", Role.OFFICE_CLERK, OTOG),
    Member("other_reviewer", "杨帆", "yangfan", Role.OFFICE_REVIEWER, OTOG),
    Member("other_preparer", "吴刚", "wugang", Role.FINANCE_PREPARER, OTOG),
    Member("other_approver", "娜仁", "naren", Role.FINANCE_APPROVER, OTOG),
)

MEDIATORS = (
    ("bateer", "巴特尔", "bateer"),
    ("liuzhiyuan", "刘志远", "liuzhiyuan"),
    ("wuyun", "乌云其木格", "wuyun"),
)


def member(key: str) -> Member:
    """The cast member with this key. Raises StopIteration for a stranger."""
    return next(one for one in STAFF if one.key == key)


def SIGN_IN_SCREEN() -> str:
    """Who the people of the demonstration are and how they sign in, as lines for the operator's screen."""
    lines = [f"  登录密码 Password    {DEMO_PASSWORD}", ""]
    for code, (name_zh, name_en, _) in JURISDICTIONS.items():
        lines.append(f"  {name_zh} {name_en}")
        for one in STAFF:
            if one.jurisdiction_id == code:
                lines.append(f"    {one.sign_in_name:<14}{words_in(CHINESE, ROLE_LABELS[one.role])} {one.display_name}")
        if code == OTOG_FRONT:
            lines += [f"    {sign_in_name:<14}揭榜人 {name}" for _, name, sign_in_name in MEDIATORS]
        lines.append("")
    return "\n".join(lines).rstrip()
