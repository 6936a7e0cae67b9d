"""privacy

Revision ID: 0008
Revises: 0007
"""

import sqlalchemy as sa
from alembic import op
from logbook.core.models import Id, UTCDateTime

revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None

# Events and seals are append-only. The one way out: a seal loses its salt for a named drop, then its event may go.
SQLITE_GUARDS = (
    """CREATE TRIGGER event_no_update BEFORE UPDATE ON event
    BEGIN SELECT RAISE(ABORT, 'events are append-only'); END""",
    """CREATE TRIGGER event_no_delete BEFORE DELETE ON event
    WHEN NOT EXISTS (SELECT 1 FROM event_seal WHERE event_id = OLD.id AND salt IS NULL AND drop_id IS NOT NULL)
    BEGIN SELECT RAISE(ABORT, 'events are append-only'); END""",
    """CREATE TRIGGER event_seal_no_delete BEFORE DELETE ON event_seal
    BEGIN SELECT RAISE(ABORT, 'seals are append-only'); END""",
    """CREATE TRIGGER event_seal_no_update BEFORE UPDATE ON event_seal
    WHEN NOT (OLD.salt IS NOT NULL AND NEW.salt IS NULL AND OLD.drop_id IS NULL AND NEW.drop_id IS NOT NULL
      AND NEW.chain_id = OLD.chain_id AND NEW.sequence = OLD.sequence AND NEW.event_id = OLD.event_id
      AND NEW.digest = OLD.digest AND NEW.chain = OLD.chain AND NEW.sealed_at = OLD.sealed_at)
    BEGIN SELECT RAISE(ABORT, 'seals are append-only'); END""",
)
POSTGRESQL_GUARDS = (
    """CREATE FUNCTION logbook_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$""",
    """CREATE FUNCTION logbook_event_delete() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF EXISTS (SELECT 1 FROM event_seal WHERE event_id = OLD.id AND salt IS NULL AND drop_id IS NOT NULL) THEN
        RETURN OLD;
      END IF;
      RAISE EXCEPTION 'event is append-only';
    END $$""",
    """CREATE FUNCTION logbook_seal_update() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF OLD.salt IS NOT NULL AND NEW.salt IS NULL AND OLD.drop_id IS NULL AND NEW.drop_id IS NOT NULL
        AND (NEW.chain_id, NEW.sequence, NEW.event_id, NEW.digest, NEW.chain, NEW.sealed_at)
          = (OLD.chain_id, OLD.sequence, OLD.event_id, OLD.digest, OLD.chain, OLD.sealed_at) THEN
        RETURN NEW;
      END IF;
      RAISE EXCEPTION 'event_seal is append-only';
    END $$""",
    "CREATE TRIGGER event_no_update BEFORE UPDATE ON event FOR EACH ROW EXECUTE FUNCTION logbook_append_only()",
    "CREATE TRIGGER event_no_delete BEFORE DELETE ON event FOR EACH ROW EXECUTE FUNCTION logbook_event_delete()",
    "CREATE TRIGGER event_no_truncate BEFORE TRUNCATE ON event EXECUTE FUNCTION logbook_append_only()",
    "CREATE TRIGGER event_seal_no_update BEFORE UPDATE ON event_seal FOR EACH ROW EXECUTE FUNCTION logbook_seal_update()",
    "CREATE TRIGGER event_seal_no_delete BEFORE DELETE ON event_seal FOR EACH ROW EXECUTE FUNCTION logbook_append_only()",
    "CREATE TRIGGER event_seal_no_truncate BEFORE TRUNCATE ON event_seal EXECUTE FUNCTION logbook_append_only()",
)
FUNCTIONS = ("logbook_append_only", "logbook_event_delete", "logbook_seal_update")
ON_EVENT = ("event_no_update", "event_no_delete")


def upgrade() -> None:
    """Apply."""
    with op.batch_alter_table('school', schema=None) as batch_op:
        batch_op.add_column(sa.Column('privacy_contact', sa.String(length=254), nullable=True))
    _widen_looks()
    _make_audit()
    _make_rights()
    _make_erasures()
    _make_retention()
    for guard in SQLITE_GUARDS if op.get_bind().dialect.name == 'sqlite' else POSTGRESQL_GUARDS:
        op.execute(guard)


