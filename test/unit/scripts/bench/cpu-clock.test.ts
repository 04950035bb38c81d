import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { cpuOfTree, machineCpu } from '../../../../scripts/bench/cpu-clock';

const onLinux = existsSync('/proc/self/stat') ? test : test.skip;

onLinux('counts what a child used, while it runs and after it ended, unless it is left out', async () => {
  const [before, machine] = [cpuOfTree(process.pid), machineCpu()];
  const child = spawn(process.execPath, ['-e', 'const end = process.cpuUsage().user + 4e5; while (process.cpuUsage().user < end); console.log("used"); setTimeout(() => {}, 500)']);
  await once(child.stdout, 'data');
  expect(cpuOfTree(child.pid!)).toBeGreaterThan(0.3);
  expect(cpuOfTree(process.pid) - before).toBeGreaterThan(0.3);
  expect(cpuOfTree(process.pid) - cpuOfTree(process.pid, [child.pid!])).toBeGreaterThan(0.3);
  await once(child, 'exit');
  expect(cpuOfTree(process.pid) - before).toBeGreaterThan(0.3);
  expect(machineCpu() - machine).toBeGreaterThan(0.3);
});
