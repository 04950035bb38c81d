-- Some foreign keys of a shop are texts: the code of an inventory source. Exactly one of the two keys is there.
ALTER TABLE banyan.heals ALTER COLUMN magento_id DROP NOT NULL;
ALTER TABLE banyan.heals ADD COLUMN IF NOT EXISTS text_key text;
