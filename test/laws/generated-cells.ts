import type { Codec } from '../../entities/grammar/codec';
import type { Op } from '../../entities/grammar/compile';
import { createNumberSource } from './number-source';
import { nasty } from './cell-values';

type ReadOp = Exclude<Op, { do: 'absent' }>;

/** Cells for the ops of a plan: mostly right for their type, sometimes NULL, sometimes what no column should hold. */
export interface CellSource {
  whole(below: number): number;
  chance(probability: number): boolean;
  pick<T>(from: readonly T[]): T;
  cell(op: ReadOp): string | Buffer | null;
  /** A cell of a key column: present, and another one for each index. */
  distinct(op: ReadOp, index: number): string;
  /** A value of an EAV table. */
  value(backend: string): string | null;
}

/** A source of cells; the same seed gives the same cells. */
export function createCellSource(seed: number): CellSource {
  const numbers = createNumberSource(seed);
  const { whole, chance, pick } = numbers;
  let lastId = whole(1000);
  const text = (): string => (chance(0.3) ? pick(nasty) : pick(['', 'a', 'Grand Rapids', 'Zürich\nBahnhofstrasse', '{"k":"v"}', `w${whole(10 ** 6)}`]));
  const decimal = (): string => `${chance(0.2) ? '-' : ''}${whole(10 ** 6)}.${String(whole(10 ** 4)).padStart(4, '0')}`;
  const day = (): string => `${2000 + whole(40)}-${two(1 + whole(12))}-${two(1 + whole(28))}`;
  const moment = (): string => `${day()} ${two(whole(24))}:${two(whole(60))}:${two(whole(60))}`;

  const right = (codec: Codec): string => {
    if (codec.name.startsWith('oneOf')) return pick(codec.name.slice('oneOf('.length, -1).split(', ').map((pair) => pair.split('=')[0]!));
    switch (codec.pg) {
      case 'boolean': return String(whole(2));
      case 'integer': return String(whole(2 ** 16) - 5);
      case 'bigint': return String(whole(2 ** 40));
      case 'numeric': return decimal();
      case 'date': return day();
      case 'timestamp':
      case 'timestamptz': return moment();
      default: return text();
    }
  };

  const cell = (op: ReadOp): string | Buffer | null => {
    if (op.do === 'childId') return String((lastId += 1 + whole(3)));
    if (chance(0.15)) return null;
    if (op.do === 'reference') return chance(0.1) ? pick(nasty) : String(chance(0.1) ? 0 : whole(10 ** 7));
    if (op.do === 'extra') return op.binary ? Buffer.from([whole(256), 0, 255, whole(256)]) : text();
    if (op.codec.pg === 'bytea') return Buffer.from([0, whole(256), 10, 92]);
    return chance(0.15) ? pick(nasty) : right(op.codec);
  };

  return {
    whole, chance, pick, cell,
    distinct: (op, index) => (op.do === 'value' && op.codec.pg === 'text' ? `key ${index}\t${index}` : String(index * 7 + 1)),
    value: (backend) => {
      if (chance(0.15)) return null;
      if (chance(0.1)) return pick(nasty);
      if (backend === 'int') return String(whole(6));
      if (backend === 'decimal') return decimal();
      return backend === 'datetime' ? moment() : text();
    },
  };
}

const two = (value: number): string => String(value).padStart(2, '0');
