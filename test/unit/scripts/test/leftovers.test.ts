import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { endLeftovers, findLeftovers, MARK } from '../../../../scripts/test/leftovers';

const start = (mark: string, program: string): ReturnType<typeof spawn> =>
  spawn(process.execPath, ['-e', program], { detached: true, stdio: ['ignore', 'pipe', 'ignore'], env: { ...process.env, [MARK]: mark } });

test('a grandchild that outlives its parent is found by its mark, told and ended; whoever has another mark is left alone', async () => {
  const [mark, other] = [randomUUID(), randomUUID()];
  // Ends at once; what it has started does not, and holds nothing of it.
  const parent = start(mark, "require('node:child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { detached: true, stdio: 'ignore' }).unref()");
  const stranger = start(other, "console.log('up'); setInterval(() => {}, 1000)");
  await Promise.all([once(parent, 'exit'), once(stranger.stdout!, 'data')]);

  const left = await endLeftovers(mark, 100);

  expect(left.map(({ command }) => command)).toEqual([`${process.execPath} -e setInterval(() => {}, 1000)`]);
  expect(await endLeftovers(mark, 5000)).toEqual([]);
  expect(findLeftovers(other).map(({ pid }) => pid)).toEqual([stranger.pid]);
  stranger.kill('SIGKILL');
});

test('nothing is told of what ends by itself in time', async () => {
  const mark = randomUUID();
  const child = start(mark, "console.log('up'); setTimeout(() => {}, 300)");
  await once(child.stdout!, 'data');
  expect(findLeftovers(mark)).toHaveLength(1);
  expect(await endLeftovers(mark, 10_000)).toEqual([]);
});
