-- Aggregates whose change could not be applied after all retries. No values are kept here: a replay reads the source again.
CREATE TABLE IF NOT EXISTS banyan.dead_letters (
  entity_type varchar(64) NOT NULL,
  -- -1: an event that could not be read, so nobody knows whom it was about.
  magento_id  bigint      NOT NULL,
  label       bigint      NOT NULL,
  event_id    text        NOT NULL,
  error       text        NOT NULL,
  attempts    int         NOT NULL,
  first_seen  timestamptz NOT NULL,
  last_seen   timestamptz NOT NULL,
  PRIMARY KEY (entity_type, magento_id)
);
