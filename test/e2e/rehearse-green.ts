import { expectedOfSeed } from '../../scripts/demo/expected-of-seed';
import { rehearse, type Outcome, type Rehearsal } from '../../scripts/rehearsal/rehearse';

/** A whole run of a seeded shop in use, which must end without a difference anywhere; what it said comes with its failure. */
export async function rehearseGreen(rehearsal: Omit<Rehearsal, 'rate' | 'say' | 'expected'>): Promise<Outcome> {
  const said: string[] = [];
  const outcome = await rehearse({ ...rehearsal, rate: 25, say: (line) => said.push(line), expected: expectedOfSeed }).catch((error: unknown) => {
    throw new Error(`${String(error)}\n${said.join('\n')}\nlogs are in ${rehearsal.dir}`, { cause: error });
  });
  expect(outcome.proof.verification).toMatchObject({ green: true, mismatches: 0, notCompared: [] });
  expect(outcome.proof.oracleDifferences).toEqual([]);
  expect(outcome.shoppers!.verdict.differences).toEqual([]);
  expect(outcome.shoppers!.summary.acknowledged).toBeGreaterThan(100);
  expect(outcome.green).toBe(true);
  return outcome;
}
