-- Whether an entity is followed, or its keys only gather in dirty_keys. No row: active. Control database only.
CREATE TABLE IF NOT EXISTS banyan.entity_states (
  entity varchar(64) PRIMARY KEY,
  state  text        NOT NULL CHECK (state IN ('active', 'paused', 'skipped')),
  why    text        NOT NULL,
  since  timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- The ranges of a run, in the order in which they are copied and compared. A workflow names them by number only.
CREATE TABLE IF NOT EXISTS banyan.planned_ranges (
  run         text        NOT NULL,
  ordinal     int         NOT NULL,
  entity_type varchar(64) NOT NULL,
  range_from  bigint      NOT NULL,
  range_to    bigint      NOT NULL,
  PRIMARY KEY (run, ordinal)
);

-- An entry with an id is added once, however often its activity is tried.
CREATE UNIQUE INDEX IF NOT EXISTS audit_once ON banyan.audit ((detail->>'id')) WHERE detail->>'id' IS NOT NULL;
