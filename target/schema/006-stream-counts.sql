-- What the stream did, by entity and minute: the error rate is told from it. Control database only.
CREATE TABLE IF NOT EXISTS banyan.stream_counts (
  minute      timestamptz NOT NULL,
  entity_type varchar(64) NOT NULL,
  -- Aggregates that were projected, refused (quarantined), and given up with their entity.
  projected   bigint      NOT NULL DEFAULT 0,
  refused     bigint      NOT NULL DEFAULT 0,
  failed      bigint      NOT NULL DEFAULT 0,
  PRIMARY KEY (minute, entity_type)
);

-- The newest change of each entity that the stream brought. Control database only.
CREATE TABLE IF NOT EXISTS banyan.stream_events (
  entity_type varchar(64) PRIMARY KEY,
  -- The newest label under which the stream has applied a change of the entity; 0 before the first.
  label       bigint      NOT NULL DEFAULT 0,
  at          timestamptz NOT NULL DEFAULT clock_timestamp()
);
