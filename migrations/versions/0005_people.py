"""people

Revision ID: 0005
Revises: 0004
"""

import sqlalchemy as sa
from alembic import op
from logbook.core.models import Id, UTCDateTime
from logbook.core.texts import searchable

revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table('set_up_code',
    sa.Column('code_sha256', sa.String(length=64), nullable=False),
    sa.Column('created_at', UTCDateTime(), nullable=False),
    sa.Column('expires_at', UTCDateTime(), nullable=False),
    sa.Column('used_at', UTCDateTime(), nullable=True),
    sa.PrimaryKeyConstraint('code_sha256', name=op.f('pk_set_up_code'))
    )
    op.create_table('school_holiday',
    sa.Column('id', Id(), nullable=False),
    sa.Column('school_id', Id(), nullable=False),
    sa.Column('first', sa.Date(), nullable=False),
    sa.Column('last', sa.Date(), nullable=False),
    sa.Column('name', sa.String(length=60), nullable=False),
    sa.CheckConstraint('last >= first', name=op.f('ck_school_holiday_dates_in_order')),
    sa.ForeignKeyConstraint(['school_id'], ['school.id'], name=op.f('fk_school_holiday_school_id_school')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_school_holiday'))
    )
    op.create_index('ix_school_holiday_school_id_first', 'school_holiday', ['school_id', 'first'], unique=False)
    with op.batch_alter_table('class_group', schema=None) as batch_op:
        batch_op.add_column(sa.Column('track_id', sa.String(length=60), nullable=True))
        batch_op.add_column(sa.Column('until_date', sa.Date(), nullable=True))
        batch_op.create_foreign_key(batch_op.f('fk_class_group_track_id_track'), 'track', ['track_id'], ['id'])
    with op.batch_alter_table('company', schema=None) as batch_op:
        batch_op.add_column(sa.Column('until_date', sa.Date(), nullable=True))
    with op.batch_alter_table('workplace', schema=None) as batch_op:
        batch_op.add_column(sa.Column('address', sa.String(length=200), nullable=True))
        batch_op.add_column(sa.Column('until_date', sa.Date(), nullable=True))
    op.create_index('ix_membership_school_id_role', 'membership', ['school_id', 'role'], unique=False)
    with op.batch_alter_table('guardianship', schema=None) as batch_op:
        batch_op.add_column(sa.Column('until_date', sa.Date(), nullable=True))
        batch_op.drop_constraint('pk_guardianship', type_='primary')
        batch_op.create_primary_key('pk_guardianship', ['guardian_id', 'learner_id', 'school_id'])
    with op.batch_alter_table('person', schema=None) as batch_op:
        batch_op.add_column(sa.Column('search', sa.Text(), server_default='', nullable=False))
        batch_op.create_index(batch_op.f('ix_person_search'), ['search'], unique=False)
    _fill_search()
    op.create_table('hand_over',
    sa.Column('id', Id(), nullable=False),
    sa.Column('school_id', Id(), nullable=False),
    sa.Column('learner_id', Id(), nullable=False),
    sa.Column('author_id', Id(), nullable=False),
    sa.Column('side', sa.String(length=6), nullable=False),
    sa.Column('class_id', Id(), nullable=True),
    sa.Column('placement_id', Id(), nullable=True),
    sa.Column('from_date', sa.Date(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('written_at', UTCDateTime(), nullable=False),
    sa.CheckConstraint("side IN ('school', 'work')", name=op.f('ck_hand_over_side_known')),
    sa.ForeignKeyConstraint(['author_id'], ['person.id'], name=op.f('fk_hand_over_author_id_person')),
    sa.ForeignKeyConstraint(['class_id'], ['class_group.id'], name=op.f('fk_hand_over_class_id_class_group')),
    sa.ForeignKeyConstraint(['learner_id'], ['person.id'], name=op.f('fk_hand_over_learner_id_person')),
    sa.ForeignKeyConstraint(['placement_id'], ['placement.id'], name=op.f('fk_hand_over_placement_id_placement')),
    sa.ForeignKeyConstraint(['school_id'], ['school.id'], name=op.f('fk_hand_over_school_id_school')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_hand_over'))
    )
    op.create_index('ix_hand_over_learner_id_from_date', 'hand_over', ['learner_id', 'from_date'], unique=False)


def _fill_search() -> None:
    """Give everyone who is there already the words by which they are found."""
    person = sa.table('person', sa.column('id', Id()), sa.column('given_name', sa.String()),
                      sa.column('family_name', sa.String()), sa.column('email', sa.String()),
                      sa.column('search', sa.String()))
    connection = op.get_bind()
    for row in connection.execute(sa.select(person)).all():
        words = searchable(row.family_name, row.given_name, row.email)
        connection.execute(person.update().where(person.c.id == row.id).values(search=words))


def downgrade() -> None:
    """Undo."""
    op.drop_table('hand_over')
    with op.batch_alter_table('person', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_person_search'))
        batch_op.drop_column('search')
    with op.batch_alter_table('guardianship', schema=None) as batch_op:
        batch_op.drop_constraint('pk_guardianship', type_='primary')
        batch_op.create_primary_key('pk_guardianship', ['guardian_id', 'learner_id'])
        batch_op.drop_column('until_date')
    op.drop_index('ix_membership_school_id_role', 'membership')
    with op.batch_alter_table('workplace', schema=None) as batch_op:
        batch_op.drop_column('until_date')
        batch_op.drop_column('address')
    with op.batch_alter_table('company', schema=None) as batch_op:
        batch_op.drop_column('until_date')
    with op.batch_alter_table('class_group', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_class_group_track_id_track'), type_='foreignkey')
        batch_op.drop_column('until_date')
        batch_op.drop_column('track_id')
    op.drop_table('school_holiday')
    op.drop_table('set_up_code')
