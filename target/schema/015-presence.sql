-- When each part of the way from the shop to the services was last there, and what it fails of. Control database only.
CREATE TABLE IF NOT EXISTS banyan.presence (
  part     text        NOT NULL,
  -- Which of several: machine and process.
  instance text        NOT NULL,
  seen_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
  -- NULL: it works.
  trouble  text,
  remedy   text,
  PRIMARY KEY (part, instance)
);
-- Entities with an aggregate that is a dead letter at this position: whoever reads one learns the other.
ALTER TABLE banyan.stream_tokens ADD COLUMN IF NOT EXISTS dead_letters text[] NOT NULL DEFAULT '{}';
