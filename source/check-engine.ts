import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { BanyanFailure } from '../contracts/failures';
import type { EngineProgram } from './debezium-engine';

const OLDEST_JAVA = 17;
const answerMs = 30_000;

/**
 * Whether the settings name an engine and a Java that can run it.
 * @throws BanyanFailure InvalidInput naming the setting: an engine that cannot be started would look like a source that is away.
 */
export async function checkEngine({ home, java }: EngineProgram): Promise<void> {
  const missing = ['banyan-debezium.jar', 'lib'].filter((name) => !existsSync(join(home, name)));
  if (missing.length > 0) {
    throw new BanyanFailure('InvalidInput', `BANYAN_DEBEZIUM_HOME: ${home} has no ${missing.join(' and no ')}: build the engine with npm run stack -- --source-reader=debezium, which says where it is`);
  }
  const told = await askVersion(java);
  // Java 8 knows no `--version`, and says so.
  const version = Number(/^\w+ (\d+)/.exec(told.out)?.[1] ?? 0);
  if (version < OLDEST_JAVA) throw new BanyanFailure('InvalidInput', `BANYAN_DEBEZIUM_JAVA: ${java} ${told.why ?? (version > 0 ? `is Java ${version}` : 'does not say its version')}; the engine needs Java ${OLDEST_JAVA} or newer`);
}

/** What it says, and what went wrong where something did. */
const askVersion = (java: string): Promise<{ readonly out: string; readonly why?: string }> => new Promise((resolve) => {
  execFile(java, ['--version'], { timeout: answerMs }, (error, out, err) => {
    const code = error?.code;
    if (error === null) resolve({ out });
    else if (code === 'ENOENT' || code === 'EACCES') resolve({ out, why: `cannot be run (${code})` });
    else resolve({ out, why: `ends with ${error.signal ?? code}: ${err.trim().split('\n')[0] ?? ''}` });
  });
});
