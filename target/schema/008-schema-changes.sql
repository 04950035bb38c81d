-- What happened to the shop's tables while they were followed. Names only. Control database only.
CREATE TABLE IF NOT EXISTS banyan.schema_changes (
  id          bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at          timestamptz NOT NULL DEFAULT clock_timestamp(),
  entity_type varchar(64) NOT NULL,
  severity    text        NOT NULL,
  says        text        NOT NULL
);

-- What the mapping rested on when it was last looked at; a new number tells every worker to read the shop again.
CREATE TABLE IF NOT EXISTS banyan.source_shape (
  only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
  version  bigint  NOT NULL,
  shape    jsonb   NOT NULL
);
