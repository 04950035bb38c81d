-- Generated from the entity definitions by `npm run generate`; edit those instead.
ALTER TABLE review.ratings RESET (autovacuum_enabled);

ALTER TABLE review.rating_options VALIDATE CONSTRAINT rating_options_rating_id_fkey;

ALTER TABLE review.rating_options RESET (autovacuum_enabled);

ALTER TABLE review.rating_stores VALIDATE CONSTRAINT rating_stores_rating_id_fkey;

ALTER TABLE review.rating_stores RESET (autovacuum_enabled);

ALTER TABLE review.rating_titles VALIDATE CONSTRAINT rating_titles_rating_id_fkey;

ALTER TABLE review.rating_titles RESET (autovacuum_enabled);

ALTER TABLE review.reviews RESET (autovacuum_enabled);

ALTER TABLE review.review_details VALIDATE CONSTRAINT review_details_review_id_fkey;

ALTER TABLE review.review_details RESET (autovacuum_enabled);

ALTER TABLE review.review_stores VALIDATE CONSTRAINT review_stores_review_id_fkey;

ALTER TABLE review.review_stores RESET (autovacuum_enabled);

ALTER TABLE review.review_votes VALIDATE CONSTRAINT review_votes_review_id_fkey;

ALTER TABLE review.review_votes RESET (autovacuum_enabled);
