import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openAccount } from '../../../../scripts/shoppers/account';
import type { AccountLine, HeaderLine, IntentLine } from '../../../../scripts/shoppers/account-lines';
import { readAccounts } from '../../../../scripts/shoppers/read-accounts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'banyan-accounts-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const header: HeaderLine = { kind: 'header', version: 1, salt: 's', seed: 1, shopper: 0, shoppers: 1, prefix: 'm2_', at: 1 };

function intent(sequence: number, value: string): IntentLine {
  return { kind: 'intent', sequence, action: 'change price', entity: 'product', entityKey: '7', at: sequence, facts: [{ table: 't', key: { id: '7' }, at: sequence, set: { value } }] };
}

async function written(...lines: readonly AccountLine[]): Promise<void> {
  const account = await openAccount(folder, header);
  for (const line of lines) await account.write(line);
  await account.close();
}

describe('readAccounts', () => {
  it('tells apart what was acknowledged, refused and left open', async () => {
    await written(intent(1, '1'), { kind: 'ack', sequence: 1, at: 5 }, intent(2, '2'), { kind: 'undone', sequence: 2 }, intent(3, '3'));
    const accounts = await readAccounts(folder);
    expect(accounts).toMatchObject({ prefix: 'm2_', acknowledged: 1, undone: 1, indeterminate: 1, byAction: { 'change price': 1 } });
    expect([...accounts.expectations[0]!.columns]).toEqual([['value', [{ text: '1' }, { text: '3' }]]]);
  });

  it('takes half a line at the end for a transaction that was never committed', async () => {
    await written(intent(1, '1'), { kind: 'ack', sequence: 1, at: 5 });
    appendFileSync(join(folder, 'shopper-0.jsonl'), JSON.stringify(intent(2, '2')).slice(0, 50));
    expect(await readAccounts(folder)).toMatchObject({ acknowledged: 1, indeterminate: 0 });
  });

  it('goes on after a crash: the header of the next run begins a line of its own', async () => {
    await written(intent(1, '1'));
    appendFileSync(join(folder, 'shopper-0.jsonl'), '{"kind":"ack","sequ');
    await written(intent(1, '4'), { kind: 'ack', sequence: 1, at: 9 });
    expect(await readAccounts(folder)).toMatchObject({ acknowledged: 1, indeterminate: 1 });
  });

  it('refuses an account with a hole', async () => {
    await written(intent(1, '1'), { kind: 'ack', sequence: 1, at: 5 }, intent(2, '2'));
    const path = join(folder, 'shopper-0.jsonl');
    writeFileSync(path, readFileSync(path, 'utf8').replace('"kind":"ack","sequence":1', '"kind":"ack" "sequence":1'));
    await expect(readAccounts(folder)).rejects.toThrow('line 3 cannot be read');
  });

  it('refuses an acknowledgement without its intent, and a folder without accounts', async () => {
    await expect(readAccounts(folder)).rejects.toThrow('no account');
    await written(intent(1, '1'), { kind: 'ack', sequence: 2, at: 5 });
    await expect(readAccounts(folder)).rejects.toThrow('has no intent before it');
  });
});
