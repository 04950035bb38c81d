import type { SubscriberConfig } from '../../contracts/config';
import { createPublisher } from './publisher';
import { createSidecar } from './sidecar';
import { watchPublisher, type WatchedPublisher } from './watch-publisher';

/** A publisher over the sidecar that the settings name. */
export function openPublisher({ BANYAN_DAPR_URL: url, BANYAN_DAPR_PUBSUB: pubsub, BANYAN_DAPR_TOKEN: token }: SubscriberConfig): WatchedPublisher {
  return watchPublisher({ publisher: createPublisher({ url, pubsub, token }), sidecar: createSidecar({ url, token }), url });
}
