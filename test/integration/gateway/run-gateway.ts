import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import type { TargetDatabase } from '../../servers';
import { until } from './raw-client';

const ROOT = resolve(__dirname, '..', '..', '..');

/** The gateway as its own program, as it is started in front of a shop. */
export interface GatewayProgram {
  readonly pid: number;
  readonly base: string;
  readonly adminBase: string;
  readonly child: ChildProcess;
  /** What it told the operator. */
  readonly events: { readonly event: string; readonly [name: string]: unknown }[];
  /** Lines of its access log. */
  log(): string[];
  /** @returns how it ended. */
  end(signal: NodeJS.Signals): Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>;
}

export const databaseUrl = ({ user, password, host, port, database }: TargetDatabase): string => `postgres://${user}:${encodeURIComponent(password)}@${host}:${port}/${database}`;

/** Starts it on free ports. @throws when it ends before it answers. */
export async function runGateway(settings: Readonly<Record<string, string>>): Promise<GatewayProgram> {
  const child = spawn(process.execPath, ['--require', resolve(ROOT, 'scripts/end-with-parent.cjs'), '--import', 'tsx', resolve(ROOT, 'workers/gateway.ts')], {
    cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env.PATH ?? '', HOME: '/tmp', BANYAN_GATEWAY_HOST: '127.0.0.1', BANYAN_GATEWAY_PORT: '0', BANYAN_GATEWAY_ADMIN_PORT: '0', ...settings },
  });
  let [told, logged] = ['', ''];
  const events: GatewayProgram['events'] = [];
  const words: string[] = [];
  child.stdout.on('data', (data: Buffer) => { logged += data.toString(); });
  child.stderr.on('data', (data: Buffer) => {
    const lines = (told + data.toString()).split('\n');
    told = lines.pop()!;
    for (const line of lines) {
      if (line.startsWith('{')) events.push(JSON.parse(line) as GatewayProgram['events'][number]);
      else words.push(line);
    }
  });
  const ended = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>;
  await until(() => child.exitCode !== null || events.some(({ event }) => event === 'gateway answers'), 60_000);
  if (child.exitCode !== null) throw new Error(`the gateway ended with ${child.exitCode}: ${words.join('\n')}`);
  const { port, adminPort } = events.find(({ event }) => event === 'gateway answers') as unknown as { port: number; adminPort: number };
  return {
    pid: child.pid!, child, events, base: `http://127.0.0.1:${port}`, adminBase: `http://127.0.0.1:${adminPort}`,
    log: () => logged.split('\n').slice(0, -1),
    end: async (signal) => {
      child.kill(signal);
      const [code, by] = await ended;
      return { code, signal: by };
    },
  };
}
