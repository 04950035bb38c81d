import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { startProgram, type Program } from '../rehearsal/program';
import { daprSettings, debeziumSettings } from '../rehearsal/stream-settings';
import { copySettings } from './banyan-contender';
import { onTarget, type BenchServers } from './bench-servers';

export interface FollowersOptions {
  readonly database: string;
  /** For logs. */
  readonly dir: string;
  readonly delivery: 'direct' | 'dapr';
  readonly sourceReader: 'binlog' | 'debezium';
}

/** Whoever brings changes to the services. */
export interface Followers {
  /** Process ids by name. */
  readonly pids: Readonly<Record<string, number>>;
  /** Rejects when one ends by itself. */
  readonly died: Promise<never>;
  stop(): Promise<void>;
}

/** Starts the stream, and a subscriber where changes go over Dapr. Resolves when the first barrier has passed. */
export async function startFollowers(servers: BenchServers, { database, dir, delivery, sourceReader }: FollowersOptions): Promise<Followers> {
  const env = { ...copySettings(servers, database), ...daprSettings(servers.dapr), ...debeziumSettings(servers.debezium, dir) };
  const start = (name: string, script: string, args: readonly string[]): Program => startProgram({ name, script, args, env, log: join(dir, `${name}.log`) });
  const programs = [start('stream', 'scripts/prove-stream/follow.ts', [delivery, sourceReader]), ...(delivery === 'dapr' ? [start('subscriber', 'workers/main.ts', ['subscribe'])] : [])];
  const died = Promise.race(programs.map(async ({ name, ended }): Promise<never> => {
    throw new Error(`the ${name} ended with ${String(await ended)}: see ${join(dir, `${name}.log`)}`);
  }));
  died.catch(() => undefined);
  const stop = async (): Promise<void> => void (await Promise.all(programs.map((program) => program.stop())));
  try {
    await Promise.race([firstBarrier(servers, database), died]);
  } catch (error) {
    await stop();
    throw error;
  }
  return { pids: Object.fromEntries(programs.map((program) => [program.name, program.pid()!])), died, stop };
}

const patienceMs = 60_000;

async function firstBarrier(servers: BenchServers, database: string): Promise<void> {
  const passed = (): Promise<boolean> => onTarget(servers, database, async (client) => (await client.query('SELECT FROM banyan.stream_tokens WHERE label > 0')).rowCount! > 0);
  for (const end = Date.now() + patienceMs; !(await passed()); await setTimeout(100)) {
    if (Date.now() > end) throw new Error(`no barrier has passed the stream within ${patienceMs / 1000} s`);
  }
}
