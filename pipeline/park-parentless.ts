import type { RowDataPacket } from 'mysql2';
import type { Refusal } from '../entities/grammar/decode';
import type { CompiledEntity } from '../entities/grammar/compile';
import { quoteName, withSource } from '../source/connect';
import { takeLabel } from '../source/label';
import { inTransaction } from '../target/connect';
import { parkRefused, releaseCarried } from '../target/quarantine';
import type { PipelineContext } from './context';

/** Stands for "no root at all" in the quarantine: rows whose parent column is NULL belong to nobody that could be loaded. */
const nobody = 0;

/** Such rows are looked for anew by each verification; projecting a key changes nothing for them. */
export const parentless = 'rows that name no root';

/**
 * Rows that name no root are reached by no range and no key. They are looked for where the column may be NULL, over its
 * index, and quarantined together, so that nothing is left behind unsaid.
 * @returns how many there are.
 */
export async function parkParentless(context: PipelineContext, compiled: CompiledEntity): Promise<number> {
  const { prefix, tables } = context.catalog();
  const mayLackRoot = compiled.children.filter(({ source, parent }) =>
    tables.get(source)?.columns.some((column) => column.name === parent!.column && column.nullable));
  if (mayLackRoot.length === 0) return 0;
  const label = await takeLabel(context.source);
  const refusals: Refusal[] = [];
  let count = 0;
  for (const plan of mayLackRoot) {
    const column = plan.parent!.column;
    const sql = `SELECT COUNT(*) AS n FROM ${quoteName(prefix + plan.source)} WHERE ${quoteName(column)} IS NULL`;
    const [rows] = await withSource(context.source, (connection) => connection.query<RowDataPacket[]>(sql));
    const found = Number(rows[0]!.n);
    count += found;
    if (found > 0) refusals.push({ key: nobody, table: plan.source, column, reason: parentless });
  }
  const entity = compiled.definition.name;
  await inTransaction(context.targetOf(compiled.definition.service), async (client) => {
    if (refusals.length > 0) await parkRefused(client, { entity, label, refusals: refusals.slice(0, 1) });
    else await releaseCarried(client, { entity, label, keys: [nobody] });
  });
  return count;
}
