import type { StreamProof } from './prove-stream';

/** What a proof came to, one line a judge, and one of JSON for programs. */
export function printProof({ killed, shoppers, verdict, rest, deadLetters, paused, green }: StreamProof, seed: number): string[] {
  const { verification, oracleChecks, oracleDifferences } = rest;
  const kills = Object.values(killed.byVictim).reduce((sum, count) => sum + count, 0);
  return [
    `killed            ${Object.entries(killed.byVictim).map(([victim, count]) => `${victim} ${count}`).join(', ')}; ${killed.withWorkInHand} of ${kills} with changes in hand (seed ${seed})`,
    `shoppers          ${shoppers.acknowledged} writes acknowledged in ${shoppers.seconds} s, ${verdict.indeterminate} of unknown end`,
    `their account     ${verdict.rows} rows, ${verdict.differences.length} lost or wrong in the shop`,
    `verification      ${verification.rows} rows, ${verification.mismatches} lost or wrong in the services`,
    `oracle            ${oracleChecks} checks, ${oracleDifferences.length} differences`,
    `left behind       ${deadLetters} dead letters, ${paused.length} paused entities`,
    ...oracleDifferences.slice(0, 20),
    ...verdict.differences.slice(0, 20).map((difference) => JSON.stringify(difference)),
    JSON.stringify({ seed, kills, withWorkInHand: killed.withWorkInHand, acknowledged: shoppers.acknowledged, rows: verification.rows,
      mismatches: verification.mismatches, oracleDifferences: oracleDifferences.length, accountDifferences: verdict.differences.length, deadLetters, paused, green }),
  ];
}
