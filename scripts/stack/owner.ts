import { execFileSync } from 'node:child_process';
import { chownSync, mkdirSync } from 'node:fs';

/** User and group that a server runs as; empty for "whoever runs this". */
export type Owner = { readonly uid?: number; readonly gid?: number };

const lookUp = (user: string): Owner | undefined => {
  try {
    const [uid, gid] = ['-u', '-g'].map((flag) => Number(execFileSync('id', [flag, user], { stdio: ['ignore', 'pipe', 'ignore'] })));
    return { uid, gid };
  } catch {
    // `id` fails for users that do not exist, which is the answer.
    return undefined;
  }
};

/** Database servers refuse to run as root: then the server's own user, or `nobody`. */
export const ownerFor = (user: string): Owner => {
  if (process.getuid?.() !== 0) return {};
  const owner = lookUp(user) ?? lookUp('nobody');
  if (owner === undefined) throw new Error(`This is root, and neither user ${user} nor nobody exists to run the server as; create user ${user}`);
  return owner;
};

/** Makes a folder that only its owner can enter. */
export const makeOwnedFolder = (folder: string, owner: Owner): void => {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  giveTo(folder, owner);
};

/** Hands a file or folder to the owner; does nothing unless root runs this. */
export const giveTo = (path: string, owner: Owner): void => {
  if (owner.uid !== undefined && owner.gid !== undefined) chownSync(path, owner.uid, owner.gid);
};
