import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import type { Ground } from './ground';
import type { Owner } from './owner';
import type { ServerControl } from './stack';

export type ServerPlan = {
  /** For messages. */
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly owner: Owner;
  /** File that takes all it prints. */
  readonly log: string;
  /** The signal that ends it politely, and the one that ends it at once without leaving anything in the system. */
  readonly stopSignal: NodeJS.Signals;
  readonly abortSignal: NodeJS.Signals;
  /** Resolves when the server answers, throws while it does not. */
  readonly probe: () => Promise<void>;
  /** Whether it is started again when it ends by itself. */
  readonly revive?: boolean;
};

const START_LIMIT_MS = 60_000;

const lastLines = (log: string): string => (existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n').slice(-12).join('\n') : '');

const isOver = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;

const waitForEnd = async (child: ChildProcess): Promise<void> => {
  while (!isOver(child)) await pause(10);
};

const spawnServer = (plan: ServerPlan): ChildProcess => {
  const log = openSync(plan.log, 'a', 0o600);
  try {
    const { command, args, cwd, env, owner } = plan;
    // A process group of its own: Ctrl-C must reach the servers only through us, in our order.
    const child = spawn(command, args, { cwd, env: env as NodeJS.ProcessEnv, ...owner, detached: true, stdio: ['ignore', log, log] });
    child.unref();
    return child;
  } finally {
    closeSync(log);
  }
};

const waitUntilReady = async (plan: ServerPlan, child: ChildProcess): Promise<void> => {
  const deadline = Date.now() + START_LIMIT_MS;
  let cause: unknown;
  while (Date.now() < deadline && !isOver(child)) {
    try {
      await plan.probe();
      return;
    } catch (error) {
      cause = error;
      await pause(30);
    }
  }
  const what = isOver(child) ? `ended with ${child.signalCode ?? child.exitCode}` : `did not answer within ${START_LIMIT_MS / 1000} s`;
  throw new Error(`${plan.name} ${what}; the end of its log:\n${lastLines(plan.log)}`, { cause });
};

/** Starts a server under the stack's watchdog and returns when it answers. */
export const startServer = async (plan: ServerPlan, ground: Ground): Promise<ServerControl> => {
  let child: ChildProcess | undefined;
  /** The one that works and may not end: neither one that never answered nor one that was killed is started again. */
  let wanted: ChildProcess | undefined;
  const revive = (ended: ChildProcess): void => {
    if (!plan.revive || wanted !== ended || ground.watchdog.isEnding()) return;
    ground.say(`${plan.name} has ended by itself; it is started again`);
    relaunch(launch).catch((error: Error) => ground.say(error.message));
  };
  const launch = async (): Promise<void> => {
    const started = spawnServer(plan);
    await new Promise((resolve, reject) => started.once('spawn', resolve).once('error', reject));
    if (ground.watchdog.isEnding()) {
      started.kill('SIGKILL');
      return;
    }
    const pid = started.pid as number;
    ground.watchdog.guard(pid, ground.kept ? plan.stopSignal : plan.abortSignal);
    started.once('exit', () => {
      ground.watchdog.forget(pid);
      revive(started);
    });
    child = started;
    try {
      await waitUntilReady(plan, started);
      wanted = started;
    } catch (error) {
      started.kill('SIGKILL');
      throw error;
    }
  };
  const control: ServerControl = {
    pid: () => (child && !isOver(child) ? child.pid : undefined),
    kill: async (signal = 'SIGKILL') => {
      if (!child || isOver(child)) return;
      wanted = undefined;
      child.kill(signal);
      await waitForEnd(child);
    },
    start: async () => {
      if (control.pid() !== undefined) throw new Error(`${plan.name} is running already`);
      await relaunch(launch);
    },
  };
  await launch();
  return control;
};

// After kill -9 the dead server's own children may hold its memory or port for a moment.
const relaunch = async (launch: () => Promise<void>): Promise<void> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await launch();
    } catch (error) {
      if (attempt === 5) throw error;
      await pause(300);
    }
  }
};
