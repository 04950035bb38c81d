-- Generated from the entity definitions by `npm run generate`; edit those instead.
DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_catalog.pg_constraint WHERE conrelid = 'review.rating_options'::regclass AND conname = 'rating_options_rating_id_fkey') THEN
    ALTER TABLE review.rating_options ADD CONSTRAINT rating_options_rating_id_fkey
      FOREIGN KEY (rating_id) REFERENCES review.ratings (id) ON DELETE CASCADE NOT VALID;
  END IF;
END $$;

DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_catalog.pg_constraint WHERE conrelid = 'review.rating_stores'::regclass AND conname = 'rating_stores_rating_id_fkey') THEN
    ALTER TABLE review.rating_stores ADD CONSTRAINT rating_stores_rating_id_fkey
      FOREIGN KEY (rating_id) REFERENCES review.ratings (id) ON DELETE CASCADE NOT VALID;
  END IF;
END $$;

DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_catalog.pg_constraint WHERE conrelid = 'review.rating_titles'::regclass AND conname = 'rating_titles_rating_id_fkey') THEN
    ALTER TABLE review.rating_titles ADD CONSTRAINT rating_titles_rating_id_fkey
      FOREIGN KEY (rating_id) REFERENCES review.ratings (id) ON DELETE CASCADE NOT VALID;
  END IF;
END $$;

DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_catalog.pg_constraint WHERE conrelid = 'review.review_details'::regclass AND conname = 'review_details_review_id_fkey') THEN
    ALTER TABLE review.review_details ADD CONSTRAINT review_details_review_id_fkey
      FOREIGN KEY (review_id) REFERENCES review.reviews (id) ON DELETE CASCADE NOT VALID;
  END IF;
END $$;

DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_catalog.pg_constraint WHERE conrelid = 'review.review_stores'::regclass AND conname = 'review_stores_review_id_fkey') THEN
    ALTER TABLE review.review_stores ADD CONSTRAINT review_stores_review_id_fkey
      FOREIGN KEY (review_id) REFERENCES review.reviews (id) ON DELETE CASCADE NOT VALID;
  END IF;
END $$;

DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_catalog.pg_constraint WHERE conrelid = 'review.review_votes'::regclass AND conname = 'review_votes_review_id_fkey') THEN
    ALTER TABLE review.review_votes ADD CONSTRAINT review_votes_review_id_fkey
      FOREIGN KEY (review_id) REFERENCES review.reviews (id) ON DELETE CASCADE NOT VALID;
  END IF;
END $$;
