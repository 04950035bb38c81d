import fc from 'fast-check';
import { Undecodable } from '../../entities/grammar/codec';
import { CopyWriter } from '../../entities/grammar/copy-writer';
import { createIdDeriver } from '../../entities/grammar/derive-ids';
import { ExtraCells } from '../../entities/grammar/extra-cells';
import { parseCopy } from '../../entities/grammar/parse-copy';
import { writeCell } from '../../entities/grammar/write-cell';
import { connectTarget, withTarget, type TargetClient, type TargetPool } from '../../target/connect';
import { copyIn, copyOut } from '../../target/copy-in';
import { allCodecs, anyCell, anyText, cellBytes, nasty } from '../laws/cell-values';
import { useServers } from '../servers';

const servers = useServers({ parts: ['target'] });
const ids = createIdDeriver(Buffer.alloc(16, 9));
let pool: TargetPool;
beforeAll(async () => {
  pool = connectTarget(await servers.createTargetDatabase(), 2);
});
afterAll(() => pool.end());

const lines = (write: (writer: CopyWriter) => void): Buffer => {
  const writer = new CopyWriter();
  write(writer);
  return writer.finish(ids, new Map());
};

/** Copies rows in and out again, in their order. */
async function throughPostgres(client: TargetClient, type: string, rows: Buffer): Promise<Buffer> {
  await client.query(`CREATE TEMP TABLE held (n bigint GENERATED ALWAYS AS IDENTITY, value ${type})`);
  try {
    await copyIn(client, 'pg_temp.held (value)', rows);
    return await copyOut(client, 'SELECT value FROM pg_temp.held ORDER BY n');
  } finally {
    await client.query('DROP TABLE pg_temp.held');
  }
}

test.each(allCodecs.map((codec) => [codec.name, codec] as const))('%s: PostgreSQL prints what was written, byte for byte', async (_, codec) => {
  const cell = codec.binary ? fc.oneof(fc.uint8Array().map((bytes) => Buffer.from(bytes).toString('latin1')), anyCell.map((text) => Buffer.from(text).toString('latin1'))) : anyCell;
  const cells = [...fc.sample(cell, { numRuns: 3000, seed: 20240229 }), ...nasty];
  let written = 0;
  const rows = lines((writer) => {
    for (const one of cells) {
      const bytes = cellBytes(codec, one);
      const mark = writer.mark();
      try {
        if (!writeCell(writer, codec, { bytes, start: 0, length: bytes.length })) continue;
      } catch (error) {
        if (!(error instanceof Undecodable)) throw error;
        writer.rewind(mark);
        continue;
      }
      writer.tab();
      writer.endRow();
      written++;
    }
  });
  expect(written).toBeGreaterThan(3);
  const printed = await withTarget(pool, (client) => throughPostgres(client, codec.pg, rows));
  expect(printed.equals(rows)).toBe(true);
});

test('extra: PostgreSQL prints objects as they were written, whatever their keys and values', async () => {
  const withoutNul = anyText.filter((text) => !text.includes('\0') && !/[\ud800-\udfff]/.test(text.replace(/[\ud800-\udbff][\udc00-\udfff]/g, '')));
  const object = fc.uniqueArray(fc.tuple(fc.oneof(fc.constantFrom('a', 'b', 'aa', '__proto__', 'Z', 'é', '😀'), withoutNul), fc.option(withoutNul)), { selector: ([key]) => key, maxLength: 8 });
  const objects = fc.sample(object, { numRuns: 1500, seed: 7 });
  const rows = lines((writer) => {
    for (const members of objects) {
      const extra = new ExtraCells();
      for (const [column, value] of members) {
        const bytes = Buffer.from(value ?? '');
        extra.keep(column, { bytes, start: 0, length: value === null ? -1 : bytes.length });
      }
      extra.write(writer);
      writer.endRow();
    }
  });
  const printed = await withTarget(pool, (client) => throughPostgres(client, 'jsonb', rows));
  expect(printed.equals(rows)).toBe(true);
  const back = parseCopy(printed).map(([json]) => (json === null ? [] : Object.entries(JSON.parse(json!) as Record<string, string | null>).sort()));
  expect(back).toEqual(objects.map((members) => members.map(([key, value]) => [key, value]).sort()));
});
