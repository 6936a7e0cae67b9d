"""archive

Revision ID: 0009
Revises: 0008
"""

import sqlalchemy as sa
from alembic import op
from logbook.core.models import Id, UTCDateTime

revision = '0009'
down_revision = '0008'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table('archive_job',
    sa.Column('id', Id(), nullable=False),
    sa.Column('school_id', Id(), nullable=False),
    sa.Column('learner_id', Id(), nullable=True),
    sa.Column('kind', sa.String(length=8), nullable=False),
    sa.Column('state', sa.String(length=12), nullable=False),
    sa.Column('asked_by', Id(), nullable=False),
    sa.Column('asked_role', sa.String(length=24), nullable=False),
    sa.Column('membership_id', Id(), nullable=False),
    sa.Column('asked_at', UTCDateTime(), nullable=False),
    sa.Column('finished_at', UTCDateTime(), nullable=True),
    sa.Column('expires_at', UTCDateTime(), nullable=True),
    sa.Column('size', sa.Integer(), nullable=True),
    sa.Column('problem', sa.String(length=40), nullable=True),
    sa.Column('found', sa.JSON(), nullable=True),
    sa.ForeignKeyConstraint(['asked_by'], ['person.id'], name=op.f('fk_archive_job_asked_by_person')),
    sa.ForeignKeyConstraint(['learner_id'], ['person.id'], name=op.f('fk_archive_job_learner_id_person')),
    sa.ForeignKeyConstraint(['membership_id'], ['membership.id'], name=op.f('fk_archive_job_membership_id_membership')),
    sa.ForeignKeyConstraint(['school_id'], ['school.id'], name=op.f('fk_archive_job_school_id_school')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_archive_job'))
    )
    op.create_index('ix_archive_job_learner_id_asked_at', 'archive_job', ['learner_id', 'asked_at'])
    op.create_index('ix_archive_job_school_id_kind_asked_at', 'archive_job', ['school_id', 'kind', 'asked_at'])
    op.create_index(op.f('ix_archive_job_state'), 'archive_job', ['state'])
    op.create_table('history',
    sa.Column('id', Id(), nullable=False),
    sa.Column('school_id', Id(), nullable=False),
    sa.Column('learner_id', Id(), nullable=False),
    sa.Column('archive_id', Id(), nullable=False),
    sa.Column('source_learner_id', Id(), nullable=False),
    sa.Column('source_school', sa.String(length=120), nullable=False),
    sa.Column('key_fingerprint', sa.String(length=64), nullable=False),
    sa.Column('made_at', UTCDateTime(), nullable=False),
    sa.Column('imported_by', Id(), nullable=False),
    sa.Column('imported_at', UTCDateTime(), nullable=False),
    sa.Column('counts', sa.JSON(), nullable=False),
    sa.ForeignKeyConstraint(['imported_by'], ['person.id'], name=op.f('fk_history_imported_by_person')),
    sa.ForeignKeyConstraint(['learner_id'], ['person.id'], name=op.f('fk_history_learner_id_person')),
    sa.ForeignKeyConstraint(['school_id'], ['school.id'], name=op.f('fk_history_school_id_school')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_history')),
    sa.UniqueConstraint('school_id', 'source_learner_id', name=op.f('uq_history_school_id_source_learner_id'))
    )
    op.create_index('ix_history_learner_id', 'history', ['learner_id'])
    with op.batch_alter_table('company', schema=None) as batch_op:
        batch_op.add_column(sa.Column('photos_allowed', sa.Boolean(), server_default=sa.true(), nullable=False))
    with op.batch_alter_table('membership', schema=None) as batch_op:
        batch_op.add_column(sa.Column('confidential_at', UTCDateTime(), nullable=True))
    with op.batch_alter_table('placement', schema=None) as batch_op:
        batch_op.add_column(sa.Column('history_id', Id(), nullable=True))
    with op.batch_alter_table('entry', schema=None) as batch_op:
        batch_op.add_column(sa.Column('history_id', Id(), nullable=True))
    with op.batch_alter_table('sheet', schema=None) as batch_op:
        batch_op.add_column(sa.Column('history', sa.Boolean(), server_default=sa.false(), nullable=False))


def downgrade() -> None:
    """Undo."""
    with op.batch_alter_table('sheet', schema=None) as batch_op:
        batch_op.drop_column('history')
    with op.batch_alter_table('entry', schema=None) as batch_op:
        batch_op.drop_column('history_id')
    with op.batch_alter_table('placement', schema=None) as batch_op:
        batch_op.drop_column('history_id')
    with op.batch_alter_table('membership', schema=None) as batch_op:
        batch_op.drop_column('confidential_at')
    with op.batch_alter_table('company', schema=None) as batch_op:
        batch_op.drop_column('photos_allowed')
    op.drop_table('history')
    op.drop_table('archive_job')
