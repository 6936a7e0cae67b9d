"""reading

Revision ID: 0020
Revises: 0019
"""

import sqlalchemy as sa
from alembic import op

revision = '0020'
down_revision = '0019'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.add_column('person', sa.Column('large_print', sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column('person', sa.Column('easy_mode', sa.Boolean(), server_default=sa.false(), nullable=False))


def downgrade() -> None:
    """Undo."""
    with op.batch_alter_table('person', schema=None) as batch_op:
        batch_op.drop_column('easy_mode')
        batch_op.drop_column('large_print')
