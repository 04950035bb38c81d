import type { Expected } from '../rehearsal/judge-quarantine';

const orphan = 'its root row does not exist';

/** What the seeded shop's own traps put into quarantine: child rows whose root Magento has lost. */
export const expectedOfSeed: readonly Expected[] = [
  { entity: 'attribute', table: 'eav_attribute_option', reason: orphan, count: 1, because: 'an option of no attribute' },
  { entity: 'order', table: 'sales_order_tax', reason: orphan, count: 1, because: 'a tax line of an order that is gone' },
  { entity: 'review', table: 'rating_option_vote', reason: 'rows that name no root', count: 1, because: 'a vote of no review' },
];
