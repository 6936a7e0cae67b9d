"""desk

Revision ID: 0011
Revises: 0010
"""

import sqlalchemy as sa
from alembic import op
from logbook.core.models import Id, UTCDateTime

revision = '0011'
down_revision = '0010'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_index('ix_event_learner_id_at', 'event', ['learner_id', 'at'], unique=False)
    op.drop_index(op.f('ix_event_learner_id'), table_name='event')
    op.create_table('attention_limits',
    sa.Column('school_id', Id(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('limits', sa.JSON(), nullable=False),
    sa.Column('changed_by', Id(), nullable=False),
    sa.Column('changed_at', UTCDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['changed_by'], ['person.id'], name=op.f('fk_attention_limits_changed_by_person')),
    sa.ForeignKeyConstraint(['school_id'], ['school.id'], name=op.f('fk_attention_limits_school_id_school')),
    sa.PrimaryKeyConstraint('school_id', name=op.f('pk_attention_limits'))
    )
    op.create_table('attention_snooze',
    sa.Column('id', Id(), nullable=False),
    sa.Column('school_id', Id(), nullable=False),
    sa.Column('learner_id', Id(), nullable=False),
    sa.Column('kind', sa.String(length=24), nullable=False),
    sa.Column('n', sa.Integer(), nullable=False),
    sa.Column('until', sa.Date(), nullable=False),
    sa.Column('note', sa.String(length=300), nullable=True),
    sa.Column('snoozed_by', Id(), nullable=False),
    sa.Column('snoozed_at', UTCDateTime(), nullable=False),
    sa.Column('ended_by', Id(), nullable=True),
    sa.Column('ended_at', UTCDateTime(), nullable=True),
    sa.CheckConstraint('n >= 0', name=op.f('ck_attention_snooze_n_not_negative')),
    sa.ForeignKeyConstraint(['ended_by'], ['person.id'], name=op.f('fk_attention_snooze_ended_by_person')),
    sa.ForeignKeyConstraint(['learner_id'], ['person.id'], name=op.f('fk_attention_snooze_learner_id_person')),
    sa.ForeignKeyConstraint(['school_id'], ['school.id'], name=op.f('fk_attention_snooze_school_id_school')),
    sa.ForeignKeyConstraint(['snoozed_by'], ['person.id'], name=op.f('fk_attention_snooze_snoozed_by_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_attention_snooze'))
    )
    op.create_index('ix_attention_snooze_one_open', 'attention_snooze', ['learner_id', 'school_id', 'kind'], unique=True,
                    sqlite_where=sa.text('ended_at IS NULL'), postgresql_where=sa.text('ended_at IS NULL'))
    op.create_table('class_filter',
    sa.Column('id', Id(), nullable=False),
    sa.Column('school_id', Id(), nullable=False),
    sa.Column('person_id', Id(), nullable=False),
    sa.Column('name', sa.String(length=40), nullable=False),
    sa.Column('show', sa.String(length=16), nullable=False),
    sa.Column('weeks', sa.String(length=8), nullable=False),
    sa.Column('sort', sa.String(length=8), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_class_filter_person_id_person')),
    sa.ForeignKeyConstraint(['school_id'], ['school.id'], name=op.f('fk_class_filter_school_id_school')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_class_filter')),
    sa.UniqueConstraint('person_id', 'school_id', 'name', name=op.f('uq_class_filter_person_id_school_id_name'))
    )
    op.create_table('class_seen',
    sa.Column('person_id', Id(), nullable=False),
    sa.Column('class_id', Id(), nullable=False),
    sa.Column('school_id', Id(), nullable=False),
    sa.Column('until', UTCDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['class_id'], ['class_group.id'], name=op.f('fk_class_seen_class_id_class_group')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_class_seen_person_id_person')),
    sa.ForeignKeyConstraint(['school_id'], ['school.id'], name=op.f('fk_class_seen_school_id_school')),
    sa.PrimaryKeyConstraint('person_id', 'class_id', name=op.f('pk_class_seen'))
    )


def downgrade() -> None:
    """Undo."""
    op.drop_table('class_seen')
    op.drop_table('class_filter')
    op.drop_index('ix_attention_snooze_one_open', table_name='attention_snooze', sqlite_where=sa.text('ended_at IS NULL'), postgresql_where=sa.text('ended_at IS NULL'))
    op.drop_table('attention_snooze')
    op.drop_table('attention_limits')
    op.create_index(op.f('ix_event_learner_id'), 'event', ['learner_id'], unique=False)
    op.drop_index('ix_event_learner_id_at', table_name='event')
