/** A dump statement that the server refused, or a dump that cannot be read. */
export class DumpFault extends Error {
  override readonly name = 'DumpFault';
}

interface ServerError extends Error {
  readonly code?: string;
  readonly errno?: number;
}

/** What is known about the statement that failed. */
export interface FailedStatement {
  readonly number: number;
  readonly sql: string;
  readonly carriesRows: boolean;
}

const REMEDIES: readonly (readonly [errnos: readonly number[], remedy: string])[] = [
  [[1153, 1301], 'raise max_allowed_packet of the server to 1G (SET GLOBAL max_allowed_packet=1073741824) and load again'],
  [[1044, 1045, 1142, 1143, 1227], 'load with a user who has ALL PRIVILEGES on *.*'],
  [[1418, 1419], 'load with a user who has SUPER, or SET GLOBAL log_bin_trust_function_creators=1'],
  [[1273, 1115, 1267, 1253], 'the server does not know this character set or collation: load into a newer server of the kind that wrote the dump'],
  [[1050, 1061, 1826], 'the dump creates one thing twice: make it again from one database'],
  [[1062, 1586], 'the dump holds a key twice in the eyes of this server: load into the kind of server that wrote it'],
  [[1064, 1149], 'this server does not understand the statement: load into the kind and version of server that wrote the dump'],
  [[1366, 1300, 3854], 'a value is not valid in its character set: load into the kind of server that wrote the dump'],
  [[1021, 1114, 3, 28, 1030], 'the server ran out of disk space: free some and load again'],
  [[1118, 1071, 1709], 'a row or an index is too wide for this server: load into the kind of server that wrote the dump'],
];

/** An error that names the statement by number and shape, the cause and the remedy, and shows no row value. */
export function faultOf(error: unknown, statement: FailedStatement): DumpFault {
  const cause = error as ServerError;
  const remedy = REMEDIES.find(([errnos]) => errnos.includes(cause.errno ?? -1))?.[1]
    ?? (cause.errno === undefined || cause.errno >= 2000 || cause.errno < 0
      ? 'the connection broke: look into the log of the server (memory, disk, restart) and load again'
      : 'look the code up in the manual of the server, mend the dump and load again');
  const said = statement.carriesRows ? withoutValues(cause.message) : withoutStrings(cause.message);
  const name = cause.code ?? 'no code';
  // The driver's error carries the whole statement, rows included, so it is not attached as a cause.
  return new DumpFault(`statement ${statement.number} failed (${name}${cause.errno === undefined ? '' : ` ${cause.errno}`}: ${said}); it begins: ${shapeOf(statement)}. Remedy: ${remedy}`);
}

/** The first 120 characters of structure: no rows, no string literals. */
export function shapeOf(statement: Pick<FailedStatement, 'sql' | 'carriesRows'>): string {
  const head = statement.sql.slice(0, 4000);
  const structure = statement.carriesRows ? (/^[^]*?\bVALUES?\b/i.exec(head)?.[0] ?? head.slice(0, 40)) : withoutStrings(head);
  return Buffer.from(structure.replace(/\s+/g, ' ').trim().slice(0, 120), 'latin1').toString('utf8');
}

function withoutStrings(text: string): string {
  return text.replace(/near '[^]*$/, "near '…'").replace(/(default|comment|values?)(\s+|\s*\()'(?:[^'\\]|\\[^]|'')*'/gi, "$1$2'…'");
}

/** Server messages quote values; of those about rows only the key or column that comes last is kept. */
function withoutValues(message: string): string {
  const key = /(for key|for column|in table) '([\w.`]+)'/.exec(message);
  return message.replace(/'[^]*'/, "'…'") + (key ? ` [${key[1]} ${key[2]}]` : '');
}
