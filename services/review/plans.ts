import { numberOf, type Plan } from '../postgres/plan';

const subject = { product: '1', customer: '2', category: '3' };
const status = { approved: '1', pending: '2', not_approved: '3' };

/** Where the review service keeps what the contract shows. */
export const reviewPlans: Readonly<Record<string, Plan>> = {
  review: {
    entity: 'review',
    id: 'review_id',
    from: 'review.reviews t',
    names: { subject: 'entity_id', product_id: 'entity_pk_value', status: 'status_id' },
    words: { subject, status },
    search: { entity_id: numberOf('t.subject', subject), entity_pk_value: 't.magento_product_id', status_id: numberOf('t.status', status) },
    parts: {
      details: { select: 'p.*', from: 'review.review_details p', parent: 'p.review_id', order: 'p.id', id: 'detail_id' },
      stores: { select: 'p.store_id', from: 'review.review_stores p', parent: 'p.review_id', order: 'p.store_id' },
      votes: { select: 'p.*', from: 'review.review_votes p', parent: 'p.review_id', order: 'p.id', id: 'vote_id' },
    },
  },
};
