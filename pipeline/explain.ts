import { createHmac } from 'node:crypto';
import type { CompiledEntity } from '../entities/grammar/compile';
import { withTarget } from '../target/connect';
import type { Mismatch } from '../target/verifications';
import type { Difference } from './compare-rows';
import type { PipelineContext } from './context';
import { keyOf } from './both-sides';
import { leftOutOf } from './left-out-of';

/** What Banyan's own tables know of an aggregate. */
interface Known {
  readonly key: number;
  readonly gone: boolean | null;
  readonly quarantined: boolean;
  readonly dirty: boolean;
  readonly leftOut: boolean;
}

/** Turns differences into what is kept of them: keys, columns, keyed digests and the likeliest cause. Never a value. */
export async function explain(context: PipelineContext, compiled: CompiledEntity, found: { differences: readonly Difference[]; digestKey: Buffer }): Promise<Mismatch[]> {
  const keys = found.differences.map((difference) => keyOf(context, compiled, difference.rootId));
  const known = await readKnown(context, compiled, keys.filter((key): key is number => key !== undefined));
  return found.differences.map((difference, index) => {
    const key = keys[index];
    return {
      key: key ?? null,
      rootId: difference.rootId,
      table: `${difference.table.schema}.${difference.table.name}`,
      rowKey: difference.rowKey.replace(/\t/g, ' '),
      kind: difference.kind,
      columns: difference.columns,
      sourceDigest: digest(found.digestKey, difference.sourceLine),
      targetDigest: digest(found.digestKey, difference.targetLine),
      explanation: causeOf(difference, key === undefined ? undefined : known.get(key)),
    };
  });
}

function causeOf(difference: Difference, known: Known | undefined): string {
  if (known?.quarantined) return 'quarantined: its last good state stays';
  if (known?.dirty) return 'lag: its key waits to be projected again';
  if (known?.leftOut) return 'left out by the cut: the target may not hold it';
  if (difference.kind === 'unexpected') return known && known.gone === false ? 'a row the source no longer has: a cascade or delete that was missed, or another writer' : 'another writer: the ledger does not know this row';
  if (!known || known.gone === null) return difference.kind === 'missing' ? 'never copied' : 'another writer: the ledger does not know this row';
  if (known.gone) return 'the ledger holds a tombstone, but the source has the row';
  return difference.kind === 'missing' ? 'deleted in the target by another writer, or lost' : `changed by another writer, or a codec: ${difference.columns.join(', ')}`;
}

const digest = (key: Buffer, line: string | undefined): string | null =>
  line === undefined ? null : createHmac('sha256', key).update(line).digest('hex').slice(0, 32);

async function readKnown(context: PipelineContext, compiled: CompiledEntity, keys: readonly number[]): Promise<Map<number, Known>> {
  const rows = await withTarget(context.targetOf(compiled.definition.service), async (client) => (await client.query<Omit<Known, 'leftOut'>>(
    `SELECT key, map.gone, quarantine.magento_id IS NOT NULL AS quarantined, dirty.magento_id IS NOT NULL AS dirty
       FROM unnest($2::bigint[]) AS key
       LEFT JOIN banyan.magento_id_map map ON map.entity_type = $1 AND map.magento_id = key
       LEFT JOIN banyan.quarantine ON quarantine.entity_type = $1 AND quarantine.magento_id = key
       LEFT JOIN banyan.dirty_keys dirty ON dirty.entity_type = $1 AND dirty.magento_id = key`,
    [compiled.definition.name, [...new Set(keys)]])).rows);
  const leftOut = new Set(await leftOutOf(context, compiled, keys));
  return new Map(rows.map((row) => [row.key, { ...row, leftOut: leftOut.has(row.key) }]));
}
