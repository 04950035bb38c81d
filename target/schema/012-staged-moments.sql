-- Up to which second of the source's clock the beginnings and ends of staged versions (Adobe Commerce) were seen to.
CREATE TABLE IF NOT EXISTS banyan.staged_moments (
  stream  text   PRIMARY KEY,
  passed  bigint NOT NULL
);
