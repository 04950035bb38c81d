-- Banyan's own tables beside the rows of the services, in the same database so that both commit together.
CREATE SCHEMA IF NOT EXISTS banyan;

-- One row per aggregate root: its id on both sides, and the newest label whose state it carries.
CREATE TABLE IF NOT EXISTS banyan.magento_id_map (
  entity_type varchar(64) NOT NULL,
  magento_id  bigint      NOT NULL,
  new_uuid    uuid        NOT NULL DEFAULT gen_random_uuid(),
  created_at  timestamptz NOT NULL DEFAULT now(),
  -- The label of the newest load that wrote this aggregate. It never goes back.
  label       bigint      NOT NULL DEFAULT 0,
  -- A tombstone: the source had no such row at this label.
  gone        boolean     NOT NULL DEFAULT false,
  -- False for ids that were mapped before Banyan came, or that were born in a service.
  derived     boolean     NOT NULL DEFAULT false,
  PRIMARY KEY (entity_type, magento_id),
  UNIQUE (new_uuid)
);
CREATE INDEX IF NOT EXISTS magento_id_map_kept ON banyan.magento_id_map (entity_type) WHERE NOT derived;

-- Aggregates that could not be carried. Their last good state stays. No values are kept here, only names.
CREATE TABLE IF NOT EXISTS banyan.quarantine (
  entity_type  varchar(64) NOT NULL,
  magento_id   bigint      NOT NULL,
  label        bigint      NOT NULL,
  source_table text        NOT NULL,
  source_column text       NOT NULL,
  reason       text        NOT NULL,
  first_seen   timestamptz NOT NULL DEFAULT now(),
  accepted_by  text,
  accepted_because text,
  accepted_at  timestamptz,
  PRIMARY KEY (entity_type, magento_id)
);

-- Keys that must be projected again: of a paused entity, a healed reference, a refused batch, a repair.
CREATE TABLE IF NOT EXISTS banyan.dirty_keys (
  entity_type varchar(64) NOT NULL,
  magento_id  bigint      NOT NULL,
  reason      text        NOT NULL,
  seq         bigint      GENERATED ALWAYS AS IDENTITY,
  since       timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (entity_type, magento_id)
);
CREATE INDEX IF NOT EXISTS dirty_keys_in_order ON banyan.dirty_keys (entity_type, seq);

-- How far the stream is. Only the holder of the fence may move it.
CREATE TABLE IF NOT EXISTS banyan.stream_tokens (
  stream    text        PRIMARY KEY,
  fence     bigint      NOT NULL DEFAULT 0,
  token     jsonb,
  -- The newest barrier that the stream has passed with everything before it applied.
  label     bigint      NOT NULL DEFAULT 0,
  -- The source's clock in its newest heartbeat row that was applied.
  heartbeat timestamptz,
  moved_at  timestamptz NOT NULL DEFAULT now()
);

-- Unlogged effects of a delete, waiting for every load that ran at that time to end.
CREATE TABLE IF NOT EXISTS banyan.heals (
  id           bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  source_table text        NOT NULL,
  source_column text       NOT NULL,
  magento_id   bigint      NOT NULL,
  -- Of an attribute its code: values are kept under it.
  name         text,
  -- The transaction that recorded it: the heal is final once no older transaction runs.
  recorded_by  xid8        NOT NULL DEFAULT pg_current_xact_id(),
  since        timestamptz NOT NULL DEFAULT now()
);

-- The last key each range of a backfill has committed, in the transaction of the rows themselves.
CREATE TABLE IF NOT EXISTS banyan.progress (
  run         text        NOT NULL,
  entity_type varchar(64) NOT NULL,
  range_from  bigint      NOT NULL,
  range_to    bigint      NOT NULL,
  last_key    bigint      NOT NULL,
  rows        bigint      NOT NULL DEFAULT 0,
  moved_at    timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (run, entity_type, range_from)
);
