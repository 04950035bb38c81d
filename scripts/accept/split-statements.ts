const LOOKAHEAD = 32;
const MAX_DELIMITER = 16;
const NO_BYTES = Buffer.alloc(0);

const SINGLE = 0x27, DOUBLE = 0x22, BACKTICK = 0x60, BACKSLASH = 0x5c;
const SLASH = 0x2f, STAR = 0x2a, DASH = 0x2d, HASH = 0x23, BANG = 0x21, NEWLINE = 0x0a, SPACE = 0x20;

type Mode = 'between' | 'body' | 'quoted' | 'line comment' | 'block comment';

/** Cuts a dump into statements, whatever the sizes of the chunks it arrives in. */
export interface StatementSplitter {
  /** Statements completed by this chunk, without delimiter and without the comments between them. */
  push(chunk: Buffer): readonly Buffer[];
  /** The last statement, if the dump ends without a delimiter. Throws when it ends inside a quote or a comment. */
  end(): readonly Buffer[];
}

interface Scanner {
  mode: Mode;
  quote: number;
  keepsComment: boolean;
  versionDepth: number;
  delimiter: Buffer;
  /** Bytes at which code has to look closer. */
  special: Uint8Array;
  begin: number;
  parts: Buffer[];
  found: Buffer[];
}

/**
 * Follows the rules of the mysql client: three kinds of quotes, `--`, `#` and block comments, version comments whose
 * content is code, and DELIMITER lines. Works on bytes, since a dump holds binary values; keeps one statement in memory.
 */
export function createStatementSplitter(): StatementSplitter {
  const scanner: Scanner = {
    mode: 'between', quote: 0, keepsComment: false, versionDepth: 0, begin: 0, parts: [], found: [], ...delimitedBy(';'),
  };
  let carry: Buffer = NO_BYTES;

  function advance(bytes: Buffer, final: boolean): readonly Buffer[] {
    scanner.found = [];
    scanner.begin = 0;
    // A token is never cut: the last bytes wait for the next chunk.
    const limit = final ? bytes.length : bytes.length - LOOKAHEAD;
    const stopped = Math.min(scan(scanner, { bytes, limit, final }), bytes.length);
    if (insideStatement(scanner) && stopped > scanner.begin) scanner.parts.push(bytes.subarray(scanner.begin, stopped));
    carry = bytes.subarray(stopped);
    return scanner.found;
  }

  return {
    push: (chunk) => advance(carry.length === 0 ? chunk : Buffer.concat([carry, chunk]), false),
    end() {
      const rest = advance(carry, true);
      failIfCutOff(scanner);
      const last = trimmed(Buffer.concat(scanner.parts));
      return last.length === 0 ? rest : [...rest, last];
    },
  };
}

function delimitedBy(word: string): Pick<Scanner, 'delimiter' | 'special'> {
  const delimiter = Buffer.from(word, 'latin1');
  const special = new Uint8Array(256);
  for (const byte of [SINGLE, DOUBLE, BACKTICK, SLASH, STAR, DASH, HASH, delimiter[0] ?? 0]) special[byte] = 1;
  return { delimiter, special };
}

function insideStatement(scanner: Scanner): boolean {
  if (scanner.mode === 'between') return false;
  return scanner.mode === 'body' || scanner.mode === 'quoted' || scanner.keepsComment;
}

function failIfCutOff(scanner: Scanner): void {
  if (scanner.mode === 'quoted') throw new Error('the dump ends inside a quoted value: it was cut off');
  if (scanner.mode === 'block comment' || scanner.versionDepth > 0) throw new Error('the dump ends inside a comment: it was cut off');
}

/** Bytes at hand; those from the limit on are for looking ahead only. */
interface Window {
  readonly bytes: Buffer;
  readonly limit: number;
  /** Nothing comes after them. */
  readonly final: boolean;
}

/** Scans to the limit or, at a DELIMITER line that has not arrived whole, stops before it. Returns where it stopped. */
function scan(scanner: Scanner, window: Window): number {
  let at = 0;
  while (at < window.limit) {
    if (scanner.mode === 'body') at = scanBody(scanner, window, at);
    else if (scanner.mode === 'quoted') at = scanQuoted(scanner, window, at);
    else if (scanner.mode !== 'between') at = scanComment(scanner, window, at);
    else {
      const next = scanBetween(scanner, window, at);
      if (next === undefined) return at;
      at = next;
    }
  }
  return at < 0 ? 0 : at;
}

function scanBetween(scanner: Scanner, window: Window, at: number): number | undefined {
  const { bytes } = window;
  const byte = bytes[at] ?? 0;
  if (byte <= SPACE) return at + 1;
  if (byte === 0xef && bytes[at + 1] === 0xbb && bytes[at + 2] === 0xbf) return at + 3;
  if (isDelimiter(scanner, bytes, at)) return at + scanner.delimiter.length;
  if (startsLineComment(bytes, at) || startsNotice(bytes, at)) {
    openComment(scanner, 'line comment', false);
    return at;
  }
  if (startsPlainComment(bytes, at)) {
    openComment(scanner, 'block comment', false);
    return at + 2;
  }
  if (/^delimiter\s/i.test(bytes.toString('latin1', at, at + 10))) return readDelimiter(scanner, window, at);
  scanner.mode = 'body';
  scanner.begin = at;
  return at;
}

