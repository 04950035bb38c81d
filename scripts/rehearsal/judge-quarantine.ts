import type { QuarantineReason } from '../../target/read-quarantine';

/** A kind of row that is known not to fit, and how many aggregates it concerns. */
export interface Expected {
  readonly entity: string;
  readonly table: string;
  readonly reason: string;
  readonly count: number;
  readonly because: string;
}

/** How a quarantine differs from what is expected in it: one sentence for each kind, without values. */
export interface QuarantineVerdict {
  /** Kinds that nobody expects, or more of a kind than expected. */
  readonly more: readonly string[];
  /** Kinds of which less is there: the list is out of date, or shoppers deleted the rows. */
  readonly fewer: readonly string[];
}

type Kind = Pick<Expected, 'entity' | 'table' | 'reason'>;

/** Whether a row, or a count of rows, in quarantine is of an expected kind. */
export const isOfKind = (kind: Kind, { entity, table, reason }: Kind): boolean => kind.entity === entity && kind.table === table && kind.reason === reason;

/** Compares kind by kind, and the counts exactly. */
export function judgeQuarantine(found: readonly QuarantineReason[], expected: readonly Expected[]): QuarantineVerdict {
  const kinds = new Map([...expected, ...found].map((kind) => [JSON.stringify([kind.entity, kind.table, kind.reason]), kind]));
  const differing = [...kinds.values()].map((kind) => {
    const sum = (counts: readonly (Kind & { count: number })[]): number => counts.filter((one) => isOfKind(kind, one)).reduce((total, { count }) => total + Number(count), 0);
    return { kind, is: sum(found), due: sum(expected) };
  });
  const say = ({ kind: { entity, table, reason }, is, due }: (typeof differing)[number]): string => `${entity} ${table}: ${reason}: ${is} found, ${due} expected`;
  return { more: differing.filter(({ is, due }) => is > due).map(say), fewer: differing.filter(({ is, due }) => is < due).map(say) };
}
