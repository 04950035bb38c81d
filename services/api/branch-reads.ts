import type { ShadowSide } from '../../contracts/shadow/judge-answers';
import type { SeenAnswer } from '../../contracts/shadow/compare-answers';
import type { Compared } from '../../contracts/shadow/shadow-comparer';
import type { Answer, Question, Reads } from './reads';
import type { ShadowReport } from './shadow-report';

/** Branch by abstraction: whoever asks `Reads` need not know that there are two ways of answering behind it. */
export interface ReadBranch {
  /** Answers callers. */
  readonly control: Reads;
  /**
   * Both ways again, through connections of the comparison's own, so that no caller ever waits for it; undefined where
   * candidate does not know the route.
   */
  readonly beside: (side: ShadowSide, route: string) => Pick<Reads, 'read'> | undefined;
  /** Percentage of questions that candidate is asked too. */
  readonly share: number;
  /** The comparison that the gateway uses at the edge. */
  readonly compare: (compared: Compared) => void;
  readonly report: ShadowReport;
}

/** Reads that control answers, and that are compared with candidate's some time later. Candidate can neither slow nor fail a caller. */
export function branchReads({ control, beside, share, compare, report }: ReadBranch): Reads {
  return {
    ...control,
    read: async (question) => {
      const answer = await control.read(question);
      if (Math.random() * 100 < share && beside('candidate', question.route)) compare(comparedOf(question, answer, { beside, report }));
      return answer;
    },
  };
}

function comparedOf(question: Question, answer: Answer, { beside, report }: Pick<ReadBranch, 'beside' | 'report'>): Compared {
  const { route, criteria, storeId } = question;
  return {
    route, question: JSON.stringify({ route, criteria, storeId }), by: 'control',
    answer: async () => seen(question, answer),
    ask: async (side) => seen(question, await beside(side, route)!.read(question)),
    counted: (outcome, isBaseline) => report.count(route, outcome, isBaseline),
    found: (differences, request) => report.find(route, differences, request),
  };
}

/** An answer as callers get it, without what repeats the question. */
function seen({ resource, count }: Question, { aggregates, total }: Answer): SeenAnswer {
  const json = (status: number, body: unknown): SeenAnswer => ({ status, body: Buffer.from(JSON.stringify(body)) });
  if (count) return json(200, { items: aggregates.map(resource.present), total_count: total });
  const [found] = aggregates;
  return found ? json(200, resource.present(found)) : json(404, {});
}
