import { planKills } from '../../../../scripts/prove-stream/plan-kills';

const victims = ['source', 'publisher', 'redis'] as const;

describe('planned kills', () => {
  it('are the same for the same seed, and others for another', () => {
    expect(planKills({ kills: 30, seed: 4, victims })).toEqual(planKills({ kills: 30, seed: 4, victims }));
    expect(planKills({ kills: 30, seed: 4, victims })).not.toEqual(planKills({ kills: 30, seed: 5, victims }));
  });

  it('give everybody the same share', () => {
    const plan = planKills({ kills: 30, seed: 4, victims });
    for (const victim of victims) expect(plan.filter((kill) => kill.victim === victim)).toHaveLength(10);
  });

  it('hit what works and what recovers', () => {
    const recovered = planKills({ kills: 200, seed: 1, victims }).filter((kill) => kill.recovered).length;
    expect(recovered).toBeGreaterThan(100);
    expect(recovered).toBeLessThan(200);
  });
});
