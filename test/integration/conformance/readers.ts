import { readStackConfig } from '../../../scripts/stack/config';
import type { SourceKind, StackPart } from '../../../scripts/stack/stack';

/** Who reads the log: one suite for all of them. */
export type Reader = 'binlog' | 'debezium';

export interface Setting {
  readonly reader: Reader;
  readonly kind: SourceKind;
  readonly parts: readonly StackPart[];
}

const { debeziumHome } = readStackConfig();
const readers: readonly Reader[] = debeziumHome === undefined ? ['binlog'] : ['binlog', 'debezium'];

/** Every reader on every kind of source. */
export const settings: readonly Setting[] = readers.flatMap((reader) => (['mariadb', 'mysql'] as const).map((kind) => (
  { reader, kind, parts: reader === 'debezium' ? ['source', 'debezium'] : ['source'] })));

/** Says in the list of tests what is left out, and why. */
export function sayWhatIsLeftOut(): void {
  if (debeziumHome === undefined) test.skip('Debezium is left out: BANYAN_STACK_DEBEZIUM_HOME names no engine; npm run stack -- --debezium builds one', () => undefined);
}
