import { topicOf, type ChangeEvent } from '../../contracts/change-event';
import type { CompiledEntity } from '../../entities/grammar/compile';
import type { Decoded, DecodedTable } from '../../entities/grammar/decode';
import { formatUuid } from '../../entities/grammar/derive-ids';
import type { PipelineContext } from '../context';
import { schemaVersionOf, tableInEvent } from './schema-version';

const NEWLINE = 10;
const uuidLength = 36;

/** What one load found, ready to be told. */
export interface Found {
  readonly compiled: CompiledEntity;
  readonly label: number;
  readonly decoded: Pick<Decoded, 'keys' | 'tables'>;
  readonly gone: readonly number[];
  /** W3C trace context. */
  readonly trace: string;
}

/** One event per aggregate of a load, in the order of its keys; those that are gone come last. */
export function eventsOf(context: Pick<PipelineContext, 'ids' | 'overrides'>, found: Found): ChangeEvent[] {
  const { compiled, label, decoded, gone, trace } = found;
  const entity = compiled.definition.name;
  const rows = rowsByRoot(decoded.tables);
  const keys = [...decoded.keys, ...gone];
  const derived = context.ids.derive(compiled.space, keys);
  const overrides = context.overrides().get(entity);
  const schemaversion = schemaVersionOf(compiled.targets);
  const time = new Date().toISOString();
  return keys.map((key, index) => {
    const id = overrides?.get(key) ?? formatUuid(derived, index * 16);
    const isGone = index >= decoded.keys.length;
    return {
      specversion: '1.0', id: `${entity}/${key}/${label}`, source: 'banyan', type: `${topicOf(entity)}.v1`, time,
      entity, entitykey: String(key), label: String(label), schemaversion, traceparent: trace,
      data: { id, gone: isGone, tables: isGone ? {} : rows.get(id) ?? {} },
    };
  });
}

/** The rows of all tables by the root they belong to: every row begins with its root's id. */
function rowsByRoot(tables: readonly DecodedTable[]): Map<string, Record<string, string>> {
  const roots = new Map<string, Record<string, string>>();
  for (const { target, lines } of tables) {
    const name = tableInEvent(target);
    for (let at = 0, end = 0; at < lines.length; at = end) {
      end = endOfRun(lines, at);
      const root = lines.toString('latin1', at, at + uuidLength);
      let own = roots.get(root);
      if (!own) roots.set(root, (own = {}));
      own[name] = (own[name] ?? '') + lines.toString('utf8', at, end);
    }
  }
  return roots;
}

/** Where the rows end that begin with the same id as the one at `at`. COPY text has a line end nowhere but behind rows. */
function endOfRun(lines: Buffer, at: number): number {
  let end = at;
  do end = lines.indexOf(NEWLINE, end) + 1;
  while (end < lines.length && lines.compare(lines, at, at + uuidLength, end, end + uuidLength) === 0);
  return end;
}
