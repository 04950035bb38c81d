import { tableGroups } from '../../entities/table-groups';
import { placeOf } from '../../pipeline/quarantine-place';
import type { Outcome } from './rehearse';
import type { EtaVerdict } from './watch-eta';

const number = (value: number): string => Math.round(value).toLocaleString('en-US').padStart(11);

/** The last lines of a rehearsal: what was carried, what differs, how far behind it was, where the report lies. */
export function printOutcome({ status, proof, lag, eta, quarantine, listed, shoppers, report, green }: Outcome): string[] {
  const { verification } = proof;
  const rowsOf = new Map(verification.accounts.map((account) => [account.table, account]));
  const sum = (tables: readonly string[]): number => tables.reduce((total, table) => total + (rowsOf.get(table)?.carried ?? 0), 0);
  const groups = tableGroups().map((group) => ({ name: group.name, rows: sum(group.parts.flatMap((part) => part.sources)) }));
  const rest = [...rowsOf.values()].reduce((total, account) => total + account.carried, 0) - groups.reduce((total, group) => total + group.rows, 0);
  const leftOut = [...rowsOf.values()].filter((account) => account.leftOut > 0);
  return [
    'rows of Magento\'s tables carried, by group',
    ...[...groups, { name: 'everything else', rows: rest }].map(({ name, rows }) => `  ${name.padEnd(22)}${number(rows)}`),
    ...(leftOut.length > 0 ? ['rows left out by the cut, by table', ...leftOut.map((account) => `  ${account.table.padEnd(40)}${number(account.leftOut)}`)] : []),
    ...describeCompared(verification),
    `mismatches              ${number(verification.mismatches)}   (${verification.entities.length} entities, every row compared${verification.notCompared.length ? `; NOT COMPARED: ${verification.notCompared.join(', ')}` : ''})`,
    `oracle                  ${number(proof.oracleDifferences.length)}   differences in ${proof.oracleChecks} checks in plain SQL`,
    ...proof.oracleDifferences.slice(0, 10).map((difference) => `  ${difference}`),
    ...(shoppers ? [`shoppers' account       ${number(shoppers.verdict.differences.length)}   differences in ${shoppers.summary.acknowledged} acknowledged writes, ${shoppers.summary.writesPerSecond} a second`] : []),
    ...(shoppers?.verdict.differences ?? []).slice(0, 10).map((difference) => `  ${JSON.stringify(difference)}`),
    lag ? `lag                       p50 ${Math.round(lag.p50)} ms, p99 ${Math.round(lag.p99)} ms, max ${Math.round(lag.max)} ms (${lag.samples} heartbeats until it was verified)` : 'lag                       no heartbeat was seen',
    ...(status.backfill ? [`backfill                  ${Math.round(status.backfill.rowsPerSecond).toLocaleString('en-US')} rows/s`] : []),
    ...(eta ? [describeEta(eta)] : []),
    `quarantined             ${number(quarantine.reduce((total, reason) => total + reason.count, 0))}`,
    ...(listed === undefined && quarantine.length > 0 ? ['  only reported: no list of what may be quarantined is kept for this shop'] : []),
    ...(listed?.more ?? []).map((line) => `  MORE THAN LISTED: ${line}`),
    ...(listed?.fewer ?? []).map((line) => `  less than listed: ${line}`),
    ...quarantine.map((reason) => `  ${reason.entity} ${placeOf(reason)}: ${reason.reason} (${reason.count})`),
    `report                    ${report}`,
    green ? 'every row is equal' : 'NOT EQUAL: see above and the report',
  ];
}

/** One row of a service holds what Magento keeps in several, such as the values of a product's attributes: so there are fewer. */
const describeCompared = ({ rows, entities }: Outcome['proof']['verification']): string[] => [
  `rows compared           ${number(rows)}   of the services' tables, which hold several of Magento's in one`,
  `aggregates              ${number(entities.reduce((total, { aggregates }) => total + aggregates, 0))}   an order with its items is one`,
];

/** What the run itself said when half of its rows were copied, against what it took. */
const describeEta = ({ said, took, errorPercent }: EtaVerdict): string =>
  `estimate at half          ${said.seconds} s left (${said.low} to ${said.high}), it took ${took.toFixed(1)} s with indexes: off by ${errorPercent} %`;
