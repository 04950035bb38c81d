import type { Family } from '../family';

/** Group 12 of the guide: reviews, with the ratings they vote on. */
export const reviewFamilies: readonly Family[] = [
  {
    group: 'ratings', schema: 'review', entity: 'rating', source: 'rating', target: 'ratings', key: ['rating_id'],
    renamed: { code: 'rating_code' },
    parts: [
      { source: 'rating_option', target: 'rating_options', id: 'option_id', parent: 'rating_id' },
      { source: 'rating_store', target: 'rating_stores', parent: 'rating_id' },
      { source: 'rating_title', target: 'rating_titles', parent: 'rating_id' },
    ],
  },
  {
    group: 'reviews', schema: 'review', entity: 'review', source: 'review', target: 'reviews', key: ['review_id'],
    renamed: { subject: 'entity_id', product_id: 'entity_pk_value', status: 'status_id' },
    words: {
      subject: { 1: 'product', 2: 'customer', 3: 'category' },
      status: { 1: 'approved', 2: 'pending', 3: 'not_approved' },
    },
    parts: [
      { source: 'review_detail', target: 'review_details', id: 'detail_id', parent: 'review_id' },
      { source: 'review_store', target: 'review_stores', parent: 'review_id' },
      { source: 'rating_option_vote', target: 'review_votes', id: 'vote_id', parent: 'review_id' },
    ],
  },
];
