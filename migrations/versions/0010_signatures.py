"""signatures

Revision ID: 0010
Revises: 0009
"""

import sqlalchemy as sa
from alembic import op
from logbook.core.models import Id, UTCDateTime

revision = '0010'
down_revision = '0009'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table('invitation',
    sa.Column('id', Id(), nullable=False),
    sa.Column('school_id', Id(), nullable=False),
    sa.Column('person_id', Id(), nullable=False),
    sa.Column('membership_id', Id(), nullable=False),
    sa.Column('token_sha256', sa.String(length=64), nullable=False),
    sa.Column('mail_id', Id(), nullable=False),
    sa.Column('made_by', Id(), nullable=False),
    sa.Column('made_at', UTCDateTime(), nullable=False),
    sa.Column('expires_at', UTCDateTime(), nullable=False),
    sa.Column('used_at', UTCDateTime(), nullable=True),
    sa.Column('ended_at', UTCDateTime(), nullable=True),
    sa.ForeignKeyConstraint(['made_by'], ['person.id'], name=op.f('fk_invitation_made_by_person')),
    sa.ForeignKeyConstraint(['membership_id'], ['membership.id'], name=op.f('fk_invitation_membership_id_membership')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_invitation_person_id_person')),
    sa.ForeignKeyConstraint(['school_id'], ['school.id'], name=op.f('fk_invitation_school_id_school')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_invitation')),
    sa.UniqueConstraint('token_sha256', name=op.f('uq_invitation_token_sha256'))
    )
    op.create_index('ix_invitation_school_id_person_id', 'invitation', ['school_id', 'person_id'], unique=False)
    op.create_index(op.f('ix_invitation_person_id'), 'invitation', ['person_id'], unique=False)
    op.create_table('invitation_run',
    sa.Column('id', Id(), nullable=False),
    sa.Column('school_id', Id(), nullable=False),
    sa.Column('made_by', Id(), nullable=False),
    sa.Column('role', sa.String(length=24), nullable=False),
    sa.Column('class_id', Id(), nullable=True),
    sa.Column('state', sa.String(length=12), nullable=False),
    sa.Column('total', sa.Integer(), nullable=False),
    sa.Column('sent', sa.Integer(), nullable=False),
    sa.Column('made_at', UTCDateTime(), nullable=False),
    sa.Column('ended_at', UTCDateTime(), nullable=True),
    sa.CheckConstraint("state IN ('running', 'done', 'cancelled')", name=op.f('ck_invitation_run_state_known')),
    sa.ForeignKeyConstraint(['made_by'], ['membership.id'], name=op.f('fk_invitation_run_made_by_membership')),
    sa.ForeignKeyConstraint(['school_id'], ['school.id'], name=op.f('fk_invitation_run_school_id_school')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_invitation_run'))
    )
    op.create_index(op.f('ix_invitation_run_school_id'), 'invitation_run', ['school_id'], unique=False)
    op.create_table('week_signature',
    sa.Column('id', Id(), nullable=False),
    sa.Column('school_id', Id(), nullable=False),
    sa.Column('learner_id', Id(), nullable=False),
    sa.Column('placement_id', Id(), nullable=False),
    sa.Column('week', sa.Integer(), nullable=False),
    sa.Column('mentor_id', Id(), nullable=False),
    sa.Column('address_sha256', sa.String(length=64), nullable=False),
    sa.Column('signed_name', sa.String(length=120), nullable=False),
    sa.Column('said', sa.JSON(), nullable=False),
    sa.Column('token_sha256', sa.String(length=64), nullable=False),
    sa.Column('state', sa.String(length=12), nullable=False),
    sa.Column('made_at', UTCDateTime(), nullable=False),
    sa.Column('expires_at', UTCDateTime(), nullable=False),
    sa.Column('closed_at', UTCDateTime(), nullable=True),
    sa.CheckConstraint("state IN ('open', 'confirmed', 'refused', 'replaced')",
                       name=op.f('ck_week_signature_state_known')),
    sa.ForeignKeyConstraint(['learner_id'], ['person.id'], name=op.f('fk_week_signature_learner_id_person')),
    sa.ForeignKeyConstraint(['mentor_id'], ['person.id'], name=op.f('fk_week_signature_mentor_id_person')),
    sa.ForeignKeyConstraint(['placement_id'], ['placement.id'], name=op.f('fk_week_signature_placement_id_placement')),
    sa.ForeignKeyConstraint(['school_id'], ['school.id'], name=op.f('fk_week_signature_school_id_school')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_week_signature')),
    sa.UniqueConstraint('token_sha256', name=op.f('uq_week_signature_token_sha256'))
    )
    op.create_index(op.f('ix_week_signature_learner_id'), 'week_signature', ['learner_id'], unique=False)
    op.create_index(op.f('ix_week_signature_mentor_id'), 'week_signature', ['mentor_id'], unique=False)
    op.create_index('ix_week_signature_one_open', 'week_signature', ['placement_id', 'week'], unique=True,
                    sqlite_where=sa.text("state = 'open'"), postgresql_where=sa.text("state = 'open'"))


def downgrade() -> None:
    """Undo."""
    op.drop_table('week_signature')
    op.drop_table('invitation_run')
    op.drop_table('invitation')
