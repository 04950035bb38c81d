-- The small schema that Banyan owns beside the shop's, on the same server. Safe to run again.

CREATE DATABASE IF NOT EXISTS banyan CHARACTER SET utf8mb4;

-- Each load commits one step of n before its snapshot opens: whatever was acknowledged before is then visible.
CREATE TABLE IF NOT EXISTS banyan.barrier (
  id tinyint unsigned NOT NULL DEFAULT 1 PRIMARY KEY CHECK (id = 1),
  n bigint unsigned NOT NULL
) ENGINE = InnoDB;

INSERT IGNORE INTO banyan.barrier (id, n) VALUES (1, 0);

-- Written by Banyan on the source's clock, read back through the log: the lag, to the microsecond.
CREATE TABLE IF NOT EXISTS banyan.heartbeat (
  id int unsigned NOT NULL PRIMARY KEY,
  at datetime(6) NOT NULL
) ENGINE = InnoDB;

INSERT IGNORE INTO banyan.heartbeat (id, at) VALUES (1, UTC_TIMESTAMP(6));

-- Which writes of a service have reached the shop: inserted in the same transaction as the write itself.
CREATE TABLE IF NOT EXISTS banyan.applied (
  outbox_id bigint unsigned NOT NULL,
  entity varchar(64) CHARACTER SET ascii NOT NULL,
  magento_id bigint unsigned NOT NULL,
  uuid char(36) CHARACTER SET ascii NOT NULL,
  digest char(64) CHARACTER SET ascii NOT NULL,
  applied_at datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  PRIMARY KEY (entity, outbox_id)
) ENGINE = InnoDB;
