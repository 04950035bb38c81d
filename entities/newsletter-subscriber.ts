import type { EntityDefinition } from './grammar/definition';
import { oneOf, text, timestamp } from './grammar/codecs';
import { column, reference } from './grammar/words';

/** An e-mail address that gets the newsletter, or no longer does. A `magento_customer_id` of 0 is a guest. */
export const newsletterSubscriber: EntityDefinition = {
  name: 'newsletter-subscriber',
  group: 'newsletter',
  service: 'customer',
  target: 'newsletter_subscribers',
  root: 'newsletter_subscriber',
  key: 'subscriber_id',
  fields: {
    email: column('subscriber_email', text),
    status: column('subscriber_status', oneOf({ 1: 'subscribed', 2: 'not_active', 3: 'unsubscribed', 4: 'unconfirmed' })),
    customer_id: reference('customer_id', 'customer'),
    store_id: reference('store_id', 'store-view'),
    confirm_code: column('subscriber_confirm_code', text),
    change_status_at: column('change_status_at', timestamp),
  },
  indexes: [['email'], ['magento_customer_id'], ['magento_store_id']],
  customer: { column: 'customer_id' },
  conflict: { '*': 'merge-sets' },
};
