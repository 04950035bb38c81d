import { createForeignVersions } from '../../../../pipeline/delivery/foreign-versions';

const minute = 60_000;
let now: number;
let said: string[];
const open = () => createForeignVersions({ known: () => '1.aaaaaaaa', say: (line) => said.push(line), patienceMs: 15 * minute, now: () => now });

beforeEach(() => {
  [now, said] = [0, []];
});

test('another version is waited for as long as an upgrade may take, and no longer', () => {
  const versions = open();
  for (; now < 15 * minute; now += minute) expect(versions.mayWait('product', '1.bbbbbbbb')).toBe(true);
  expect(versions.mayWait('product', '1.bbbbbbbb')).toBe(false);
  expect(versions.mayWait('product', '1.bbbbbbbb')).toBe(false);
  // The other one has only begun.
  expect(versions.mayWait('product', '1.cccccccc')).toBe(true);
  expect(versions.mayWait('order', '1.bbbbbbbb')).toBe(true);
});

test('it is told when it begins and when patience is over, with both versions', () => {
  const versions = open();
  for (; now <= 17 * minute; now += minute) versions.mayWait('product', '1.bbbbbbbb');
  expect(said).toEqual([expect.stringMatching(/product are of schema 1\.bbbbbbbb.*knows 1\.aaaaaaaa.*15 min/), expect.stringMatching(/product .*dead letters/)]);
});

test('a version that had gone is waited for anew when it comes again', () => {
  const versions = open();
  for (; now <= 20 * minute; now += minute) versions.mayWait('product', '1.bbbbbbbb');
  now += 60 * minute;
  expect(versions.mayWait('product', '1.bbbbbbbb')).toBe(true);
  expect(said).toHaveLength(3);
});
