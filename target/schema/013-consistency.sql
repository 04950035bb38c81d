-- Samples of a service compared with the shop, each time they were. Control database only.
CREATE TABLE IF NOT EXISTS banyan.consistency_checks (
  id          bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at          timestamptz NOT NULL DEFAULT clock_timestamp(),
  service     text        NOT NULL,
  entity_type varchar(64) NOT NULL,
  compared    int         NOT NULL,
  quarantined int         NOT NULL,
  -- Where they differ: keys, tables, columns and keyed digests, at most twenty. No values.
  mismatches  jsonb       NOT NULL
);
CREATE INDEX IF NOT EXISTS consistency_checks_by_service ON banyan.consistency_checks (service, at);
