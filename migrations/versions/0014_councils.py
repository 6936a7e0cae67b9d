"""councils

Revision ID: 0014
Revises: 0013
"""

import sqlalchemy as sa
from alembic import op
from logbook.core.models import Id, UTCDateTime

revision = '0014'
down_revision = '0013'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table('decision_choice',
    sa.Column('id', Id(), nullable=False),
    sa.Column('school_id', Id(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('label', sa.String(length=80), nullable=False),
    sa.Column('used', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['school_id'], ['school.id'], name=op.f('fk_decision_choice_school_id_school')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_decision_choice'))
    )
    op.create_index(op.f('ix_decision_choice_school_id'), 'decision_choice', ['school_id'], unique=False)
    op.create_table('council',
    sa.Column('id', Id(), nullable=False),
    sa.Column('school_id', Id(), nullable=False),
    sa.Column('class_id', Id(), nullable=False),
    sa.Column('held_on', sa.Date(), nullable=False),
    sa.Column('first', sa.Date(), nullable=False),
    sa.Column('last', sa.Date(), nullable=False),
    sa.Column('contribute_until', sa.Date(), nullable=False),
    sa.Column('state', sa.String(length=12), nullable=False),
    sa.Column('chaired_by', Id(), nullable=False),
    sa.Column('planned_by', Id(), nullable=False),
    sa.Column('planned_at', UTCDateTime(), nullable=False),
    sa.Column('started_at', UTCDateTime(), nullable=True),
    sa.Column('closed_by', Id(), nullable=True),
    sa.Column('closed_at', UTCDateTime(), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint("state IN ('planned', 'open', 'in_session', 'closed')", name=op.f('ck_council_state_known')),
    sa.CheckConstraint('last >= first', name=op.f('ck_council_dates_in_order')),
    sa.ForeignKeyConstraint(['chaired_by'], ['person.id'], name=op.f('fk_council_chaired_by_person')),
    sa.ForeignKeyConstraint(['class_id'], ['class_group.id'], name=op.f('fk_council_class_id_class_group')),
    sa.ForeignKeyConstraint(['closed_by'], ['person.id'], name=op.f('fk_council_closed_by_person')),
    sa.ForeignKeyConstraint(['planned_by'], ['person.id'], name=op.f('fk_council_planned_by_person')),
    sa.ForeignKeyConstraint(['school_id'], ['school.id'], name=op.f('fk_council_school_id_school')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_council')),
    sa.UniqueConstraint('class_id', 'held_on', name=op.f('uq_council_class_id_held_on'))
    )
    op.create_index('ix_council_school_id_held_on', 'council', ['school_id', 'held_on'], unique=False)
    op.create_table('council_file',
    sa.Column('id', Id(), nullable=False),
    sa.Column('school_id', Id(), nullable=False),
    sa.Column('council_id', Id(), nullable=False),
    sa.Column('learner_id', Id(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('left_on', sa.Date(), nullable=True),
    sa.Column('content', sa.Text(), nullable=True),
    sa.Column('sha256', sa.String(length=64), nullable=True),
    sa.Column('frozen_at', UTCDateTime(), nullable=True),
    sa.ForeignKeyConstraint(['council_id'], ['council.id'], name=op.f('fk_council_file_council_id_council')),
    sa.ForeignKeyConstraint(['learner_id'], ['person.id'], name=op.f('fk_council_file_learner_id_person')),
    sa.ForeignKeyConstraint(['school_id'], ['school.id'], name=op.f('fk_council_file_school_id_school')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_council_file')),
    sa.UniqueConstraint('council_id', 'learner_id', name=op.f('uq_council_file_council_id_learner_id'))
    )
    op.create_index(op.f('ix_council_file_learner_id'), 'council_file', ['learner_id'], unique=False)
    op.create_table('council_member',
    sa.Column('id', Id(), nullable=False),
    sa.Column('school_id', Id(), nullable=False),
    sa.Column('council_id', Id(), nullable=False),
    sa.Column('learner_id', Id(), nullable=True),
    sa.Column('by_id', Id(), nullable=False),
    sa.Column('role', sa.String(length=24), nullable=False),
    sa.Column('until_date', sa.Date(), nullable=True),
    sa.Column('presence', sa.String(length=8), nullable=True),
    sa.Column('told_at', UTCDateTime(), nullable=True),
    sa.CheckConstraint("presence IS NULL OR presence IN ('present', 'excused', 'absent')",
                    name=op.f('ck_council_member_presence_known')),
    sa.ForeignKeyConstraint(['by_id'], ['person.id'], name=op.f('fk_council_member_by_id_person')),
    sa.ForeignKeyConstraint(['council_id'], ['council.id'], name=op.f('fk_council_member_council_id_council')),
    sa.ForeignKeyConstraint(['learner_id'], ['person.id'], name=op.f('fk_council_member_learner_id_person')),
    sa.ForeignKeyConstraint(['school_id'], ['school.id'], name=op.f('fk_council_member_school_id_school')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_council_member'))
    )
    op.create_index(op.f('ix_council_member_by_id'), 'council_member', ['by_id'], unique=False)
    op.create_index('ix_council_member_council_id', 'council_member', ['council_id'], unique=False)
    op.create_index(op.f('ix_council_member_learner_id'), 'council_member', ['learner_id'], unique=False)
    op.create_table('council_seal',
    sa.Column('file_id', Id(), nullable=False),
    sa.Column('school_id', Id(), nullable=False),
    sa.Column('council_id', Id(), nullable=False),
    sa.Column('learner_id', Id(), nullable=False),
    sa.Column('sha256', sa.String(length=64), nullable=False),
    sa.Column('frozen_at', UTCDateTime(), nullable=False),
    sa.Column('erased_at', UTCDateTime(), nullable=True),
    sa.Column('ground', sa.String(length=24), nullable=True),
    sa.ForeignKeyConstraint(['council_id'], ['council.id'], name=op.f('fk_council_seal_council_id_council')),
    sa.ForeignKeyConstraint(['learner_id'], ['person.id'], name=op.f('fk_council_seal_learner_id_person')),
    sa.ForeignKeyConstraint(['school_id'], ['school.id'], name=op.f('fk_council_seal_school_id_school')),
    sa.PrimaryKeyConstraint('file_id', name=op.f('pk_council_seal'))
    )
    op.create_index(op.f('ix_council_seal_council_id'), 'council_seal', ['council_id'], unique=False)
    op.create_index(op.f('ix_council_seal_learner_id'), 'council_seal', ['learner_id'], unique=False)
    op.create_table('council_action',
    sa.Column('id', Id(), nullable=False),
    sa.Column('school_id', Id(), nullable=False),
    sa.Column('file_id', Id(), nullable=False),
    sa.Column('learner_id', Id(), nullable=False),
    sa.Column('what', sa.String(length=500), nullable=False),
    sa.Column('kind', sa.String(length=12), nullable=False),
    sa.Column('owner_role', sa.String(length=24), nullable=False),
    sa.Column('review_on', sa.Date(), nullable=False),
    sa.Column('state', sa.String(length=8), nullable=False),
    sa.Column('made_by', Id(), nullable=False),
    sa.Column('made_at', UTCDateTime(), nullable=False),
    sa.Column('closed_by', Id(), nullable=True),
    sa.Column('closed_at', UTCDateTime(), nullable=True),
    sa.Column('commitment_id', Id(), nullable=True),
    sa.CheckConstraint("kind IN ('action', 'remediation', 'commitment')", name=op.f('ck_council_action_kind_known')),
    sa.CheckConstraint("state IN ('open', 'done', 'dropped')", name=op.f('ck_council_action_state_known')),
    sa.ForeignKeyConstraint(['closed_by'], ['person.id'], name=op.f('fk_council_action_closed_by_person')),
    sa.ForeignKeyConstraint(['file_id'], ['council_file.id'], name=op.f('fk_council_action_file_id_council_file')),
    sa.ForeignKeyConstraint(['learner_id'], ['person.id'], name=op.f('fk_council_action_learner_id_person')),
    sa.ForeignKeyConstraint(['made_by'], ['person.id'], name=op.f('fk_council_action_made_by_person')),
    sa.ForeignKeyConstraint(['school_id'], ['school.id'], name=op.f('fk_council_action_school_id_school')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_council_action'))
    )
    op.create_index(op.f('ix_council_action_file_id'), 'council_action', ['file_id'], unique=False)
    op.create_index('ix_council_action_learner_id_state', 'council_action', ['learner_id', 'state'], unique=False)
    op.create_table('council_addendum',
    sa.Column('id', Id(), nullable=False),
    sa.Column('school_id', Id(), nullable=False),
    sa.Column('file_id', Id(), nullable=False),
    sa.Column('learner_id', Id(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('author_id', Id(), nullable=False),
    sa.Column('author_role', sa.String(length=24), nullable=False),
    sa.Column('written_at', UTCDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['author_id'], ['person.id'], name=op.f('fk_council_addendum_author_id_person')),
    sa.ForeignKeyConstraint(['file_id'], ['council_file.id'], name=op.f('fk_council_addendum_file_id_council_file')),
    sa.ForeignKeyConstraint(['learner_id'], ['person.id'], name=op.f('fk_council_addendum_learner_id_person')),
    sa.ForeignKeyConstraint(['school_id'], ['school.id'], name=op.f('fk_council_addendum_school_id_school')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_council_addendum'))
    )
    op.create_index(op.f('ix_council_addendum_file_id'), 'council_addendum', ['file_id'], unique=False)
    op.create_index(op.f('ix_council_addendum_learner_id'), 'council_addendum', ['learner_id'], unique=False)
    op.create_table('council_decision',
    sa.Column('file_id', Id(), nullable=False),
    sa.Column('school_id', Id(), nullable=False),
    sa.Column('learner_id', Id(), nullable=False),
    sa.Column('statement', sa.Text(), nullable=True),
    sa.Column('counter', sa.Text(), nullable=True),
    sa.Column('choice_id', Id(), nullable=True),
    sa.Column('label', sa.String(length=80), nullable=True),
    sa.Column('text', sa.Text(), nullable=True),
    sa.Column('advice', sa.Text(), nullable=True),
    sa.Column('decided_by', Id(), nullable=True),
    sa.Column('decided_at', UTCDateTime(), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['choice_id'], ['decision_choice.id'],
                    name=op.f('fk_council_decision_choice_id_decision_choice')),
    sa.ForeignKeyConstraint(['decided_by'], ['person.id'], name=op.f('fk_council_decision_decided_by_person')),
    sa.ForeignKeyConstraint(['file_id'], ['council_file.id'], name=op.f('fk_council_decision_file_id_council_file')),
    sa.ForeignKeyConstraint(['learner_id'], ['person.id'], name=op.f('fk_council_decision_learner_id_person')),
    sa.ForeignKeyConstraint(['school_id'], ['school.id'], name=op.f('fk_council_decision_school_id_school')),
    sa.PrimaryKeyConstraint('file_id', name=op.f('pk_council_decision'))
    )
    op.create_index(op.f('ix_council_decision_learner_id'), 'council_decision', ['learner_id'], unique=False)
    op.create_table('opening_statement',
    sa.Column('id', Id(), nullable=False),
    sa.Column('school_id', Id(), nullable=False),
    sa.Column('file_id', Id(), nullable=False),
    sa.Column('learner_id', Id(), nullable=False),
    sa.Column('author_id', Id(), nullable=False),
    sa.Column('author_role', sa.String(length=24), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('advice', sa.String(length=500), nullable=True),
    sa.Column('evidence', sa.JSON(), nullable=False),
    sa.Column('given_at', UTCDateTime(), nullable=False),
    sa.Column('read_at', UTCDateTime(), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['author_id'], ['person.id'], name=op.f('fk_opening_statement_author_id_person')),
    sa.ForeignKeyConstraint(['file_id'], ['council_file.id'], name=op.f('fk_opening_statement_file_id_council_file')),
    sa.ForeignKeyConstraint(['learner_id'], ['person.id'], name=op.f('fk_opening_statement_learner_id_person')),
    sa.ForeignKeyConstraint(['school_id'], ['school.id'], name=op.f('fk_opening_statement_school_id_school')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_opening_statement')),
    sa.UniqueConstraint('file_id', 'author_id', name=op.f('uq_opening_statement_file_id_author_id'))
    )
    op.create_index(op.f('ix_opening_statement_author_id'), 'opening_statement', ['author_id'], unique=False)
    op.create_index(op.f('ix_opening_statement_learner_id'), 'opening_statement', ['learner_id'], unique=False)


def downgrade() -> None:
    """Undo."""
    op.drop_table('opening_statement')
    op.drop_table('council_decision')
    op.drop_table('council_addendum')
    op.drop_table('council_action')
    op.drop_table('council_seal')
    op.drop_table('council_member')
    op.drop_table('council_file')
    op.drop_table('council')
    op.drop_table('decision_choice')
