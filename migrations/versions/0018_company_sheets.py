"""company sheets

Revision ID: 0018
Revises: 0017
"""

import sqlalchemy as sa
from alembic import op
from logbook.core.models import Id, UTCDateTime

revision = '0018'
down_revision = '0017'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table('school_photo',
    sa.Column('id', Id(), nullable=False),
    sa.Column('school_id', Id(), nullable=False),
    sa.Column('stored_sha', sa.String(length=64), nullable=False),
    sa.Column('small_sha', sa.String(length=64), nullable=False),
    sa.Column('size', sa.Integer(), nullable=False),
    sa.Column('width', sa.Integer(), nullable=False),
    sa.Column('height', sa.Integer(), nullable=False),
    sa.Column('received_at', UTCDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['school_id'], ['school.id'], name=op.f('fk_school_photo_school_id_school')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_school_photo'))
    )
    op.create_index(op.f('ix_school_photo_school_id'), 'school_photo', ['school_id'], unique=False)
    op.create_index(op.f('ix_school_photo_stored_sha'), 'school_photo', ['stored_sha'], unique=False)
    op.create_index(op.f('ix_school_photo_small_sha'), 'school_photo', ['small_sha'], unique=False)
    op.create_table('company_sheet',
    sa.Column('id', Id(), nullable=False),
    sa.Column('school_id', Id(), nullable=False),
    sa.Column('workplace_id', Id(), nullable=False),
    sa.Column('sheet_id', sa.String(length=80), nullable=False),
    sa.Column('content', sa.JSON(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('made_by', Id(), nullable=False),
    sa.Column('made_at', UTCDateTime(), nullable=False),
    sa.Column('changed_by', Id(), nullable=False),
    sa.Column('changed_at', UTCDateTime(), nullable=False),
    sa.CheckConstraint('version > 0', name=op.f('ck_company_sheet_version_counts')),
    sa.ForeignKeyConstraint(['changed_by'], ['person.id'], name=op.f('fk_company_sheet_changed_by_person')),
    sa.ForeignKeyConstraint(['made_by'], ['person.id'], name=op.f('fk_company_sheet_made_by_person')),
    sa.ForeignKeyConstraint(['school_id'], ['school.id'], name=op.f('fk_company_sheet_school_id_school')),
    sa.ForeignKeyConstraint(['sheet_id'], ['sheet.id'], name=op.f('fk_company_sheet_sheet_id_sheet')),
    sa.ForeignKeyConstraint(['workplace_id'], ['workplace.id'], name=op.f('fk_company_sheet_workplace_id_workplace')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_company_sheet')),
    sa.UniqueConstraint('workplace_id', 'sheet_id', name=op.f('uq_company_sheet_workplace_id_sheet_id'))
    )
    op.create_index(op.f('ix_company_sheet_school_id'), 'company_sheet', ['school_id'], unique=False)
    op.create_index(op.f('ix_company_sheet_sheet_id'), 'company_sheet', ['sheet_id'], unique=False)
    op.create_table('company_sheet_photo',
    sa.Column('photo_id', Id(), nullable=False),
    sa.Column('school_id', Id(), nullable=False),
    sa.Column('company_sheet_id', Id(), nullable=False),
    sa.Column('alt', sa.String(length=200), nullable=False),
    sa.Column('added_by', Id(), nullable=False),
    sa.Column('added_at', UTCDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['added_by'], ['person.id'], name=op.f('fk_company_sheet_photo_added_by_person')),
    sa.ForeignKeyConstraint(['company_sheet_id'], ['company_sheet.id'],
                    name=op.f('fk_company_sheet_photo_company_sheet_id_company_sheet')),
    sa.ForeignKeyConstraint(['photo_id'], ['school_photo.id'],
                    name=op.f('fk_company_sheet_photo_photo_id_school_photo')),
    sa.ForeignKeyConstraint(['school_id'], ['school.id'], name=op.f('fk_company_sheet_photo_school_id_school')),
    sa.PrimaryKeyConstraint('photo_id', name=op.f('pk_company_sheet_photo'))
    )
    op.create_index(op.f('ix_company_sheet_photo_company_sheet_id'), 'company_sheet_photo', ['company_sheet_id'], unique=False)
    op.create_index(op.f('ix_company_sheet_photo_school_id'), 'company_sheet_photo', ['school_id'], unique=False)


def downgrade() -> None:
    """Undo."""
    op.drop_table('company_sheet_photo')
    op.drop_table('company_sheet')
    op.drop_table('school_photo')
