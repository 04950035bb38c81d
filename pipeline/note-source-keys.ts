import { inTransaction } from '../target/connect';
import { noteDirty } from '../target/dirty-keys';
import { keysAfter } from '../source/keys-after';
import type { PipelineContext } from './context';

const keysAtOnce = 10_000;

/** Marks every key that the source has of an entity now: rows may have come without events, under keys unheard of. */
export async function noteSourceKeys(context: PipelineContext, entity: string): Promise<void> {
  const compiled = context.entity(entity);
  // What is away has no keys, and when it is back this is asked again.
  if (!compiled.present || compiled.missing.length > 0) return;
  const target = context.targetOf(compiled.definition.service);
  const { prefix } = context.catalog();
  for (let after = -1; ;) {
    const keys = await keysAfter(context.source, compiled, { prefix, after, limit: keysAtOnce });
    await inTransaction(target, (client) => noteDirty(client, { entity, keys, reason: 'the shop changed its tables' }));
    if (keys.length < keysAtOnce) return;
    after = keys.at(-1)!;
  }
}