/** Reads a DELIMITER line; undefined when its end has not arrived yet. */
function readDelimiter(scanner: Scanner, { bytes, final }: Window, at: number): number | undefined {
  const lineEnd = bytes.indexOf(NEWLINE, at);
  if (lineEnd < 0 && !final) return undefined;
  const end = lineEnd < 0 ? bytes.length : lineEnd;
  const word = bytes.toString('latin1', at, end).trim().split(/\s+/)[1] ?? '';
  if (word === '' || word.length > MAX_DELIMITER) {
    throw new Error(`DELIMITER line without a usable delimiter (1 to ${MAX_DELIMITER} characters)`);
  }
  Object.assign(scanner, delimitedBy(word));
  return end;
}

/** Code up to and over the next quote, comment mark or delimiter. */
function scanBody(scanner: Scanner, { bytes, limit }: Window, from: number): number {
  const special = scanner.special;
  let at = from;
  while (at < limit && special[bytes[at] as number] === 0) at += 1;
  if (at >= limit) return at;
  const byte = bytes[at];
  if (scanner.versionDepth === 0 && isDelimiter(scanner, bytes, at)) {
    finishStatement(scanner, bytes, at);
    return at + scanner.delimiter.length;
  }
  if (byte === SINGLE || byte === DOUBLE || byte === BACKTICK) {
    scanner.mode = 'quoted';
    scanner.quote = byte;
  } else if (startsLineComment(bytes, at)) openComment(scanner, 'line comment', true);
  else if (byte === SLASH && bytes[at + 1] === STAR) {
    if (startsPlainComment(bytes, at)) openComment(scanner, 'block comment', true);
    else scanner.versionDepth += 1;
    return at + 2;
  } else if (byte === STAR && bytes[at + 1] === SLASH && scanner.versionDepth > 0) {
    scanner.versionDepth -= 1;
    return at + 2;
  }
  return at + 1;
}

function scanQuoted(scanner: Scanner, { bytes, limit }: Window, from: number): number {
  const { quote } = scanner;
  const escape = quote === BACKTICK ? -1 : BACKSLASH;
  let at = from;
  while (at < limit) {
    const byte = bytes[at];
    if (byte === quote) {
      scanner.mode = 'body';
      return at + 1;
    }
    at += byte === escape ? 2 : 1;
  }
  return at;
}

function scanComment(scanner: Scanner, { bytes, limit }: Window, from: number): number {
  const isLine = scanner.mode === 'line comment';
  const end = isLine ? bytes.indexOf(NEWLINE, from) : bytes.indexOf('*/', from);
  if (end < 0 || end >= limit) return limit;
  scanner.mode = scanner.keepsComment ? 'body' : 'between';
  return end + (isLine ? 1 : 2);
}

function openComment(scanner: Scanner, kind: 'line comment' | 'block comment', keeps: boolean): void {
  scanner.mode = kind;
  scanner.keepsComment = keeps;
}

function finishStatement(scanner: Scanner, bytes: Buffer, end: number): void {
  scanner.parts.push(bytes.subarray(scanner.begin, end));
  const statement = trimmed(Buffer.concat(scanner.parts));
  scanner.parts = [];
  scanner.mode = 'between';
  if (statement.length > 0) scanner.found.push(statement);
}

function isDelimiter(scanner: Scanner, bytes: Buffer, at: number): boolean {
  const { delimiter } = scanner;
  for (let i = 0; i < delimiter.length; i += 1) if (bytes[at + i] !== delimiter[i]) return false;
  return true;
}

function startsLineComment(bytes: Buffer, at: number): boolean {
  if (bytes[at] === HASH) return true;
  return bytes[at] === DASH && bytes[at + 1] === DASH && (bytes[at + 2] ?? SPACE) <= SPACE;
}

/** Warnings that mysqldump wrote to the terminal and a shell put into the file. */
function startsNotice(bytes: Buffer, at: number): boolean {
  return /^(mysqldump|mariadb-dump): |^Warning: /.test(bytes.toString('latin1', at, at + 14));
}

/** A comment without code; also the sandbox line of MariaDB, whose version no server reaches. */
function startsPlainComment(bytes: Buffer, at: number): boolean {
  if (bytes[at] !== SLASH || bytes[at + 1] !== STAR) return false;
  if (bytes[at + 2] === BANG) return false;
  if (bytes.toString('latin1', at + 2, at + 4) !== 'M!') return true;
  return bytes.toString('latin1', at + 4, at + 10) === '999999';
}

function trimmed(statement: Buffer): Buffer {
  let end = statement.length;
  while (end > 0 && (statement[end - 1] ?? 0) <= SPACE) end -= 1;
  return statement.subarray(0, end);
}
