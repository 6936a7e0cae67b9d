"""versions

Revision ID: 0017
Revises: 0016
"""

import sqlalchemy as sa
from alembic import op
from logbook.core.models import Id, UTCDateTime

revision = '0017'
down_revision = '0016'
branch_labels = None
depends_on = None

# Who is in the middle of a sheet goes on with the newest version that was used for it.
WORKED = """
    INSERT INTO worked_version (learner_id, sheet_id, school_id, number, set_by, set_at)
    SELECT used.learner_id, v.sheet_id, used.school_id, MAX(v.number), NULL, CURRENT_TIMESTAMP
    FROM (
        SELECT learner_id, school_id, sheet_version_id FROM entry WHERE history_id IS NULL
        UNION
        SELECT r.learner_id, r.school_id, r.sheet_version_id FROM round r LEFT JOIN entry e ON e.id = r.entry_id
        WHERE e.history_id IS NULL
    ) AS used
    JOIN sheet_version v ON v.id = used.sheet_version_id
    JOIN sheet s ON s.id = v.sheet_id
    WHERE s.history = {no} AND s.kind IN ('task', 'theme')
    GROUP BY used.learner_id, v.sheet_id, used.school_id
"""


def upgrade() -> None:
    """Apply."""
    op.create_table('worked_version',
    sa.Column('learner_id', Id(), nullable=False),
    sa.Column('sheet_id', sa.String(length=80), nullable=False),
    sa.Column('school_id', Id(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('set_by', Id(), nullable=True),
    sa.Column('set_at', UTCDateTime(), nullable=False),
    sa.CheckConstraint('number > 0', name=op.f('ck_worked_version_number_positive')),
    sa.ForeignKeyConstraint(['learner_id'], ['person.id'], name=op.f('fk_worked_version_learner_id_person')),
    sa.ForeignKeyConstraint(['school_id'], ['school.id'], name=op.f('fk_worked_version_school_id_school')),
    sa.ForeignKeyConstraint(['set_by'], ['person.id'], name=op.f('fk_worked_version_set_by_person')),
    sa.ForeignKeyConstraint(['sheet_id'], ['sheet.id'], name=op.f('fk_worked_version_sheet_id_sheet')),
    sa.PrimaryKeyConstraint('learner_id', 'sheet_id', 'school_id', name=op.f('pk_worked_version'))
    )
    op.create_index(op.f('ix_worked_version_sheet_id'), 'worked_version', ['sheet_id'], unique=False)
    no = 'false' if op.get_bind().dialect.name == 'postgresql' else '0'
    op.execute(WORKED.format(no=no))


def downgrade() -> None:
    """Undo."""
    op.drop_table('worked_version')
