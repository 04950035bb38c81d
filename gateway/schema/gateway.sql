-- What all gateways of a shop share. In the control database.
CREATE SCHEMA IF NOT EXISTS banyan;

-- Where requests go. The newest version counts; the older ones are its history. Rows are only ever added.
CREATE TABLE IF NOT EXISTS banyan.gateway_routing (
  version      bigint      PRIMARY KEY CHECK (version > 0),
  at           timestamptz NOT NULL DEFAULT clock_timestamp(),
  -- Every gateway follows it from this moment on, so that two of them agree.
  effective_at timestamptz NOT NULL,
  who          text        NOT NULL CHECK (who <> ''),
  why          text        NOT NULL CHECK (why <> ''),
  action       text        NOT NULL,
  -- Flags, or other names, that this version changed.
  changed      text[]      NOT NULL,
  routing      jsonb       NOT NULL
);

CREATE OR REPLACE FUNCTION banyan.gateway_refuse_change() RETURNS trigger LANGUAGE plpgsql AS
  $$ BEGIN RAISE EXCEPTION 'the history of the routing is append-only'; END $$;
CREATE OR REPLACE TRIGGER gateway_routing_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON banyan.gateway_routing
  FOR EACH STATEMENT EXECUTE FUNCTION banyan.gateway_refuse_change();

CREATE OR REPLACE FUNCTION banyan.gateway_tell() RETURNS trigger LANGUAGE plpgsql AS
  $$ BEGIN PERFORM pg_notify('banyan_gateway', TG_TABLE_NAME); RETURN NULL; END $$;
CREATE OR REPLACE TRIGGER gateway_routing_told AFTER INSERT ON banyan.gateway_routing
  FOR EACH STATEMENT EXECUTE FUNCTION banyan.gateway_tell();

-- Failures in a row of each domain's service, counted over all gateways.
CREATE TABLE IF NOT EXISTS banyan.gateway_failures (
  domain     text        PRIMARY KEY,
  -- Version in which the flag was last changed: failures of requests from before do not count.
  since      bigint      NOT NULL,
  in_a_row   int         NOT NULL,
  last_kind  text        NOT NULL,
  at         timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE OR REPLACE TRIGGER gateway_failures_told AFTER INSERT OR UPDATE ON banyan.gateway_failures
  FOR EACH STATEMENT EXECUTE FUNCTION banyan.gateway_tell();

-- Alerts that have to be sent, once each.
CREATE TABLE IF NOT EXISTS banyan.gateway_alerts (
  id         bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at         timestamptz NOT NULL DEFAULT clock_timestamp(),
  message    text        NOT NULL,
  -- Who tries to send it, until when nobody else does.
  claimed_until timestamptz,
  sent_at    timestamptz
);
CREATE INDEX IF NOT EXISTS gateway_alerts_unsent ON banyan.gateway_alerts (id) WHERE sent_at IS NULL;

-- What the files of flags have said before, by digest: the same file in many gateways is one change.
CREATE TABLE IF NOT EXISTS banyan.gateway_files (
  name   text        PRIMARY KEY,
  digest text        NOT NULL,
  seen   text[]      NOT NULL,
  at     timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- Reads answered by both sides and compared, by route. Counts only.
CREATE TABLE IF NOT EXISTS banyan.gateway_shadow (
  route      text        NOT NULL,
  domain     text        NOT NULL,
  day        date        NOT NULL,
  compared   bigint      NOT NULL DEFAULT 0,
  mismatched bigint      NOT NULL DEFAULT 0,
  -- Control answered twice, and differently.
  baselines  bigint      NOT NULL DEFAULT 0,
  noisy      bigint      NOT NULL DEFAULT 0,
  -- Not compared: budget spent, answer too large, candidate or control failed.
  skipped    bigint      NOT NULL DEFAULT 0,
  PRIMARY KEY (route, day)
);

-- Differences found by comparing: where, and keyed digests of both values. No values.
CREATE TABLE IF NOT EXISTS banyan.gateway_mismatches (
  id          bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at          timestamptz NOT NULL DEFAULT clock_timestamp(),
  route       text        NOT NULL,
  domain      text        NOT NULL,
  -- Digest of the request's path and query, to find the same request again.
  request     text        NOT NULL,
  path        text        NOT NULL,
  kind        text        NOT NULL,
  control     text,
  candidate   text
);
CREATE INDEX IF NOT EXISTS gateway_mismatches_by_route ON banyan.gateway_mismatches (route, at);

-- What each gateway has answered, by domain and minute. Counts only.
CREATE TABLE IF NOT EXISTS banyan.gateway_traffic (
  gateway             uuid        NOT NULL,
  domain              text        NOT NULL,
  minute              timestamptz NOT NULL,
  reads               bigint      NOT NULL,
  -- Answered with 5xx, whoever failed.
  reads_failed        bigint      NOT NULL,
  writes              bigint      NOT NULL,
  writes_failed       bigint      NOT NULL,
  -- Reads meant for a service and answered by Magento, and the longest that one of them took as a whole.
  fallbacks           bigint      NOT NULL,
  slowest_fallback_ms float8      NOT NULL,
  -- Reads answered by the service, by how long they took.
  latencies           bigint[]    NOT NULL,
  PRIMARY KEY (domain, minute, gateway)
);
