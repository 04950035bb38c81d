-- Aggregates of a range that the run's cut leaves out. Control database only.
ALTER TABLE banyan.verified_ranges ADD COLUMN IF NOT EXISTS left_out bigint NOT NULL DEFAULT 0;
