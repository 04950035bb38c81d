import { blocker, ok, warning, type Check } from '../check';
import { asTime } from '../words';
import type { SizedShop } from './sized-shop';
import type { ServerVariables } from './read-variables';

const day = 86_400;
/** Shorter than this, a weekend's stop loses the position. */
const comfortable = 3 * day;

/** Whether the log is kept long enough: for the whole copy, and for the time that Banyan may be stopped. */
export const logRetention: Check<SizedShop> = {
  name: 'log-retention',
  run: async ({ variables, estimate }) => {
    const kept = retentionOf(variables);
    if (kept === undefined) return [ok('the log is never purged by age; see that its disk is large enough')];
    const run = estimate.seconds ?? 0;
    const says = `the log is kept for ${asTime(kept)}`;
    const remedy = `SET GLOBAL ${variables.get('binlog_expire_logs_seconds') === undefined ? 'expire_logs_days = 7' : `binlog_expire_logs_seconds = ${7 * day}`}, and in the server's configuration`;
    if (kept < 2 * run) return [blocker(`${says}, and the run may take ${asTime(run)}: the position of its start could be purged before it is used`, remedy)];
    if (kept < comfortable) return [warning(`${says}: after a longer stop the position is lost and everything must be copied again`, remedy)];
    return [ok(`${says}, and the run takes about ${asTime(run)}`)];
  },
};

/** Seconds after which a log file is purged; undefined: never. */
export function retentionOf(variables: ServerVariables): number | undefined {
  const seconds = variables.number('binlog_expire_logs_seconds');
  if (seconds > 0) return seconds;
  const days = variables.number('expire_logs_days');
  return days > 0 ? days * day : undefined;
}
