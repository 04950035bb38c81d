-- The account that one reference service reads with. Run in the database of its schema, once for each service:
--   psql -v service=catalog -v account=catalog_reader -v password="'…'" -f service-account.sql
CREATE ROLE :"account" LOGIN PASSWORD :password;
ALTER ROLE :"account" SET default_transaction_read_only = on;
GRANT USAGE ON SCHEMA :"service", banyan TO :"account";
GRANT SELECT ON ALL TABLES IN SCHEMA :"service" TO :"account";
-- Ids of Magento, that the public contract shows, by ids of the service.
GRANT SELECT ON banyan.magento_id_map TO :"account";
-- Where the schema of store views is in the same database. Else run this block there, with an account of this name.
GRANT USAGE ON SCHEMA store TO :"account";
GRANT SELECT ON store.stores, store.store_groups, store.websites TO :"account";
