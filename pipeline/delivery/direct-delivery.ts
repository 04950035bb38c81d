import type { Token } from '../../source/change-source';
import { heartbeatAge } from '../../source/heartbeat';
import { withTarget } from '../../target/connect';
import { noteLag } from '../../target/lag-samples';
import type { PipelineContext } from '../context';
import { applyBatch, type Following } from '../follow';
import type { Delivery } from './delivery';

/**
 * The process that reads the source writes to the targets as well: a batch is safe when it is delivered.
 * @param safe told the token of each batch once it is.
 */
export const createDirectDelivery = (context: PipelineContext, following: Following, safe: (token: Token) => void): Delivery => ({
  deliver: async (batch) => {
    const followed = await applyBatch(context, following, batch);
    safe(batch.token);
    if (batch.heartbeat) await withTarget(context.control, (client) => noteLag(client, heartbeatAge(batch.heartbeat!)));
    return followed;
  },
  settle: async () => undefined,
  healsUpTo: () => undefined,
});
