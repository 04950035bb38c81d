import { parseArgs } from 'node:util';
import type { SourceKind } from '../stack/stack';

export const STAGES = ['types', 'lint', 'unit', 'integration', 'e2e', 'measured', 'accept'] as const;

export type StageName = (typeof STAGES)[number];

export type TestOptions = {
  readonly stages: ReadonlySet<StageName>;
  /** Parts of test file paths; empty means every test. */
  readonly patterns: readonly string[];
  readonly source: SourceKind;
  /** A dump of a Magento database, to be migrated and verified as one more check. */
  readonly dump: string | undefined;
};

export const USAGE = `npm test [-- [PATH ...] [--only STAGE] [--source=mariadb|mysql] [--dump=FILE.sql.gz]]
PATH    runs only the tests whose file path contains it
--only  ${STAGES.join(', ')}; may be repeated
--dump  also migrates and verifies this dump of a Magento database`;

const chooseStages = (only: readonly string[], patterns: readonly string[], dump: string | undefined): readonly StageName[] => {
  const unknown = only.filter((name) => !STAGES.some((stage) => stage === name));
  if (unknown.length > 0) throw new Error(`There is no stage ${unknown.join(', ')}\n${USAGE}`);
  if (only.length > 0) return STAGES.filter((stage) => only.includes(stage));
  const usual = STAGES.filter((stage) => stage !== 'accept' || dump !== undefined);
  return patterns.length > 0 ? usual.filter((stage) => stage !== 'types' && stage !== 'lint' && stage !== 'accept') : usual;
};

/** Reads the arguments of `npm test`; throws a message with the usage when they make no sense. */
export const readTestOptions = (args: readonly string[]): TestOptions => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { only: { type: 'string', multiple: true, default: [] }, source: { type: 'string', default: 'mariadb' }, dump: { type: 'string' } },
  });
  const { source, dump, only } = values;
  if (source !== 'mariadb' && source !== 'mysql') throw new Error(`--source=${source} is neither mariadb nor mysql\n${USAGE}`);
  if (only.includes('accept') && dump === undefined) throw new Error(`--only accept needs --dump\n${USAGE}`);
  return { stages: new Set(chooseStages(only, positionals, dump)), patterns: positionals, source, dump };
};
