"""visits

Revision ID: 0012
Revises: 0011
"""

import sqlalchemy as sa
from alembic import op
from logbook.core.models import Id, UTCDateTime

revision = '0012'
down_revision = '0011'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table('visit',
    sa.Column('id', Id(), nullable=False),
    sa.Column('school_id', Id(), nullable=False),
    sa.Column('learner_id', Id(), nullable=False),
    sa.Column('placement_id', Id(), nullable=False),
    sa.Column('visitor_id', Id(), nullable=False),
    sa.Column('kind', sa.String(length=12), nullable=False),
    sa.Column('date', sa.Date(), nullable=False),
    sa.Column('time', sa.String(length=5), nullable=True),
    sa.Column('state', sa.String(length=12), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('reason', sa.String(length=300), nullable=True),
    sa.Column('planned_by', Id(), nullable=False),
    sa.Column('planned_at', UTCDateTime(), nullable=False),
    sa.CheckConstraint("kind IN ('workplace', 'phone', 'school')", name=op.f('ck_visit_kind_known')),
    sa.CheckConstraint("state IN ('planned', 'held', 'cancelled')", name=op.f('ck_visit_state_known')),
    sa.ForeignKeyConstraint(['learner_id'], ['person.id'], name=op.f('fk_visit_learner_id_person')),
    sa.ForeignKeyConstraint(['placement_id'], ['placement.id'], name=op.f('fk_visit_placement_id_placement')),
    sa.ForeignKeyConstraint(['planned_by'], ['person.id'], name=op.f('fk_visit_planned_by_person')),
    sa.ForeignKeyConstraint(['school_id'], ['school.id'], name=op.f('fk_visit_school_id_school')),
    sa.ForeignKeyConstraint(['visitor_id'], ['person.id'], name=op.f('fk_visit_visitor_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_visit'))
    )
    op.create_index('ix_visit_learner_id_date', 'visit', ['learner_id', 'date'], unique=False)
    op.create_index(op.f('ix_visit_placement_id'), 'visit', ['placement_id'], unique=False)
    op.create_index('ix_visit_visitor_id_date', 'visit', ['visitor_id', 'date'], unique=False)
    op.create_table('visit_report',
    sa.Column('visit_id', Id(), nullable=False),
    sa.Column('op_id', Id(), nullable=False),
    sa.Column('present', sa.JSON(), nullable=False),
    sa.Column('text', sa.Text(), nullable=True),
    sa.Column('sheet_ids', sa.JSON(), nullable=False),
    sa.Column('remark_ids', sa.JSON(), nullable=False),
    sa.Column('commitment_ids', sa.JSON(), nullable=False),
    sa.Column('written_by', Id(), nullable=False),
    sa.Column('written_role', sa.String(length=24), nullable=False),
    sa.Column('written_at', UTCDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['visit_id'], ['visit.id'], name=op.f('fk_visit_report_visit_id_visit')),
    sa.ForeignKeyConstraint(['written_by'], ['person.id'], name=op.f('fk_visit_report_written_by_person')),
    sa.PrimaryKeyConstraint('visit_id', name=op.f('pk_visit_report'))
    )
    op.create_table('visit_addition',
    sa.Column('id', Id(), nullable=False),
    sa.Column('visit_id', Id(), nullable=False),
    sa.Column('text', sa.String(length=1000), nullable=False),
    sa.Column('written_by', Id(), nullable=False),
    sa.Column('written_at', UTCDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['visit_id'], ['visit.id'], name=op.f('fk_visit_addition_visit_id_visit')),
    sa.ForeignKeyConstraint(['written_by'], ['person.id'], name=op.f('fk_visit_addition_written_by_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_visit_addition'))
    )
    op.create_index(op.f('ix_visit_addition_visit_id'), 'visit_addition', ['visit_id'], unique=False)
    op.create_table('visit_reading',
    sa.Column('visit_id', Id(), nullable=False),
    sa.Column('reader_id', Id(), nullable=False),
    sa.Column('role', sa.String(length=24), nullable=False),
    sa.Column('read_at', UTCDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['reader_id'], ['person.id'], name=op.f('fk_visit_reading_reader_id_person')),
    sa.ForeignKeyConstraint(['visit_id'], ['visit.id'], name=op.f('fk_visit_reading_visit_id_visit')),
    sa.PrimaryKeyConstraint('visit_id', 'reader_id', name=op.f('pk_visit_reading'))
    )
    op.create_table('visit_rule',
    sa.Column('school_id', Id(), nullable=False),
    sa.Column('first_weeks', sa.Integer(), nullable=False),
    sa.Column('every_weeks', sa.Integer(), nullable=False),
    sa.Column('changed_by', Id(), nullable=False),
    sa.Column('changed_at', UTCDateTime(), nullable=False),
    sa.CheckConstraint('first_weeks BETWEEN 1 AND 52 AND every_weeks BETWEEN 1 AND 52',
                       name=op.f('ck_visit_rule_weeks_of_a_year')),
    sa.ForeignKeyConstraint(['changed_by'], ['person.id'], name=op.f('fk_visit_rule_changed_by_person')),
    sa.ForeignKeyConstraint(['school_id'], ['school.id'], name=op.f('fk_visit_rule_school_id_school')),
    sa.PrimaryKeyConstraint('school_id', name=op.f('pk_visit_rule'))
    )


def downgrade() -> None:
    """Undo."""
    op.drop_table('visit_rule')
    op.drop_table('visit_reading')
    op.drop_table('visit_addition')
    op.drop_table('visit_report')
    op.drop_table('visit')
