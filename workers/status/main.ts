import { once } from 'node:events';
import { BanyanFailure } from '../../contracts/failures';
import { readConfig } from '../config';
import { startStatus } from './start-status';

const log = (line: Readonly<Record<string, unknown>>): void => console.error(JSON.stringify({ at: new Date().toISOString(), ...line }));

async function main(): Promise<void> {
  const status = await startStatus(readConfig(), log);
  console.log(`status API at ${status.url}`);
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  await status.stop();
}

main().catch((error: unknown) => {
  console.error(error instanceof BanyanFailure ? error.message : error);
  process.exitCode = 1;
});
