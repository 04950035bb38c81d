import type { SubscriberConfig } from '../../contracts/config';
import { createPublisher, type Publisher } from './publisher';

/** A publisher over the sidecar that the settings name. */
export const openPublisher = (config: SubscriberConfig): Publisher =>
  createPublisher({ url: config.BANYAN_DAPR_URL, pubsub: config.BANYAN_DAPR_PUBSUB, token: config.BANYAN_DAPR_TOKEN });
