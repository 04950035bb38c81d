-- What a stream that delivers over a broker has sent and does not know to be in the targets. Control database only.
CREATE TABLE IF NOT EXISTS banyan.unsettled (
  entity_type     varchar(64) PRIMARY KEY,
  batches         int         NOT NULL,
  -- The newest label under which an event of the entity was sent.
  published_label bigint      NOT NULL,
  noted_at        timestamptz NOT NULL DEFAULT clock_timestamp()
);
