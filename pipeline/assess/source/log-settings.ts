import { blocker, ok, warning, type Check, type Observation } from '../check';
import type { ServerView } from './source-view';

interface Wanted {
  readonly check: string;
  readonly variable: string;
  readonly value: string;
  readonly severity: 'warning' | 'blocker';
  /** Why it has to be so. */
  readonly because: string;
  /** A server without the setting behaves as wanted. */
  readonly absentIsFine?: true;
  /** Cannot be changed while the server runs. */
  readonly restart?: true;
}

const settings: readonly Wanted[] = [
  { check: 'log-bin', variable: 'log_bin', value: 'ON', severity: 'blocker', restart: true, because: 'without a binary log no change can be followed' },
  { check: 'log-format', variable: 'binlog_format', value: 'ROW', severity: 'blocker', because: 'statements do not say which rows they changed' },
  { check: 'log-row-image', variable: 'binlog_row_image', value: 'FULL', severity: 'blocker', because: 'a row that moves to another parent is only seen with both whole images' },
  { check: 'log-row-metadata', variable: 'binlog_row_metadata', value: 'FULL', severity: 'warning', because: 'without column names an altered table can be misread for a moment' },
  { check: 'log-compression', variable: 'log_bin_compress', value: 'OFF', severity: 'blocker', absentIsFine: true, because: 'compressed events are not understood by every reader' },
  { check: 'log-compression', variable: 'binlog_transaction_compression', value: 'OFF', severity: 'blocker', absentIsFine: true, because: 'the reader cannot look into compressed transactions' },
  { check: 'log-partial-json', variable: 'binlog_row_value_options', value: '', severity: 'blocker', absentIsFine: true, because: 'partial JSON updates are not whole rows' },
  { check: 'log-order', variable: 'binlog_order_commits', value: 'ON', severity: 'blocker', absentIsFine: true, because: 'the barrier rests on commits becoming visible in the order of the log' },
  { check: 'log-durability', variable: 'sync_binlog', value: '1', severity: 'warning', because: 'after a power failure the log could lack changes that the shop has kept' },
  { check: 'log-durability', variable: 'innodb_flush_log_at_trx_commit', value: '1', severity: 'warning', because: 'after a power failure the shop could lack changes that Banyan has already carried' },
];

/** What the binary log has to be like, one check per question. */
export const logSettings: readonly Check<ServerView>[] = [...new Set(settings.map(({ check }) => check))].map((name) => ({
  name,
  run: async (view) => settings.filter(({ check }) => check === name).flatMap((wanted) => judge(view, wanted)),
}));

function judge({ variables }: ServerView, { variable, value, severity, because, absentIsFine, restart }: Wanted): Observation[] {
  const found = variables.get(variable);
  if (found === undefined && absentIsFine) return [];
  if (found?.toUpperCase() === value) return [ok(`${variable} is ${value === '' ? 'empty' : found}`)];
  const says = `${variable} is ${found ?? 'unknown to this server'}, not ${value === '' ? 'empty' : value}: ${because}`;
  return [(severity === 'blocker' ? blocker : warning)(says, remedyFor(variable, value, restart))];
}

function remedyFor(variable: string, value: string, restart: true | undefined): string {
  if (restart) return `set ${variable} in the server's configuration (deploy/mysql/binlog.cnf shows how) and restart it`;
  const literal = /^\d+$/.test(value) ? value : `'${value}'`;
  return `SET GLOBAL ${variable} = ${literal}, put it into the server's configuration as well, and let the shop's connections be opened anew`;
}
