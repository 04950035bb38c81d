import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Ground } from './ground';

// Servers of root run as another user, who cannot enter root's home.
const FOR_ROOT = '/var/cache/banyan';

const othersMayEnter = (folder: string): boolean => {
  const open = (statSync(folder).mode & 0o001) !== 0;
  return open && (dirname(folder) === folder || othersMayEnter(dirname(folder)));
};

/** The folder outside the checkout where servers are kept once they are fetched. */
export const cacheFolder = ({ config, say }: Ground): string => {
  const isRoot = process.getuid?.() === 0;
  const wanted = config.cache ?? (isRoot ? FOR_ROOT : config.home);
  mkdirSync(wanted, { recursive: true, mode: 0o755 });
  if (!isRoot || othersMayEnter(wanted)) return wanted;
  if (othersMayEnter(dirname(wanted))) {
    chmodSync(wanted, statSync(wanted).mode | 0o011);
    return wanted;
  }
  say(`${wanted} cannot be entered by the users that the servers run as; using ${FOR_ROOT}`);
  mkdirSync(FOR_ROOT, { recursive: true, mode: 0o755 });
  return FOR_ROOT;
};

const isRunning = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

const tryLock = (lock: string): boolean => {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return false;
  }
};

const holderOf = (lock: string): number => (existsSync(lock) ? Number(readFileSync(lock, 'utf8')) : 0);

const takeLock = async (lock: string, ground: Ground): Promise<void> => {
  for (let waited = 0; !tryLock(lock); waited += 1) {
    const holder = holderOf(lock);
    if (holder > 0 && !isRunning(holder)) rmSync(lock, { force: true });
    if (waited === 5) ground.say(`waiting for another run that fetches the same server (process ${holder})`);
    await pause(200);
  }
};

const moveInto = (beside: string, folder: string): void => {
  try {
    renameSync(beside, folder);
  } catch (error) {
    // Another run was first, and what it made is as good.
    if (!existsSync(folder)) throw error;
  }
};

/**
 * Folder `<cache>/<name>`, filled by `fill` if it is not there yet. Two runs that meet do the work once; a run that is
 * killed leaves no half-filled folder, because the work is done beside it and renamed.
 */
export const fetchOnce = async (ground: Ground, name: string, fill: (folder: string) => Promise<void>): Promise<string> => {
  const folder = join(cacheFolder(ground), name);
  if (existsSync(folder)) return folder;
  const lock = `${folder}.lock`;
  await takeLock(lock, ground);
  const beside = mkdtempSync(`${folder}.part-`);
  try {
    if (existsSync(folder)) return folder;
    chmodSync(beside, 0o755);
    await fill(beside);
    moveInto(beside, folder);
    return folder;
  } finally {
    rmSync(beside, { recursive: true, force: true });
    rmSync(lock, { force: true });
  }
};
