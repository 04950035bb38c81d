import type { Connection } from 'mysql2/promise';
import type { Account } from '../../../../scripts/shoppers/account';
import type { Action, Scene } from '../../../../scripts/shoppers/action';
import type { ShopSchema, ShopTable } from '../../../../services/magento/shop/shop-schema';
import { transact, type Attempt, type Outcome } from '../../../../scripts/shoppers/transact';

const table: ShopTable = { name: 't', columns: new Map([['id', 'int'], ['email', 'varchar']]), autoIncrement: 'id', clocks: [], primaryKey: ['id'], identity: ['id'] };
const schema: ShopSchema = { prefix: '', has: () => true, table: () => table, sqlName: (name) => name, cascadesFrom: () => [] };

/** Runs one action against a connection that fails where told, and returns what happened in which order. */
async function run(faults: { readonly query?: object; readonly commit?: object }): Promise<{ readonly outcome: Outcome; readonly events: readonly string[]; readonly lines: string }> {
  const events: string[] = [];
  const lines: string[] = [];
  const step = (name: string, fault?: object) => async () => {
    events.push(name);
    if (fault) throw Object.assign(new Error('no'), fault);
    return [{ insertId: 5, affectedRows: 1 }];
  };
  const connection = { beginTransaction: step('begin'), query: step('query', faults.query), commit: step('commit', faults.commit), rollback: step('rollback') } as unknown as Connection;
  const account: Account = {
    async write(line) {
      events.push(line.kind);
      lines.push(JSON.stringify(line));
    },
    close: async () => undefined,
  };
  const action: Action = {
    name: 'register', weight: 1, needs: [],
    async perform(scene) {
      const key = await scene.tx.insert('t', { email: 'ann@example.com' });
      scene.after(() => events.push('learn'));
      return { entity: 'customer', key };
    },
  };
  const attempt: Attempt = { connection, schema, salt: 's', account, sequence: 1, scene: {} as Omit<Scene, 'tx' | 'after'> };
  return { outcome: await transact(action, attempt), events, lines: lines.join('\n') };
}

describe('transact', () => {
  it('has the facts on disk before COMMIT and the acknowledgement after it', async () => {
    const { outcome, events, lines } = await run({});
    expect(events).toEqual(['begin', 'query', 'intent', 'commit', 'ack', 'learn']);
    expect(outcome).toMatchObject({ end: 'acknowledged', touched: { entity: 'customer', key: '5' } });
    expect(lines).toContain('"key":{"id":"5"}');
    expect(lines).not.toContain('ann@');
  });

  it('starts again after a deadlock, in a statement or in COMMIT', async () => {
    expect(await run({ query: { errno: 1213 } })).toMatchObject({ outcome: { end: 'try again' }, events: ['begin', 'query', 'rollback'] });
    expect(await run({ commit: { errno: 1213 } })).toMatchObject({ outcome: { end: 'try again' }, events: ['begin', 'query', 'intent', 'commit', 'undone'] });
  });

  it('does not know the end when the connection breaks in COMMIT', async () => {
    expect(await run({ commit: { code: 'ECONNRESET', fatal: true } })).toMatchObject({ outcome: { end: 'indeterminate' }, events: ['begin', 'query', 'intent', 'commit'] });
  });

  it('gives up what was taken, and asks for a new connection when this one broke before', async () => {
    expect((await run({ query: { errno: 1062 } })).outcome.end).toBe('given up');
    expect((await run({ query: { code: 'PROTOCOL_CONNECTION_LOST' } })).outcome.end).toBe('connection lost');
  });

  it('shows no value in an error that it does not expect', async () => {
    const failed = run({ query: { errno: 1146, message: "Incorrect value: 'ann@example.com'", sql: "INSERT 'ann@example.com'" } });
    const error: Error = await failed.then(() => new Error('it did not fail'), (reason: Error) => reason);
    expect(error.message).toContain('register failed with server error 1146');
    expect(`${error.message}${error.stack}${(error.cause as Error).message}${JSON.stringify(error.cause)}`).not.toContain('ann@');
  });
});
