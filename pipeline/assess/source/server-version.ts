import { blocker, ok, warning, type Check, type Observation } from '../check';
import type { ServerView } from './source-view';

interface Bounds {
  readonly oldest: readonly [number, number];
  readonly wanted: readonly [number, number];
}

const bounds: Readonly<Record<ServerView['flavor'], Bounds>> = {
  mariadb: { oldest: [10, 2], wanted: [10, 5] },
  mysql: { oldest: [5, 7], wanted: [8, 0] },
};

/** Which server and version the shop runs on. */
export const serverVersion: Check<ServerView> = { name: 'source-version', run: async (view) => [judge(view)] };

function judge({ flavor, version }: ServerView): Observation {
  const { oldest, wanted } = bounds[flavor];
  const name = flavor === 'mariadb' ? 'MariaDB' : 'MySQL';
  const says = `the source is ${name} ${version}`;
  if (below(version, oldest)) return blocker(`${says}, which is older than ${oldest.join('.')}`, `replicate to ${name} ${wanted.join('.')} or newer and migrate from there`);
  if (below(version, wanted)) return warning(`${says}; its log does not name columns`, `upgrade to ${name} ${wanted.join('.')} or newer, or change no mapped table while the run lasts`);
  return ok(says);
}

function below(version: string, [major, minor]: readonly [number, number]): boolean {
  const [a = 0, b = 0] = (/\d+\.\d+/.exec(version)?.[0] ?? '0.0').split('.').map(Number);
  return a < major || (a === major && b < minor);
}
