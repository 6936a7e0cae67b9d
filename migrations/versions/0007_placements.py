"""placements

Revision ID: 0007
Revises: 0006
"""

import sqlalchemy as sa
from alembic import op
from logbook.core.models import Id, UTCDateTime

revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    with op.batch_alter_table('placement_member', schema=None) as batch_op:
        batch_op.add_column(sa.Column('over_limit', sa.Text(), nullable=True))
    op.create_table('recognition',
    sa.Column('id', Id(), nullable=False),
    sa.Column('school_id', Id(), nullable=False),
    sa.Column('workplace_id', Id(), nullable=False),
    sa.Column('track_id', sa.String(length=60), nullable=False),
    sa.Column('mentor_id', Id(), nullable=False),
    sa.Column('recognised_on', sa.Date(), nullable=False),
    sa.Column('withdrawn_on', sa.Date(), nullable=True),
    sa.ForeignKeyConstraint(['mentor_id'], ['person.id'], name=op.f('fk_recognition_mentor_id_person')),
    sa.ForeignKeyConstraint(['school_id'], ['school.id'], name=op.f('fk_recognition_school_id_school')),
    sa.ForeignKeyConstraint(['track_id'], ['track.id'], name=op.f('fk_recognition_track_id_track')),
    sa.ForeignKeyConstraint(['workplace_id'], ['workplace.id'], name=op.f('fk_recognition_workplace_id_workplace')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_recognition'))
    )
    op.create_index('ix_recognition_workplace_id_track_id', 'recognition', ['workplace_id', 'track_id'], unique=False)
    op.create_table('mentor_condition',
    sa.Column('school_id', Id(), nullable=False),
    sa.Column('person_id', Id(), nullable=False),
    sa.Column('kind', sa.String(length=12), nullable=False),
    sa.Column('ground', sa.String(length=12), nullable=False),
    sa.Column('met_on', sa.Date(), nullable=False),
    sa.Column('recorded_by', Id(), nullable=False),
    sa.Column('recorded_at', UTCDateTime(), nullable=False),
    sa.CheckConstraint("kind IN ('age', 'experience', 'training')", name=op.f('ck_mentor_condition_kind_known')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_mentor_condition_person_id_person')),
    sa.ForeignKeyConstraint(['recorded_by'], ['person.id'], name=op.f('fk_mentor_condition_recorded_by_person')),
    sa.ForeignKeyConstraint(['school_id'], ['school.id'], name=op.f('fk_mentor_condition_school_id_school')),
    sa.PrimaryKeyConstraint('school_id', 'person_id', 'kind', name=op.f('pk_mentor_condition'))
    )
    op.create_table('checklist_tick',
    sa.Column('placement_id', Id(), nullable=False),
    sa.Column('item', sa.String(length=60), nullable=False),
    sa.Column('ticked_by', Id(), nullable=False),
    sa.Column('role', sa.String(length=24), nullable=False),
    sa.Column('ticked_at', UTCDateTime(), nullable=False),
    sa.Column('note', sa.String(length=300), nullable=True),
    sa.ForeignKeyConstraint(['placement_id'], ['placement.id'], name=op.f('fk_checklist_tick_placement_id_placement')),
    sa.ForeignKeyConstraint(['ticked_by'], ['person.id'], name=op.f('fk_checklist_tick_ticked_by_person')),
    sa.PrimaryKeyConstraint('placement_id', 'item', name=op.f('pk_checklist_tick'))
    )
    op.create_table('cover',
    sa.Column('id', Id(), nullable=False),
    sa.Column('placement_id', Id(), nullable=False),
    sa.Column('mentor_id', Id(), nullable=False),
    sa.Column('cover_id', Id(), nullable=False),
    sa.Column('from_date', sa.Date(), nullable=False),
    sa.Column('until_date', sa.Date(), nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('made_by', Id(), nullable=False),
    sa.Column('made_at', UTCDateTime(), nullable=False),
    sa.CheckConstraint('until_date >= from_date', name=op.f('ck_cover_dates_in_order')),
    sa.ForeignKeyConstraint(['cover_id'], ['person.id'], name=op.f('fk_cover_cover_id_person')),
    sa.ForeignKeyConstraint(['made_by'], ['person.id'], name=op.f('fk_cover_made_by_person')),
    sa.ForeignKeyConstraint(['mentor_id'], ['person.id'], name=op.f('fk_cover_mentor_id_person')),
    sa.ForeignKeyConstraint(['placement_id'], ['placement.id'], name=op.f('fk_cover_placement_id_placement')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_cover'))
    )
    op.create_index(op.f('ix_cover_placement_id'), 'cover', ['placement_id'], unique=False)
    op.create_table('work_phone',
    sa.Column('person_id', Id(), nullable=False),
    sa.Column('school_id', Id(), nullable=False),
    sa.Column('phone', sa.String(length=24), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_work_phone_person_id_person')),
    sa.ForeignKeyConstraint(['school_id'], ['school.id'], name=op.f('fk_work_phone_school_id_school')),
    sa.PrimaryKeyConstraint('person_id', 'school_id', name=op.f('pk_work_phone'))
    )
    op.create_table('day_statement',
    sa.Column('learner_id', Id(), nullable=False),
    sa.Column('date', sa.Date(), nullable=False),
    sa.Column('side', sa.String(length=10), nullable=False),
    sa.Column('status', sa.String(length=12), nullable=False),
    sa.Column('minutes', sa.Integer(), nullable=True),
    sa.Column('said_by', Id(), nullable=False),
    sa.Column('said_at', UTCDateTime(), nullable=False),
    sa.CheckConstraint("side IN ('workplace', 'school')", name=op.f('ck_day_statement_side_known')),
    sa.CheckConstraint('minutes IS NULL OR (minutes >= 0 AND minutes <= 1440)', name=op.f('ck_day_statement_minutes_of_a_day')),
    sa.ForeignKeyConstraint(['learner_id'], ['person.id'], name=op.f('fk_day_statement_learner_id_person')),
    sa.ForeignKeyConstraint(['said_by'], ['person.id'], name=op.f('fk_day_statement_said_by_person')),
    sa.PrimaryKeyConstraint('learner_id', 'date', 'side', name=op.f('pk_day_statement'))
    )
    op.create_table('compensation',
    sa.Column('learner_id', Id(), nullable=False),
    sa.Column('worked_on', sa.Date(), nullable=False),
    sa.Column('taken_on', sa.Date(), nullable=False),
    sa.Column('agreed_by', Id(), nullable=False),
    sa.Column('agreed_at', UTCDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['agreed_by'], ['person.id'], name=op.f('fk_compensation_agreed_by_person')),
    sa.ForeignKeyConstraint(['learner_id'], ['person.id'], name=op.f('fk_compensation_learner_id_person')),
    sa.PrimaryKeyConstraint('learner_id', 'worked_on', name=op.f('pk_compensation'))
    )
    op.create_index('ix_compensation_learner_id_taken_on', 'compensation', ['learner_id', 'taken_on'], unique=True)
    op.create_table('calendar_feed',
    sa.Column('id', Id(), nullable=False),
    sa.Column('token_sha256', sa.String(length=64), nullable=False),
    sa.Column('membership_id', Id(), nullable=False),
    sa.Column('class_id', Id(), nullable=True),
    sa.Column('learner_id', Id(), nullable=True),
    sa.Column('made_at', UTCDateTime(), nullable=False),
    sa.Column('revoked_at', UTCDateTime(), nullable=True),
    sa.CheckConstraint('(class_id IS NULL) <> (learner_id IS NULL)', name=op.f('ck_calendar_feed_of_one_thing')),
    sa.ForeignKeyConstraint(['class_id'], ['class_group.id'], name=op.f('fk_calendar_feed_class_id_class_group')),
    sa.ForeignKeyConstraint(['learner_id'], ['person.id'], name=op.f('fk_calendar_feed_learner_id_person')),
    sa.ForeignKeyConstraint(['membership_id'], ['membership.id'], name=op.f('fk_calendar_feed_membership_id_membership')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_calendar_feed')),
    sa.UniqueConstraint('token_sha256', name=op.f('uq_calendar_feed_token_sha256'))
    )
    op.create_index('ix_calendar_feed_membership_id', 'calendar_feed', ['membership_id'], unique=False)


def downgrade() -> None:
    """Undo."""
    op.drop_table('calendar_feed')
    op.drop_table('compensation')
    op.drop_table('day_statement')
    op.drop_table('work_phone')
    op.drop_table('cover')
    op.drop_table('checklist_tick')
    op.drop_table('mentor_condition')
    op.drop_table('recognition')
    with op.batch_alter_table('placement_member', schema=None) as batch_op:
        batch_op.drop_column('over_limit')
