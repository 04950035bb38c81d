import { parseCopy } from '../../../../entities/grammar/parse-copy';

test('no lines are no rows, an empty line is a row with one empty cell', () => {
  expect(parseCopy(Buffer.from(''))).toEqual([]);
  expect(parseCopy(Buffer.from('\n'))).toEqual([['']]);
});

test('NULL, the text \\N and escapes are told apart', () => {
  expect(parseCopy(Buffer.from('\\N\t\\\\N\tNULL\t\n'))).toEqual([[null, '\\N', 'NULL', '']]);
  expect(parseCopy(Buffer.from('a\\tb\\nc\\rd\\\\e\\bf\\vg\\fh\n'))).toEqual([['a\tb\nc\rd\\e\bf\vg\fh']]);
});

test('a backslash before a letter that means nothing is the letter', () => {
  expect(parseCopy(Buffer.from('\\x\\\\x41\n'))).toEqual([['x\\x41']]);
});
