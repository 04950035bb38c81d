-- What belongs to the run, not to a service's rows. Used in the control database only.

-- The migration's own settings: the id key, the source's identity.
CREATE TABLE IF NOT EXISTS banyan.settings (
  name  text PRIMARY KEY,
  value text NOT NULL
);

-- Who did what and why. Rows are only ever added.
CREATE TABLE IF NOT EXISTS banyan.audit (
  id     bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at     timestamptz NOT NULL DEFAULT clock_timestamp(),
  run    text        NOT NULL,
  who    text        NOT NULL,
  action text        NOT NULL,
  why    text        NOT NULL,
  detail jsonb       NOT NULL DEFAULT '{}'
);
CREATE OR REPLACE FUNCTION banyan.refuse_change() RETURNS trigger LANGUAGE plpgsql AS
  $$ BEGIN RAISE EXCEPTION 'the audit is append-only'; END $$;
DROP TRIGGER IF EXISTS audit_append_only ON banyan.audit;
CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON banyan.audit
  FOR EACH STATEMENT EXECUTE FUNCTION banyan.refuse_change();

-- One row per range that a verification has compared, so that it can be resumed and its coverage summed.
CREATE TABLE IF NOT EXISTS banyan.verified_ranges (
  verification text        NOT NULL,
  entity_type  varchar(64) NOT NULL,
  range_from   bigint      NOT NULL,
  range_to     bigint      NOT NULL,
  aggregates   bigint      NOT NULL,
  rows         bigint      NOT NULL,
  rechecked    bigint      NOT NULL,
  mismatches   bigint      NOT NULL,
  quarantined  bigint      NOT NULL,
  -- Rows by source table: carried and refused.
  accounts     jsonb       NOT NULL,
  -- Digest of the canonical rows of both sides, keyed with the id key.
  digest       text        NOT NULL,
  at           timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (verification, entity_type, range_from)
);

-- Every difference that was confirmed. Digests are keyed; no values.
CREATE TABLE IF NOT EXISTS banyan.mismatches (
  verification  text        NOT NULL,
  entity_type   varchar(64) NOT NULL,
  magento_id    bigint,
  root_id       uuid        NOT NULL,
  target_table  text        NOT NULL,
  row_key       text        NOT NULL,
  kind          text        NOT NULL,
  columns       text[]      NOT NULL,
  source_digest text,
  target_digest text,
  explanation   text        NOT NULL,
  at            timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (verification, target_table, row_key)
);
