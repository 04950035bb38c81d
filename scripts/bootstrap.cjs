/**
 * First half of every `npm run` command: makes sure that the packages of package-lock.json are installed, then runs the
 * given TypeScript program with the rest of the arguments. Plain Node, because nothing may be installed yet.
 */
'use strict';
const { spawn, spawnSync } = require('node:child_process');
const { existsSync, readFileSync } = require('node:fs');
const { join, resolve } = require('node:path');

const ROOT = resolve(__dirname, '..');
const OLDEST_NODE = [20, 19];

const stopWith = (message) => {
  console.error(message);
  process.exit(1);
};

const checkNode = () => {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) return;
  stopWith(`Banyan needs Node ${OLDEST_NODE.join('.')} or newer; this is ${process.versions.node}. Get one at https://nodejs.org`);
};

const packagesOf = (file) => JSON.parse(readFileSync(join(ROOT, file), 'utf8')).packages;

/** Whether what npm says it installed is what package-lock.json asks for; optional packages may be for other platforms. */
const isInstalled = () => {
  if (!existsSync(join(ROOT, 'node_modules', '.package-lock.json'))) return false;
  const installed = packagesOf('node_modules/.package-lock.json');
  return Object.entries(packagesOf('package-lock.json')).every(
    ([path, wanted]) => path === '' || (wanted.optional && !installed[path]) || installed[path]?.version === wanted.version,
  );
};

const install = () => {
  console.error('Installing the packages of package-lock.json (npm ci); this is needed once, and when they change');
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  const { status, error } = spawnSync('npm', args, { cwd: ROOT, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' });
  if (status !== 0) stopWith(`npm ci failed${error ? `: ${error.message}` : ''}; see above, then run the same command again`);
};

/** npm that was killed says nothing to the script it started: whoever takes over its place as parent gives it away. */
const whenOrphaned = (stop) => {
  const { ppid } = process;
  return setInterval(() => {
    if (process.env.npm_lifecycle_event && process.ppid !== ppid) stop();
  }, 500);
};

const run = (program, args) => {
  const tie = join(ROOT, 'scripts', 'end-with-parent.cjs');
  const child = spawn(process.execPath, ['--require', tie, '--import', 'tsx', program, ...args], {
    cwd: ROOT,
    env: { ...process.env, BANYAN_PARENT: String(process.pid) },
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      // At a terminal Ctrl-C has reached the program already.
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
    });
  }
  const orphaned = whenOrphaned(() => child.kill('SIGTERM'));
  child.on('exit', (code, signal) => {
    clearInterval(orphaned);
    process.exitCode = code ?? 128 + require('node:os').constants.signals[signal];
  });
};

const main = () => {
  const [program, ...args] = process.argv.slice(2);
  checkNode();
  if (!program) stopWith('Usage: node scripts/bootstrap.cjs PROGRAM.ts [ARGUMENTS]');
  if (!existsSync(join(ROOT, program))) stopWith(`${program} does not exist in ${ROOT}`);
  if (!isInstalled()) install();
  run(program, args);
};

main();
