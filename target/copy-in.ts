import { finished } from 'node:stream/promises';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import type { TargetTable } from '../entities/grammar/target-table';
import { quoteIdent, type TargetClient } from './connect';

/** `"schema"."table"`. */
export const tableName = (table: TargetTable): string => `${quoteIdent(table.schema)}.${quoteIdent(table.name)}`;

/** The columns of a table, quoted, in order. */
export const columnList = (table: TargetTable, alias = ''): string =>
  table.columns.map((column) => `${alias}${quoteIdent(column.name)}`).join(', ');

/** The server holds a message whole before it reads a line of it. */
const messageBytes = 256 << 10;

/** Sends rows in COPY text format into a table. */
export async function copyIn(client: TargetClient, into: string, lines: Buffer): Promise<void> {
  const stream = client.query(copyFrom(`COPY ${into} FROM STDIN`));
  for (let at = 0; at < lines.length; at += messageBytes) stream.write(lines.subarray(at, at + messageBytes));
  stream.end();
  await finished(stream);
}

/** Reads the rows of a query in COPY text format. */
export async function copyOut(client: TargetClient, query: string): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of client.query(copyTo(`COPY (${query}) TO STDOUT`))) parts.push(part as Buffer);
  return Buffer.concat(parts);
}
