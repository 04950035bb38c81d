import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';

const told = z.object({ dir: z.string(), pids: z.array(z.number()).length(3) });

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    // ESRCH: no such process.
    return false;
  }
};

const withoutShared = (): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('BANYAN_STACK_')));

const hold = async (): Promise<{ readonly owner: ChildProcess; readonly dir: string; readonly pids: readonly number[] }> => {
  const owner = spawn(process.execPath, ['--import', 'tsx', join(__dirname, 'hold-stack.ts')], { env: withoutShared(), stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(createInterface({ input: owner.stdout as NodeJS.ReadableStream }), 'line')) as [string];
  return { owner, ...told.parse(JSON.parse(line)) };
};

const eventually = async (holds: () => boolean): Promise<boolean> => {
  for (let waited = 0; waited < 15_000 && !holds(); waited += 50) await pause(50);
  return holds();
};

test.each(['SIGKILL', 'SIGTERM', 'SIGINT'] as const)('when its owner gets %s, no server and no folder stays', async (signal) => {
  const { owner, dir, pids } = await hold();
  expect(pids.map(isAlive)).toEqual([true, true, true]);
  expect(existsSync(dir)).toBe(true);

  owner.kill(signal);

  expect(await eventually(() => !pids.some(isAlive) && !existsSync(dir))).toBe(true);
});

test('two stacks run side by side, and the end of one leaves the other alone', async () => {
  const [first, second] = await Promise.all([hold(), hold()]);
  expect(first.dir).not.toBe(second.dir);

  first.owner.kill('SIGKILL');
  expect(await eventually(() => !first.pids.some(isAlive) && !existsSync(first.dir))).toBe(true);

  expect(second.pids.map(isAlive)).toEqual([true, true, true]);
  second.owner.kill('SIGKILL');
  expect(await eventually(() => !second.pids.some(isAlive) && !existsSync(second.dir))).toBe(true);
});
