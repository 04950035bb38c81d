-- The account that Banyan reads a MariaDB source with. `banyan grants source` prints it with :user, :password and :shop filled in.
-- Reading the log shows the changes of every table of the server, whatever SELECT allows; Banyan drops what it does not map.

CREATE USER IF NOT EXISTS :user@'%' IDENTIFIED BY :password;
ALTER USER :user@'%' IDENTIFIED BY :password;
GRANT REPLICATION SLAVE, BINLOG MONITOR ON *.* TO :user@'%';
-- REFERENCES shows what a delete does to other tables (information_schema.REFERENTIAL_CONSTRAINTS); nothing is ever created.
GRANT SELECT, REFERENCES ON :shop.* TO :user@'%';
GRANT SELECT, INSERT, UPDATE, DELETE ON `banyan`.* TO :user@'%';
