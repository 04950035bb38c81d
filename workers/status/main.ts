import { once } from 'node:events';
import { readConfig } from '../config';
import { endWithFault } from '../end-with-fault';
import { startStatus } from './start-status';

const log = (line: Readonly<Record<string, unknown>>): void => console.error(JSON.stringify({ at: new Date().toISOString(), ...line }));

async function main(): Promise<void> {
  const status = await startStatus(readConfig(), log);
  console.log(`status API at ${status.url}`);
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  await status.stop();
}

main().catch(endWithFault);
