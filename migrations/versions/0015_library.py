"""library

Revision ID: 0015
Revises: 0014
"""

import sqlalchemy as sa
from alembic import op

revision = '0015'
down_revision = '0014'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.add_column('sheet', sa.Column('latest', sa.Integer(), server_default='0', nullable=False))
    op.execute(
        'UPDATE sheet SET latest = COALESCE('
        '(SELECT MAX(number) FROM sheet_version WHERE sheet_version.sheet_id = sheet.id), 0)'
    )
    op.create_index(op.f('ix_assigned_sheet_sheet_id'), 'assigned_sheet', ['sheet_id'], unique=False)
    op.add_column('school', sa.Column('quality_level', sa.String(length=1), nullable=True))


def downgrade() -> None:
    """Undo."""
    op.drop_column('school', 'quality_level')
    op.drop_index(op.f('ix_assigned_sheet_sheet_id'), table_name='assigned_sheet')
    op.drop_column('sheet', 'latest')
