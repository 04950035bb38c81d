-- How long a heartbeat took from its commit in the source to its application, in milliseconds. Control database only.
CREATE TABLE IF NOT EXISTS banyan.lag_samples (
  at timestamptz      NOT NULL DEFAULT clock_timestamp(),
  ms double precision NOT NULL
);
CREATE INDEX IF NOT EXISTS lag_samples_by_time ON banyan.lag_samples (at);
