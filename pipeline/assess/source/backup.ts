import { ok, warning, type Check } from '../check';
import { asTime } from '../words';
import type { ServerView } from './source-view';

/** Older than this, a way back over the backup would lose more than a day. */
const stale = 24 * 3600;

/** Which backup a way back could start from. Nobody but the operator can know. */
export const backup: Check<Pick<ServerView, 'config'>> = {
  name: 'backup',
  run: async ({ config: { BANYAN_BACKUP_NAME: name, BANYAN_BACKUP_AT: at } }) => {
    const remedy = 'take a backup of the source, then set BANYAN_BACKUP_NAME and BANYAN_BACKUP_AT';
    if (name === undefined || at === undefined) return [warning('no backup of the source is named', remedy)];
    const age = (Date.now() - at.getTime()) / 1000;
    if (age < 0) return [warning(`the backup ${name} is dated in the future (${at.toISOString()})`, 'correct BANYAN_BACKUP_AT')];
    if (age > stale) return [warning(`the backup ${name} is ${asTime(age)} old`, remedy)];
    return [ok(`the backup ${name} is ${asTime(age)} old`)];
  },
};
