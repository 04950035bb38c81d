import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { startProgram, type Program } from '../../../scripts/rehearsal/program';
import { firstLine } from '../first-line';

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

const withoutShared = (): Readonly<Record<string, undefined>> =>
  Object.fromEntries(Object.keys(process.env).filter((name) => name.startsWith('BANYAN_STACK_')).map((name) => [name, undefined]));

const logs = mkdtempSync(join(tmpdir(), 'banyan-hold-'));
const owners: Program[] = [];

const hold = async (): Promise<{ readonly owner: Program; readonly dir: string; readonly pids: readonly number[] }> => {
  const log = join(logs, String(owners.length));
  const owner = startProgram({ name: 'owner of a stack', script: 'test/integration/stack/hold-stack.ts', env: withoutShared(), log });
  owners.push(owner);
  return { owner, ...told.parse(JSON.parse(await firstLine(owner, log))) };
};

afterAll(async () => {
  await Promise.all(owners.map((owner) => owner.stop('SIGKILL')));
  rmSync(logs, { recursive: true });
});

const eventually = async (holds: () => boolean): Promise<boolean> => {
  for (let waited = 0; waited < 15_000 && !holds(); waited += 50) await pause(50);
  return holds();
};

test.each(['SIGKILL', 'SIGTERM', 'SIGINT'] as const)('when its owner gets %s, no server and no folder stays', async (signal) => {
  const { owner, dir, pids } = await hold();
  expect(pids.map(isAlive)).toEqual([true, true, true]);
  expect(existsSync(dir)).toBe(true);

  void owner.stop(signal);

  expect(await eventually(() => !pids.some(isAlive) && !existsSync(dir))).toBe(true);
});

test('two stacks run side by side, and the end of one leaves the other alone', async () => {
  const [first, second] = await Promise.all([hold(), hold()]);
  expect(first.dir).not.toBe(second.dir);

  void first.owner.stop('SIGKILL');
  expect(await eventually(() => !first.pids.some(isAlive) && !existsSync(first.dir))).toBe(true);

  expect(second.pids.map(isAlive)).toEqual([true, true, true]);
  void second.owner.stop('SIGKILL');
  expect(await eventually(() => !second.pids.some(isAlive) && !existsSync(second.dir))).toBe(true);
});
