-- Stretches of the source's log that nobody could read. Control database only.
CREATE TABLE IF NOT EXISTS banyan.gaps (
  id           bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  noted_at     timestamptz NOT NULL DEFAULT clock_timestamp(),
  why          text        NOT NULL,
  -- The newest barrier that the stream had passed.
  label        bigint      NOT NULL,
  -- The stream began anew behind it, under labels above all earlier ones.
  restarted_at timestamptz,
  -- A verification that began after that found nothing different.
  healed_at    timestamptz,
  healed_by    text
);
CREATE INDEX IF NOT EXISTS gaps_open ON banyan.gaps (id) WHERE healed_at IS NULL;
