import { additionsFromStart } from '../../../../scripts/shoppers/additions-from-start';
import { expectRows, type OrderedFact, type RowExpectation } from '../../../../scripts/shoppers/expect-rows';

let clock = 0;

function fact(rest: Partial<OrderedFact>): OrderedFact {
  clock += 1;
  return { table: 'stock', key: { id: '1' }, at: clock, happened: true, salt: 's', ...rest };
}

function only(...facts: readonly OrderedFact[]): { readonly presence: RowExpectation['presence']; readonly columns: Readonly<Record<string, readonly unknown[]>> } {
  const { expectations } = expectRows(facts);
  expect(expectations).toHaveLength(1);
  const [row] = expectations;
  return { presence: row!.presence, columns: Object.fromEntries([...row!.columns].map(([column, values]) => [column, values.map((value) => ('text' in value ? value.text : value))])) };
}

describe('expectRows', () => {
  it('lets the later write of a column win, whatever the order of the files', () => {
    const early = fact({ born: 'new', set: { qty: '1', sku: 'a' } });
    const late = fact({ set: { qty: '2' } });
    expect(only(late, early)).toEqual({ presence: 'present', columns: { qty: ['2'], sku: ['a'] } });
  });

  it('allows both values after an update of unknown end', () => {
    expect(only(fact({ set: { qty: '1' } }), fact({ set: { qty: '2' }, happened: false })).columns).toEqual({ qty: ['1', '2'] });
  });

  it('asks nothing of a column whose value before an update of unknown end nobody knows', () => {
    expect(only(fact({ set: { qty: '2' }, happened: false }))).toEqual({ presence: 'present', columns: {} });
  });

  it('is certain again after the next acknowledged write', () => {
    expect(only(fact({ set: { qty: '2' }, happened: false }), fact({ set: { qty: '3' } })).columns).toEqual({ qty: ['3'] });
  });

  it('leaves a birth of unknown end open, but not its values', () => {
    expect(only(fact({ born: 'new', set: { qty: '1' }, happened: false }))).toEqual({ presence: 'either', columns: { qty: ['1'] } });
  });

  it('expects a deleted row to be gone, and one born again with its new values only', () => {
    const first = [fact({ set: { qty: '1', sku: 'a' } }), fact({ deleted: true })];
    expect(only(...first)).toEqual({ presence: 'absent', columns: {} });
    expect(only(...first, fact({ born: 'new', set: { qty: '5' } }))).toEqual({ presence: 'present', columns: { qty: ['5'] } });
    expect(only(...first, fact({ born: 'new', set: { qty: '5' }, happened: false })).presence).toBe('either');
  });

  it('keeps the values of a row whose end is unknown', () => {
    expect(only(fact({ set: { qty: '1' } }), fact({ deleted: true, happened: false }))).toEqual({ presence: 'either', columns: { qty: ['1'] } });
  });

  it('adds up what several shoppers add to one counter', () => {
    expect(only(fact({ added: { qty: { was: '10', by: '-2' } } }), fact({ added: { qty: { was: '8', by: '-0.5' } } })).columns).toEqual({ qty: ['7.5'] });
  });

  it('lets the next reader of a counter settle what was unknown', () => {
    const start = fact({ added: { qty: { was: '10', by: '-2' } } });
    const unknown = fact({ added: { qty: { was: '8', by: '-3' } }, happened: false });
    expect(only(start, unknown).columns).toEqual({ qty: ['8', '5'] });
    expect(only(start, unknown, fact({ added: { qty: { was: '5', by: '1' } } })).columns).toEqual({ qty: ['6'] });
  });

  it('knows that a transaction of unknown end may have changed a counter twice, or not at all', () => {
    const twice = [fact({ added: { qty: { was: '8', by: '-1' } } }), fact({ added: { qty: { was: '7', by: '-2' } } })];
    const unknown = additionsFromStart(twice).map((one) => ({ ...one, happened: false, salt: 's' }));
    expect(only(...unknown).columns).toEqual({ qty: ['8', '5'] });
    expect(expectRows(unknown).breaks).toEqual([]);
  });

  it('names a counter that another hand changed', () => {
    const { breaks } = expectRows([fact({ added: { qty: { was: '10', by: '-2' } } }), fact({ added: { qty: { was: '9', by: '-1' } } })]);
    expect(breaks).toEqual(['stock id=1 qty']);
  });

  it('carries digests with the salt of their file', () => {
    expect(only(fact({ set: { email: { digest: 'd' } }, salt: 'x' })).columns).toEqual({ email: [{ digest: 'd', salt: 'x' }] });
  });
});
