import fc from 'fast-check';
import { odd, Undecodable, type Codec } from '../../entities/grammar/codec';
import { CopyWriter } from '../../entities/grammar/copy-writer';
import { createIdDeriver } from '../../entities/grammar/derive-ids';
import { parseCopy } from '../../entities/grammar/parse-copy';
import { writeCell } from '../../entities/grammar/write-cell';
import { allCodecs, anyCell, cellBytes, nasty } from './cell-values';

const ids = createIdDeriver(Buffer.alloc(16, 1));

/** What a codec makes of a cell: a text, odd, or refused. */
type Outcome = { readonly text: string } | 'odd' | 'refused';

function slowly(codec: Codec, cell: string): Outcome {
  try {
    const decoded = codec.decode(cell);
    return decoded === odd ? 'odd' : { text: decoded };
  } catch (error) {
    if (error instanceof Undecodable) return 'refused';
    throw error;
  }
}

function byBytes(codec: Codec, cell: string): Outcome {
  const writer = new CopyWriter();
  const around = Buffer.concat([Buffer.from('7'), cellBytes(codec, cell), Buffer.from('7')]);
  try {
    if (!writeCell(writer, codec, { bytes: around, start: 1, length: around.length - 2 })) return 'odd';
  } catch (error) {
    if (error instanceof Undecodable) return 'refused';
    throw error;
  }
  writer.tab();
  writer.endRow();
  return { text: parseCopy(writer.finish(ids, new Map()))[0]![0]! };
}

/** A cell as the codec's source would send it. */
const cellOf = (codec: Codec): fc.Arbitrary<string> =>
  (codec.binary ? fc.oneof(fc.uint8Array().map((bytes) => Buffer.from(bytes).toString('latin1')), anyCell.map((cell) => Buffer.from(cell).toString('latin1'))) : anyCell);

describe.each(allCodecs.map((codec) => [codec.name, codec] as const))('%s', (_, codec) => {
  test('the byte path and the text path agree', () => {
    fc.assert(fc.property(cellOf(codec), (cell) => expect(byBytes(codec, cell)).toEqual(slowly(codec, cell))), { numRuns: 600 });
    for (const cell of nasty) expect(byBytes(codec, cell)).toEqual(slowly(codec, cell));
  });

  test('what was decoded is encoded to what it was', () => {
    fc.assert(fc.property(cellOf(codec), (cell) => {
      const outcome = slowly(codec, cell);
      if (typeof outcome === 'object') expect(codec.encode(outcome.text)).toBe(cell);
    }), { numRuns: 600 });
  });

  test('what was encoded is decoded to what it was', () => {
    fc.assert(fc.property(cellOf(codec), (cell) => {
      const outcome = slowly(codec, cell);
      if (typeof outcome === 'object') expect(codec.decode(codec.encode(outcome.text))).toBe(outcome.text);
    }), { numRuns: 300 });
  });

  test('some cells are carried: the laws are not empty', () => {
    const carried = nasty.filter((cell) => typeof slowly(codec, cell) === 'object');
    expect(carried.length).toBeGreaterThan(1);
  });
});
