"""plans

Revision ID: 0019
Revises: 0018
"""

import sqlalchemy as sa
from alembic import op
from logbook.core.models import Id, UTCDateTime

revision = '0019'
down_revision = '0018'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table('training_plan',
    sa.Column('id', Id(), nullable=False),
    sa.Column('school_id', Id(), nullable=False),
    sa.Column('learner_id', Id(), nullable=False),
    sa.Column('starts_on', sa.Date(), nullable=False),
    sa.Column('ends_on', sa.Date(), nullable=False),
    sa.Column('state', sa.String(length=8), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('made_by', Id(), nullable=False),
    sa.Column('made_at', UTCDateTime(), nullable=False),
    sa.Column('changed_at', UTCDateTime(), nullable=False),
    sa.CheckConstraint("state IN ('draft', 'agreed')", name=op.f('ck_training_plan_state_known')),
    sa.CheckConstraint('ends_on > starts_on', name=op.f('ck_training_plan_dates_in_order')),
    sa.ForeignKeyConstraint(['learner_id'], ['person.id'], name=op.f('fk_training_plan_learner_id_person')),
    sa.ForeignKeyConstraint(['made_by'], ['person.id'], name=op.f('fk_training_plan_made_by_person')),
    sa.ForeignKeyConstraint(['school_id'], ['school.id'], name=op.f('fk_training_plan_school_id_school')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_training_plan')),
    sa.UniqueConstraint('learner_id', 'school_id', 'starts_on', name=op.f('uq_training_plan_learner_id_school_id_starts_on'))
    )
    op.create_table('plan_item',
    sa.Column('id', Id(), nullable=False),
    sa.Column('school_id', Id(), nullable=False),
    sa.Column('plan_id', Id(), nullable=False),
    sa.Column('learner_id', Id(), nullable=False),
    sa.Column('sheet_id', sa.String(length=120), nullable=False),
    sa.Column('place', sa.String(length=10), nullable=False),
    sa.Column('placement_id', Id(), nullable=True),
    sa.Column('from_date', sa.Date(), nullable=True),
    sa.Column('until_date', sa.Date(), nullable=True),
    sa.Column('note', sa.String(length=300), nullable=True),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('since', sa.Integer(), nullable=False),
    sa.Column('until', sa.Integer(), nullable=True),
    sa.CheckConstraint("place IN ('school', 'workplace', 'simulated', 'open')", name=op.f('ck_plan_item_place_known')),
    sa.CheckConstraint('until_date >= from_date', name=op.f('ck_plan_item_dates_in_order')),
    sa.ForeignKeyConstraint(['learner_id'], ['person.id'], name=op.f('fk_plan_item_learner_id_person')),
    sa.ForeignKeyConstraint(['placement_id'], ['placement.id'], name=op.f('fk_plan_item_placement_id_placement')),
    sa.ForeignKeyConstraint(['plan_id'], ['training_plan.id'], name=op.f('fk_plan_item_plan_id_training_plan')),
    sa.ForeignKeyConstraint(['school_id'], ['school.id'], name=op.f('fk_plan_item_school_id_school')),
    sa.ForeignKeyConstraint(['sheet_id'], ['sheet.id'], name=op.f('fk_plan_item_sheet_id_sheet')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_plan_item'))
    )
    op.create_index('ix_plan_item_learner_id_from_date', 'plan_item', ['learner_id', 'from_date'], unique=False)
    op.create_index('ix_plan_item_plan_id_until', 'plan_item', ['plan_id', 'until'], unique=False)
    op.create_table('plan_agreement',
    sa.Column('id', Id(), nullable=False),
    sa.Column('school_id', Id(), nullable=False),
    sa.Column('plan_id', Id(), nullable=False),
    sa.Column('learner_id', Id(), nullable=False),
    sa.Column('by_id', Id(), nullable=False),
    sa.Column('role', sa.String(length=8), nullable=False),
    sa.Column('placement_id', Id(), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('agreed_at', UTCDateTime(), nullable=False),
    sa.CheckConstraint("role IN ('learner', 'mentor')", name=op.f('ck_plan_agreement_role_known')),
    sa.ForeignKeyConstraint(['by_id'], ['person.id'], name=op.f('fk_plan_agreement_by_id_person')),
    sa.ForeignKeyConstraint(['learner_id'], ['person.id'], name=op.f('fk_plan_agreement_learner_id_person')),
    sa.ForeignKeyConstraint(['placement_id'], ['placement.id'], name=op.f('fk_plan_agreement_placement_id_placement')),
    sa.ForeignKeyConstraint(['plan_id'], ['training_plan.id'], name=op.f('fk_plan_agreement_plan_id_training_plan')),
    sa.ForeignKeyConstraint(['school_id'], ['school.id'], name=op.f('fk_plan_agreement_school_id_school')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_plan_agreement'))
    )
    op.create_index('ix_plan_agreement_learner_id', 'plan_agreement', ['learner_id'], unique=False)
    op.create_index('ix_plan_agreement_plan_id_version', 'plan_agreement', ['plan_id', 'version'], unique=False)


def downgrade() -> None:
    """Undo."""
    op.drop_table('plan_agreement')
    op.drop_table('plan_item')
    op.drop_table('training_plan')
