import { constants } from 'node:os';
import { join, resolve } from 'node:path';
import { stackEnvironment } from '../stack/stack-environment';
import type { SourceKind, Stack } from '../stack/stack';
import { startStack } from '../stack/start-stack';
import { runCheckStage } from './check-stage';
import { type JestStage, runJestStage } from './jest-stage';
import { readTestOptions, type StageName, type TestOptions } from './options';
import { signalProgram } from './run-program';
import { isGreen, summarise, type Tally } from './tally';

const ROOT = resolve(__dirname, '..', '..');
const MODULES = join(ROOT, 'node_modules');

/** A test that hangs must not take the outcome of all others with it. */
const LIMIT_MINUTES = 80;
const deadline = Date.now() + LIMIT_MINUTES * 60_000;

const withoutServers = async ({ stages, patterns }: TestOptions): Promise<readonly (Tally | undefined)[]> => [
  stages.has('types') ? await runCheckStage('types', [join(MODULES, 'typescript', 'bin', 'tsc'), '--noEmit', '--project', ROOT], deadline) : undefined,
  stages.has('lint') ? await runCheckStage('lint', [join(MODULES, 'eslint', 'bin', 'eslint.js'), '--max-warnings=0', ROOT], deadline) : undefined,
  stages.has('unit') ? await runJestStage({ stage: 'unit', folders: ['unit', 'laws', 'architecture'], patterns, workers: 2, env: {}, deadline }) : undefined,
];

interface ServerStage extends Pick<JestStage, 'folders' | 'workers'> {
  readonly stage: StageName;
}

/** Suites wait a good deal for servers: one more of them than there are cores of a small machine. */
const SERVER_STAGES: readonly ServerStage[] = [
  { stage: 'integration', folders: ['integration', 'cases', 'oracle', 'workflows', 'replay'], workers: 3 },
  // Each of these has servers of its own, and workers beside it.
  { stage: 'e2e', folders: ['e2e'], workers: 2 },
  { stage: 'measured', folders: ['measured'], workers: 1 },
];

/** A test's engine lives for seconds: the second compiler would cost it more than it gains. */
const JAVA = { JDK_JAVA_OPTIONS: '-XX:TieredStopAtLevel=1' };

/** Many suites run on both kinds of source: started once, the second costs each of them nothing. */
const startOther = async (source: SourceKind, say: (line: string) => void): Promise<Stack | undefined> => {
  try {
    return await startStack({ parts: ['source'], source: source === 'mysql' ? 'mariadb' : 'mysql', say });
  } catch (error) {
    say(`${(error as Error).message}\nGoing on; the suites that need it will fail by themselves`);
    return undefined;
  }
};

/** Built beside the servers; suites that read the log through it find it by its environment. */
const buildEngine = async (say: (line: string) => void): Promise<Stack | Tally> => {
  const started = Date.now();
  try {
    return await startStack({ parts: ['debezium'], say });
  } catch (error) {
    say(`${(error as Error).message}\nGoing on without the Debezium engine; this run fails, because nothing that needs it is tried`);
    return { stage: 'debezium', passed: 0, failed: 1, skipped: 0, seconds: (Date.now() - started) / 1000, note: 'the engine could not be had: see above for what it needs' };
  }
};

const withServers = async ({ stages, patterns, source }: TestOptions): Promise<readonly (Tally | undefined)[]> => {
  const wanted = SERVER_STAGES.filter(({ stage }) => stages.has(stage));
  if (wanted.length === 0) return [];
  console.log('\nservers');
  const started = Date.now();
  try {
    const say = (line: string): void => console.log(line);
    const building = buildEngine(say);
    const stack = await startStack({ parts: ['source', 'target', 'redis', 'temporal'], source, say });
    const other = await startOther(source, say);
    const engine = await building;
    const env = {
      ...stackEnvironment(stack), ...(other && { BANYAN_STACK_OTHER_SOURCE_URL: stackEnvironment(other)['BANYAN_STACK_SOURCE_URL'] ?? '' }),
      ...('stop' in engine ? stackEnvironment(engine) : {}), ...JAVA,
    };
    const tallies: (Tally | undefined)[] = ['stop' in engine ? undefined : engine];
    for (const stage of wanted) tallies.push(await runJestStage({ ...stage, patterns, env, deadline }));
    await Promise.all([stack.stop(), other?.stop(), 'stop' in engine ? engine.stop() : undefined]);
    return tallies;
  } catch (error) {
    console.error(error);
    return [{ stage: 'servers', passed: 0, failed: 1, skipped: 0, seconds: (Date.now() - started) / 1000, note: 'did not start' }];
  }
};

const acceptDump = async ({ stages, dump }: TestOptions): Promise<Tally | undefined> =>
  stages.has('accept') && dump !== undefined ? runCheckStage('accept', ['--import', 'tsx', join(ROOT, 'scripts', 'accept', 'main.ts'), resolve(dump)], deadline) : undefined;

const main = async (): Promise<void> => {
  const options = readTestOptions(process.argv.slice(2));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      signalProgram(signal);
      // The servers need no good-bye: their watchdog sees this process go.
      process.exit(128 + constants.signals[signal]);
    });
  }
  const all = [...(await withoutServers(options)), ...(await withServers(options)), await acceptDump(options)];
  const tallies = all.filter((tally) => tally !== undefined);
  for (const line of summarise(tallies)) console.log(line);
  process.exitCode = isGreen(tallies) ? 0 : 1;
};

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
