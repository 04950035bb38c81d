import { readTestOptions } from '../../../../scripts/test/options';

const stagesOf = (...args: readonly string[]): readonly string[] => [...readTestOptions(args).stages];

test('without arguments everything runs but the dump, which is not there', () => {
  expect(stagesOf()).toEqual(['types', 'lint', 'unit', 'integration', 'e2e', 'measured']);
});
test('a dump adds its stage', () => expect(stagesOf('--dump', 'x.sql.gz')).toContain('accept'));
test('--only chooses', () => expect(stagesOf('--only', 'unit', '--only', 'types')).toEqual(['types', 'unit']));
test('a path leaves out what has no paths', () => expect(stagesOf('source/label')).toEqual(['unit', 'integration', 'e2e', 'measured']));
test.each([['--only', 'nonsense'], ['--source=oracle'], ['--only', 'accept'], ['--nonsense']])('refuses %s %s', (...args) => {
  expect(() => readTestOptions(args.filter(Boolean))).toThrow();
});
