"""remediation

Revision ID: 0013
Revises: 0012
"""

import sqlalchemy as sa
from alembic import op
from logbook.core.models import Id, UTCDateTime

revision = '0013'
down_revision = '0012'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table('lesson',
    sa.Column('id', Id(), nullable=False),
    sa.Column('school_id', Id(), nullable=False),
    sa.Column('class_id', Id(), nullable=False),
    sa.Column('sheet_version_id', Id(), nullable=False),
    sa.Column('criteria', sa.JSON(), nullable=False),
    sa.Column('kind', sa.String(length=12), nullable=False),
    sa.Column('title', sa.String(length=120), nullable=False),
    sa.Column('date', sa.Date(), nullable=False),
    sa.Column('place', sa.String(length=120), nullable=True),
    sa.Column('plan', sa.String(length=1000), nullable=True),
    sa.Column('state', sa.String(length=8), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('made_by', Id(), nullable=False),
    sa.Column('made_at', UTCDateTime(), nullable=False),
    sa.Column('ended_by', Id(), nullable=True),
    sa.Column('ended_at', UTCDateTime(), nullable=True),
    sa.CheckConstraint("kind IN ('remediation', 'deepening')", name=op.f('ck_lesson_kind_known')),
    sa.CheckConstraint("state IN ('planned', 'held', 'closed', 'dropped')", name=op.f('ck_lesson_state_known')),
    sa.ForeignKeyConstraint(['class_id'], ['class_group.id'], name=op.f('fk_lesson_class_id_class_group')),
    sa.ForeignKeyConstraint(['ended_by'], ['person.id'], name=op.f('fk_lesson_ended_by_person')),
    sa.ForeignKeyConstraint(['made_by'], ['person.id'], name=op.f('fk_lesson_made_by_person')),
    sa.ForeignKeyConstraint(['school_id'], ['school.id'], name=op.f('fk_lesson_school_id_school')),
    sa.ForeignKeyConstraint(['sheet_version_id'], ['sheet_version.id'],
                            name=op.f('fk_lesson_sheet_version_id_sheet_version')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_lesson'))
    )
    op.create_index('ix_lesson_class_id_date', 'lesson', ['class_id', 'date'], unique=False)
    op.create_table('lesson_learner',
    sa.Column('lesson_id', Id(), nullable=False),
    sa.Column('learner_id', Id(), nullable=False),
    sa.Column('school_id', Id(), nullable=False),
    sa.Column('date', sa.Date(), nullable=False),
    sa.Column('outcome', sa.String(length=12), nullable=True),
    sa.Column('note', sa.String(length=300), nullable=True),
    sa.CheckConstraint("outcome IN ('took_part', 'absent', 'not_needed')",
                       name=op.f('ck_lesson_learner_outcome_known')),
    sa.ForeignKeyConstraint(['learner_id'], ['person.id'], name=op.f('fk_lesson_learner_learner_id_person')),
    sa.ForeignKeyConstraint(['lesson_id'], ['lesson.id'], name=op.f('fk_lesson_learner_lesson_id_lesson')),
    sa.ForeignKeyConstraint(['school_id'], ['school.id'], name=op.f('fk_lesson_learner_school_id_school')),
    sa.PrimaryKeyConstraint('lesson_id', 'learner_id', name=op.f('pk_lesson_learner'))
    )
    op.create_index('ix_lesson_learner_learner_id_date', 'lesson_learner', ['learner_id', 'date'], unique=False)


def downgrade() -> None:
    """Undo."""
    op.drop_table('lesson_learner')
    op.drop_table('lesson')