def _widen_looks() -> None:
    with op.batch_alter_table('look', schema=None, recreate='auto') as batch_op:
        batch_op.add_column(sa.Column('what', sa.String(length=16), server_default='logbook', nullable=False))
        batch_op.add_column(sa.Column('school_id', Id(), nullable=True))
        batch_op.create_foreign_key(batch_op.f('fk_look_school_id_school'), 'school', ['school_id'], ['id'])
        batch_op.drop_constraint('pk_look', type_='primary')
        batch_op.create_primary_key('pk_look', ['learner_id', 'viewer_id', 'date', 'role', 'what'])
        batch_op.create_index('ix_look_learner_id_at', ['learner_id', 'at'], unique=False)
        batch_op.create_index('ix_look_viewer_id_at', ['viewer_id', 'at'], unique=False)
    op.execute("""UPDATE look SET school_id = (SELECT school_id FROM membership
        WHERE membership.person_id = look.learner_id AND membership.role = 'learner'
        ORDER BY from_date DESC LIMIT 1)""")


def _make_audit() -> None:
    op.create_table('event_drop',
    sa.Column('id', Id(), nullable=False),
    sa.Column('school_id', Id(), nullable=True),
    sa.Column('ground', sa.String(length=40), nullable=False),
    sa.Column('at', UTCDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['school_id'], ['school.id'], name=op.f('fk_event_drop_school_id_school')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_event_drop'))
    )
    op.create_table('event_seal',
    sa.Column('chain_id', Id(), nullable=False),
    sa.Column('sequence', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('event_id', Id(), nullable=False),
    sa.Column('salt', sa.LargeBinary(length=16), nullable=True),
    sa.Column('digest', sa.String(length=64), nullable=False),
    sa.Column('chain', sa.String(length=64), nullable=False),
    sa.Column('sealed_at', UTCDateTime(), nullable=False),
    sa.Column('drop_id', Id(), nullable=True),
    sa.ForeignKeyConstraint(['drop_id'], ['event_drop.id'], name=op.f('fk_event_seal_drop_id_event_drop')),
    sa.PrimaryKeyConstraint('chain_id', 'sequence', name=op.f('pk_event_seal')),
    sa.UniqueConstraint('event_id', name=op.f('uq_event_seal_event_id'))
    )
    with op.batch_alter_table('event_seal', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_event_seal_drop_id'), ['drop_id'], unique=False)


def _make_rights() -> None:
    op.create_table('correction',
    sa.Column('id', Id(), nullable=False),
    sa.Column('school_id', Id(), nullable=False),
    sa.Column('learner_id', Id(), nullable=False),
    sa.Column('asked_by', Id(), nullable=False),
    sa.Column('about', sa.String(length=120), nullable=False),
    sa.Column('words', sa.String(length=1000), nullable=False),
    sa.Column('asked_at', UTCDateTime(), nullable=False),
    sa.Column('state', sa.String(length=12), nullable=False),
    sa.Column('answer', sa.String(length=1000), nullable=True),
    sa.Column('answered_by', Id(), nullable=True),
    sa.Column('answered_at', UTCDateTime(), nullable=True),
    sa.ForeignKeyConstraint(['answered_by'], ['person.id'], name=op.f('fk_correction_answered_by_person')),
    sa.ForeignKeyConstraint(['asked_by'], ['person.id'], name=op.f('fk_correction_asked_by_person')),
    sa.ForeignKeyConstraint(['learner_id'], ['person.id'], name=op.f('fk_correction_learner_id_person')),
    sa.ForeignKeyConstraint(['school_id'], ['school.id'], name=op.f('fk_correction_school_id_school')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_correction'))
    )
    with op.batch_alter_table('correction', schema=None) as batch_op:
        batch_op.create_index('ix_correction_learner_id_asked_at', ['learner_id', 'asked_at'], unique=False)
        batch_op.create_index('ix_correction_school_id_state', ['school_id', 'state'], unique=False)
    op.create_table('legal_hold',
    sa.Column('id', Id(), nullable=False),
    sa.Column('school_id', Id(), nullable=False),
    sa.Column('person_id', Id(), nullable=False),
    sa.Column('reason', sa.String(length=300), nullable=False),
    sa.Column('set_by', Id(), nullable=False),
    sa.Column('set_at', UTCDateTime(), nullable=False),
    sa.Column('lift_reason', sa.String(length=300), nullable=True),
    sa.Column('lifted_by', Id(), nullable=True),
    sa.Column('lifted_at', UTCDateTime(), nullable=True),
    sa.ForeignKeyConstraint(['lifted_by'], ['person.id'], name=op.f('fk_legal_hold_lifted_by_person')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_legal_hold_person_id_person')),
    sa.ForeignKeyConstraint(['school_id'], ['school.id'], name=op.f('fk_legal_hold_school_id_school')),
    sa.ForeignKeyConstraint(['set_by'], ['person.id'], name=op.f('fk_legal_hold_set_by_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_legal_hold'))
    )
    with op.batch_alter_table('legal_hold', schema=None) as batch_op:
        batch_op.create_index('ix_legal_hold_person_id_lifted_at', ['person_id', 'lifted_at'], unique=False)


def _make_erasures() -> None:
    op.create_table('erasure',
    sa.Column('id', Id(), nullable=False),
    sa.Column('school_id', Id(), nullable=False),
    sa.Column('person_id', Id(), nullable=False),
    sa.Column('scope', sa.String(length=8), nullable=False),
    sa.Column('ground', sa.String(length=40), nullable=False),
    sa.Column('asked_by', Id(), nullable=True),
    sa.Column('asked_at', UTCDateTime(), nullable=False),
    sa.Column('state', sa.String(length=8), nullable=False),
    sa.Column('total', sa.Integer(), nullable=False),
    sa.Column('done', sa.Integer(), nullable=False),
    sa.Column('media', sa.Integer(), nullable=False),
    sa.Column('rows', sa.Integer(), nullable=False),
    sa.Column('events', sa.Integer(), nullable=False),
    sa.Column('finished_at', UTCDateTime(), nullable=True),
    sa.ForeignKeyConstraint(['asked_by'], ['person.id'], name=op.f('fk_erasure_asked_by_person')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_erasure_person_id_person')),
    sa.ForeignKeyConstraint(['school_id'], ['school.id'], name=op.f('fk_erasure_school_id_school')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_erasure'))
    )
    with op.batch_alter_table('erasure', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_erasure_state'), ['state'], unique=False)
        batch_op.create_index('ix_erasure_school_id_asked_at', ['school_id', 'asked_at'], unique=False)


def _make_retention() -> None:
    op.create_table('retention_rule',
    sa.Column('school_id', Id(), nullable=False),
    sa.Column('document', sa.String(length=24), nullable=False),
    sa.Column('amount', sa.Integer(), nullable=False),
    sa.Column('unit', sa.String(length=12), nullable=False),
    sa.Column('source', sa.String(length=200), nullable=False),
    sa.Column('source_on', sa.Date(), nullable=False),
    sa.Column('changed_by', Id(), nullable=False),
    sa.Column('changed_at', UTCDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['changed_by'], ['person.id'], name=op.f('fk_retention_rule_changed_by_person')),
    sa.ForeignKeyConstraint(['school_id'], ['school.id'], name=op.f('fk_retention_rule_school_id_school')),
    sa.PrimaryKeyConstraint('school_id', 'document', name=op.f('pk_retention_rule'))
    )
    op.create_table('retention_run',
    sa.Column('id', Id(), nullable=False),
    sa.Column('school_id', Id(), nullable=False),
    sa.Column('ran_at', UTCDateTime(), nullable=False),
    sa.Column('dry', sa.Boolean(), nullable=False),
    sa.Column('counts', sa.JSON(), nullable=False),
    sa.ForeignKeyConstraint(['school_id'], ['school.id'], name=op.f('fk_retention_run_school_id_school')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_retention_run'))
    )
    with op.batch_alter_table('retention_run', schema=None) as batch_op:
        batch_op.create_index('ix_retention_run_school_id_ran_at', ['school_id', 'ran_at'], unique=False)


def downgrade() -> None:
    """Undo."""
    _drop_guards()
    for table in ('retention_run', 'retention_rule', 'erasure', 'legal_hold', 'correction', 'event_seal', 'event_drop'):
        op.drop_table(table)
    op.execute("""DELETE FROM look WHERE EXISTS (SELECT 1 FROM look AS other
        WHERE other.learner_id = look.learner_id AND other.viewer_id = look.viewer_id AND other.date = look.date
        AND (other.role < look.role OR (other.role = look.role AND other.what < look.what)))""")
    with op.batch_alter_table('look', schema=None) as batch_op:
        batch_op.drop_index('ix_look_viewer_id_at')
        batch_op.drop_index('ix_look_learner_id_at')
        batch_op.drop_constraint('pk_look', type_='primary')
        batch_op.create_primary_key('pk_look', ['learner_id', 'viewer_id', 'date'])
        batch_op.drop_constraint(batch_op.f('fk_look_school_id_school'), type_='foreignkey')
        batch_op.drop_column('school_id')
        batch_op.drop_column('what')
    with op.batch_alter_table('school', schema=None) as batch_op:
        batch_op.drop_column('privacy_contact')


def _drop_guards() -> None:
    on_event = ' ON event' if op.get_bind().dialect.name == 'postgresql' else ''
    for trigger in ON_EVENT:
        op.execute(f'DROP TRIGGER {trigger}{on_event}')
    if on_event:
        op.execute('DROP TRIGGER event_no_truncate ON event')
        for function in FUNCTIONS:
            op.execute(f'DROP FUNCTION {function} CASCADE')
