import type { RowDataPacket } from 'mysql2';
import type { SourceConnection } from '../../../source/connect';

/** Global settings of the source, by lower-case name. */
export interface ServerVariables {
  /** Undefined when this server has no such setting. */
  get(name: string): string | undefined;
  number(name: string): number;
}

/** Reads all global settings at once; it needs no privilege. */
export async function readVariables(connection: SourceConnection): Promise<ServerVariables> {
  const [rows] = await connection.query<RowDataPacket[]>('SHOW GLOBAL VARIABLES');
  return variablesFrom(Object.fromEntries(rows.map((row) => [String(row.Variable_name), String(row.Value)])));
}

/** Settings from plain names and values. */
export function variablesFrom(values: Readonly<Record<string, string>>): ServerVariables {
  const byName = new Map(Object.entries(values).map(([name, value]) => [name.toLowerCase(), value]));
  return { get: (name) => byName.get(name), number: (name) => Number(byName.get(name) ?? NaN) };
}
