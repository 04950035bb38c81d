import { CopyWriter } from '../../../../entities/grammar/copy-writer';
import { createIdDeriver } from '../../../../entities/grammar/derive-ids';
import { ExtraCells } from '../../../../entities/grammar/extra-cells';

const write = (cells: Readonly<Record<string, Buffer | null>>): string => {
  const extra = new ExtraCells();
  const writer = new CopyWriter();
  for (const [column, bytes] of Object.entries(cells)) extra.keep(column, { bytes: bytes ?? Buffer.alloc(0), start: 0, length: bytes ? bytes.length : -1 });
  extra.write(writer);
  writer.endRow();
  return writer.finish(createIdDeriver(Buffer.alloc(16)), new Map()).toString('utf8');
};

test('nothing kept is NULL', () => expect(write({})).toBe('\\N\n'));

test('keys stand as PostgreSQL orders them: shorter ones first, then by bytes', () => {
  const one = Buffer.from('1');
  expect(write({ bb: one, é: one, aaa: one, ab: one, Z: null })).toBe('{"Z": null, "ab": "1", "bb": "1", "é": "1", "aaa": "1"}\n');
});

test('what JSON escapes is escaped for JSON, and then for COPY', () => {
  expect(write({ a: Buffer.from('"\\\n\u0001') })).toBe('{"a": "\\\\"\\\\\\\\\\\\n\\\\u0001"}\n');
});

test('bytes are kept in hex', () => {
  const extra = new ExtraCells();
  const writer = new CopyWriter();
  extra.keepHex('blob', { bytes: Buffer.from([1, 0, 255, 7]), start: 1, length: 2 });
  extra.write(writer);
  writer.endRow();
  expect(writer.finish(createIdDeriver(Buffer.alloc(16)), new Map()).toString()).toBe('{"blob": "\\\\\\\\x00ff"}\n');
});
