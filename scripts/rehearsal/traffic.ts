import { setTimeout } from 'node:timers/promises';
import { join } from 'node:path';
import type { ShopperSummary } from '../shoppers/shopper-summary';
import type { SourceServer } from '../stack/stack';
import { startProgram, type Program } from './program';

export interface Traffic {
  readonly program: Program;
  readonly accounts: string;
  /** Lets the shoppers finish what they are doing. @returns what they did. */
  stop(): Promise<ShopperSummary>;
}

export interface TrafficOptions {
  readonly database: string;
  readonly prefix?: string;
  /** Transactions per second. */
  readonly rate: number;
  /** Folder for accounts and logs. */
  readonly dir: string;
}

/** Starts shoppers on the shop, as a program of their own with an account of every acknowledged write. */
export async function startTraffic(source: SourceServer, { database, prefix = '', rate, dir }: TrafficOptions): Promise<Traffic> {
  const accounts = join(dir, 'accounts');
  const program = startProgram({
    name: 'shoppers', script: 'scripts/shoppers/main.ts', log: join(dir, 'shoppers.log'), env: { SHOP_PASSWORD: source.rootPassword },
    args: ['--host', source.host, '--port', String(source.port), '--user', source.rootUser, '--database', database, '--prefix', prefix,
      '--accounts', accounts, '--rate', String(rate)],
  });
  // Their first seconds are spent reading the shop; a shop they cannot shop in shows at once.
  const early = await Promise.race([program.ended, setTimeout(3000, 'running' as const)]);
  if (early !== 'running') throw new Error(`the shoppers did not start: see ${join(dir, 'shoppers.log')}`);
  const stop = async (): Promise<ShopperSummary> => {
    const code = await program.stop();
    const line = program.output().trim().split('\n').at(-1) ?? '';
    if (code !== 0 || !line.startsWith('{')) throw new Error(`the shoppers ended with ${String(code)}: see ${join(dir, 'shoppers.log')}`);
    return JSON.parse(line) as ShopperSummary;
  };
  return { program, accounts, stop };
}
