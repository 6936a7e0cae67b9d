"""roster

Revision ID: 0006
Revises: 0005
"""

import sqlalchemy as sa
from alembic import op
from logbook.core.models import Id, UTCDateTime

revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        'roster_import',
        sa.Column('id', Id(), nullable=False),
        sa.Column('school_id', Id(), nullable=False),
        sa.Column('school_year_id', Id(), nullable=False),
        sa.Column('by_id', Id(), nullable=False),
        sa.Column('made_at', UTCDateTime(), nullable=False),
        sa.Column('name', sa.String(length=120), nullable=False),
        sa.Column('ends', sa.Boolean(), nullable=False),
        sa.Column('state', sa.String(length=12), nullable=False),
        sa.Column('rows', sa.JSON(), nullable=False),
        sa.Column('problems', sa.JSON(), nullable=False),
        sa.Column('agreed', sa.String(length=64), nullable=True),
        sa.Column('counts', sa.JSON(), nullable=True),
        sa.Column('undo', sa.JSON(), nullable=True),
        sa.Column('applied_at', UTCDateTime(), nullable=True),
        sa.Column('ended_at', UTCDateTime(), nullable=True),
        sa.CheckConstraint(
            "state IN ('ready', 'applying', 'applied', 'cancelled', 'undoing', 'undone')",
            name=op.f('ck_roster_import_state_known'),
        ),
        sa.ForeignKeyConstraint(['by_id'], ['person.id'], name=op.f('fk_roster_import_by_id_person')),
        sa.ForeignKeyConstraint(['school_id'], ['school.id'], name=op.f('fk_roster_import_school_id_school')),
        sa.ForeignKeyConstraint(
            ['school_year_id'], ['school_year.id'], name=op.f('fk_roster_import_school_year_id_school_year')
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_roster_import')),
    )
    op.create_index('ix_roster_import_school_id_made_at', 'roster_import', ['school_id', 'made_at'])
    op.create_table(
        'source_id',
        sa.Column('school_id', Id(), nullable=False),
        sa.Column('source_id', sa.String(length=80), nullable=False),
        sa.Column('person_id', Id(), nullable=False),
        sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_source_id_person_id_person')),
        sa.ForeignKeyConstraint(['school_id'], ['school.id'], name=op.f('fk_source_id_school_id_school')),
        sa.PrimaryKeyConstraint('school_id', 'source_id', name=op.f('pk_source_id')),
    )
    op.create_index(op.f('ix_source_id_person_id'), 'source_id', ['person_id'])


def downgrade() -> None:
    """Undo."""
    op.drop_index(op.f('ix_source_id_person_id'), 'source_id')
    op.drop_table('source_id')
    op.drop_index('ix_roster_import_school_id_made_at', 'roster_import')
    op.drop_table('roster_import')
