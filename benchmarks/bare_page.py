"""What the board is compared with: the same 20 rows by Flask, SQLAlchemy and one template, and nothing else.

No session, no languages, no policy, no transaction mode, no headers, no logs, no layout.
"""

import os
from datetime import date

from flask import Flask, render_template_string
from sqlalchemy import ForeignKey, create_engine, select
from sqlalchemy.orm import DeclarativeBase, Mapped, joinedload, mapped_column, relationship, sessionmaker

ROWS = 20
PAGE = """<!doctype html><title>Board</title><h1>Board</h1><ul>
{% for row in rows %}<li><article>
<p>{{ row.case_class }} {{ row.category }} {{ row.place_town.name_zh }} {{ row.status }}</p>
<h2><a href="/board/{{ row.public_id }}">{{ row.title }}</a></h2><p>{{ row.body[:120] }}</p>
<dl><dt>Reward</dt><dd>{{ row.reward_fen / 100 }}</dd><dt>Days</dt><dd>{{ row.days_allowed }}</dd>
<dt>Claim by</dt><dd>{{ row.claim_by }}</dd></dl></article></li>
{% endfor %}</ul>"""


class Bare(DeclarativeBase):
    """Mappings of these two tables as far as the page reads them."""


class Town(Bare):
    __tablename__ = "department"

    id: Mapped[int] = mapped_column(primary_key=True)
    name_zh: Mapped[str]


class Row(Bare):
    __tablename__ = "listing"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str]
    status: Mapped[str]
    title: Mapped[str]
    body: Mapped[str]
    category: Mapped[str]
    case_class: Mapped[str]
    reward_fen: Mapped[int | None]
    days_allowed: Mapped[int | None]
    claim_by: Mapped[date | None]
    place_town_id: Mapped[int | None] = mapped_column(ForeignKey("department.id"))

    place_town: Mapped[Town | None] = relationship()


def create_app() -> Flask:
    """One page at /board, from the same database as the product."""
    app = Flask(__name__)
    sessions = sessionmaker(create_engine(os.environ["DATABASE_URL"]))

    @app.get("/board")
    def board() -> str:
        wanted = select(Row).where(Row.status == "published").options(joinedload(Row.place_town))
        with sessions() as session:
            rows = session.scalars(wanted.order_by(Row.id.desc()).limit(ROWS)).all()
            return render_template_string(PAGE, rows=rows)

    return app
