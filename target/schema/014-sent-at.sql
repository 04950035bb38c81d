-- When the broker last took events of the entity, by the clock of whoever sent them. Control database only.
ALTER TABLE banyan.unsettled ADD COLUMN IF NOT EXISTS sent_at timestamptz;
