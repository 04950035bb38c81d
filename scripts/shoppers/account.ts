import { mkdir, open, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { AccountLine, HeaderLine } from './account-lines';

/** A shopper's own record of what it did to the shop, made to outlive a crash of anything. */
export interface Account {
  /** Returns when the line is on disk. */
  write(line: AccountLine): Promise<void>;
  close(): Promise<void>;
}

/** Opens, or goes on with, `<folder>/shopper-<n>.jsonl` and puts the header of this run on disk. */
export async function openAccount(folder: string, header: HeaderLine): Promise<Account> {
  await mkdir(folder, { recursive: true });
  const file = await open(join(folder, `shopper-${header.shopper}.jsonl`), 'a+');
  // A crash may have left half a line: the header must begin one of its own.
  if (!(await endsWithNewline(file))) await file.appendFile('\n');
  const account: Account = {
    async write(line) {
      await file.appendFile(`${JSON.stringify(line)}\n`);
      await file.datasync();
    },
    close: () => file.close(),
  };
  await account.write(header);
  return account;
}

async function endsWithNewline(file: FileHandle): Promise<boolean> {
  const { size } = await file.stat();
  if (size === 0) return true;
  const { buffer } = await file.read(Buffer.alloc(1), 0, 1, size - 1);
  return buffer[0] === 0x0a;
}
