import { isDeepStrictEqual } from 'node:util';
import type { BanyanFailure } from '../contracts/failures';
import type { SchemaChange } from '../source/change-source';
import type { PipelineContext } from './context';
import { routesByTable } from './followed-tables';
import type { RouteMap } from './route-changes';
import { takeSchemaChanges } from './take-schema-changes';

/** The shop has other tables to follow than the log was opened for: it must be opened anew. */
export class OtherTables extends Error {}

/** Takes a look at the shop's tables, told what the log said of them. Rejects with {@link OtherTables}. */
export type TableLook = (said: readonly SchemaChange[]) => Promise<void>;

/** Looks one after the other, whoever asks: one that began earlier must not have the last word. */
export function createTableLook(context: PipelineContext, { routes, pause }: { routes: RouteMap; pause(entity: string, why: BanyanFailure): Promise<void> }): TableLook {
  let last: Promise<void> = Promise.resolve();
  const look = async (said: readonly SchemaChange[]): Promise<void> => {
    await takeSchemaChanges(context, { routes, said, pause });
    if (!isDeepStrictEqual(routesByTable(context), routes)) throw new OtherTables('the shop has other tables to follow now');
  };
  return (said) => {
    const next = last.catch(() => undefined).then(() => look(said));
    last = next;
    return next;
  };
}
