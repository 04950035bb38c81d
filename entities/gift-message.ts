import type { EntityDefinition } from './grammar/definition';
import { text } from './grammar/codecs';
import { columns, reference } from './grammar/words';

/** A note to go with an order or one of its items, which refer to it by `gift_message_id`. */
export const giftMessage: EntityDefinition = {
  name: 'gift-message',
  service: 'order',
  target: 'gift_messages',
  root: 'gift_message',
  key: 'gift_message_id',
  optional: true,
  fields: {
    customer_id: reference('customer_id', 'customer'),
    ...columns(text, 'sender recipient message'),
  },
  conflict: { '*': 'source-wins' },
};
