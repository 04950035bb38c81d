-- Generated from the entity definitions by `npm run generate`; edit those instead.
DO $$
BEGIN

END $$;
