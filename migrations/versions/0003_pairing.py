"""pairing

Revision ID: 0003
Revises: 0002
"""

import sqlalchemy as sa
from alembic import op

from logbook.core.models import Id, UTCDateTime

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table('throttle',
    sa.Column('key', sa.String(length=64), nullable=False),
    sa.Column('ends_at', UTCDateTime(), nullable=False),
    sa.Column('spent', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_throttle'))
    )
    with op.batch_alter_table('throttle', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_throttle_ends_at'), ['ends_at'], unique=False)

    op.create_table('paired_device',
    sa.Column('id', Id(), nullable=False),
    sa.Column('school_id', Id(), nullable=False),
    sa.Column('learner_id', Id(), nullable=False),
    sa.Column('phone_hash', sa.String(length=64), nullable=False),
    sa.Column('name', sa.String(length=80), nullable=False),
    sa.Column('shared', sa.Boolean(), nullable=False),
    sa.Column('pin_hash', sa.String(length=128), nullable=True),
    sa.Column('tries', sa.Integer(), nullable=False),
    sa.Column('paired_by', Id(), nullable=False),
    sa.Column('paired_at', UTCDateTime(), nullable=False),
    sa.Column('last_use_at', UTCDateTime(), nullable=False),
    sa.Column('ended_at', UTCDateTime(), nullable=True),
    sa.ForeignKeyConstraint(['learner_id'], ['person.id'], name=op.f('fk_paired_device_learner_id_person')),
    sa.ForeignKeyConstraint(['paired_by'], ['person.id'], name=op.f('fk_paired_device_paired_by_person')),
    sa.ForeignKeyConstraint(['school_id'], ['school.id'], name=op.f('fk_paired_device_school_id_school')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_paired_device'))
    )
    with op.batch_alter_table('paired_device', schema=None) as batch_op:
        batch_op.create_index('ix_paired_device_learner_id_ended_at', ['learner_id', 'ended_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_paired_device_phone_hash'), ['phone_hash'], unique=False)

    op.create_table('pairing',
    sa.Column('id', Id(), nullable=False),
    sa.Column('school_id', Id(), nullable=False),
    sa.Column('learner_id', Id(), nullable=False),
    sa.Column('code_hash', sa.String(length=64), nullable=False),
    sa.Column('shared', sa.Boolean(), nullable=False),
    sa.Column('asked_by', Id(), nullable=False),
    sa.Column('asked_at', UTCDateTime(), nullable=False),
    sa.Column('expires_at', UTCDateTime(), nullable=False),
    sa.Column('ended_at', UTCDateTime(), nullable=True),
    sa.Column('device_id', Id(), nullable=True),
    sa.ForeignKeyConstraint(['asked_by'], ['person.id'], name=op.f('fk_pairing_asked_by_person')),
    sa.ForeignKeyConstraint(['device_id'], ['paired_device.id'], name=op.f('fk_pairing_device_id_paired_device')),
    sa.ForeignKeyConstraint(['learner_id'], ['person.id'], name=op.f('fk_pairing_learner_id_person')),
    sa.ForeignKeyConstraint(['school_id'], ['school.id'], name=op.f('fk_pairing_school_id_school')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_pairing')),
    sa.UniqueConstraint('code_hash', name=op.f('uq_pairing_code_hash'))
    )
    with op.batch_alter_table('pairing', schema=None) as batch_op:
        batch_op.create_index('ix_pairing_learner_id_ended_at', ['learner_id', 'ended_at'], unique=False)

    with op.batch_alter_table('sign_in_session', schema=None) as batch_op:
        batch_op.add_column(sa.Column('device_id', Id(), nullable=True))
        batch_op.add_column(sa.Column('unlocked_at', UTCDateTime(), nullable=True))
        batch_op.create_index(batch_op.f('ix_sign_in_session_device_id'), ['device_id'], unique=False)
        batch_op.create_foreign_key(
            batch_op.f('fk_sign_in_session_device_id_paired_device'), 'paired_device', ['device_id'], ['id']
        )


def downgrade() -> None:
    """Undo."""
    with op.batch_alter_table('sign_in_session', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_sign_in_session_device_id_paired_device'), type_='foreignkey')
        batch_op.drop_index(batch_op.f('ix_sign_in_session_device_id'))
        batch_op.drop_column('unlocked_at')
        batch_op.drop_column('device_id')

    op.drop_table('pairing')
    op.drop_table('paired_device')
    op.drop_table('throttle')
