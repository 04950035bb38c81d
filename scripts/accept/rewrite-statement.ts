import { mapCharset, mapCollation, type KnownCollations } from './map-collation';

/** What to do with one statement of a dump: leave it out, or run it, perhaps changed. */
export type Verdict =
  | { readonly run: false; readonly kind: string; readonly database?: string }
  | { readonly run: true; readonly sql: string; readonly changed: readonly string[]; readonly carriesRows: boolean };

const LEFT_OUT: readonly (readonly [kind: string, pattern: RegExp])[] = [
  ['create database', /^create\s+(database|schema)\b/i],
  ['drop database', /^drop\s+(database|schema)\b/i],
  ['alter database', /^alter\s+(database|schema)\b/i],
  ['use', /^use\b/i],
  ['lock tables', /^(lock|unlock)\s+tables?\b/i],
  ['disable keys', /^alter\s+table\s+\S+\s+(disable|enable)\s+keys$/i],
  ['gtid position', /^set\s+(@@)?(global|session)?[.\s]*(gtid_purged|gtid_slave_pos|gtid_next)\b/i],
  ['binary logging', /^set\s+(@@)?(global\.|session\.|global\s+|session\s+)?sql_log_bin\b/i],
  ['binary logging', /^set\s+@mysqldump_temp_log_bin\b/i],
  ['replication', /^(change\s+(master|replication)|(start|stop|reset)\s+(slave|replica|master))\b/i],
  ['accounts', /^(create\s+(user|role)|drop\s+(user|role)|grant|revoke|set\s+password|alter\s+user)\b/i],
  ['flush', /^(flush|reset)\b/i],
];

const REMOVED_MODES = /\bNO_AUTO_CREATE_USER\b,?|,\s*NO_AUTO_CREATE_USER\b/gi;
const DEFINER = /\bDEFINER\s*=\s*(`(?:[^`]|``)*`|'[^']*'|"[^"]*"|[\w.%$-]+)(\s*@\s*(`[^`]*`|'[^']*'|"[^"]*"|[\w.%$-]+)|\s*\(\s*\))?/i;
const QUOTED = `'(?:[^'\\\\]|\\\\[^]|'')*'|"(?:[^"\\\\]|\\\\[^]|"")*"|\`[^\`]*\``;
const COLLATION = new RegExp(`${QUOTED}|\\b(collate\\s*=?\\s*|collation_\\w+\\s*=\\s*)(['"]?)(\\w+)\\2`, 'gi');
const CHARSET = new RegExp(`${QUOTED}|\\b(charset\\s*=?\\s*|character\\s+set\\s*=?\\s*|character_set_\\w+\\s*=\\s*|set\\s+names\\s+|using\\s+)(['"]?)(\\w+)\\2`, 'gi');

/**
 * Judges one statement. Statements with rows pass untouched; every other one is freed of what ties it to the server
 * that wrote the dump. Strings are latin1: one character per byte, so that nothing is lost on the way.
 */
export function rewriteStatement(statement: Buffer, known: KnownCollations): Verdict {
  const head = bare(statement.toString('latin1', 0, 300));
  if (/^(insert|replace)\b/i.test(head)) return { run: true, sql: statement.toString('latin1'), changed: [], carriesRows: true };
  const left = LEFT_OUT.find(([, pattern]) => pattern.test(head));
  if (left) return { run: false, kind: left[0], ...databaseOf(left[0], head) };
  return { carriesRows: false, run: true, ...changedText(statement.toString('latin1'), head, known) };
}

/** The text without version comment marks, for recognition only. */
function bare(text: string): string {
  return text.replace(/\/\*M?!\d*\s*/g, '').replace(/\*\//g, '').trim();
}

function databaseOf(kind: string, head: string): { readonly database?: string } {
  const name = kind === 'use' ? /^use\s+[`"]?([^`"\s;]+)/i.exec(head)?.[1] : undefined;
  return name === undefined ? {} : { database: name };
}

function changedText(text: string, head: string, known: KnownCollations): { readonly sql: string; readonly changed: readonly string[] } {
  const changed: string[] = [];
  let sql = text;
  if (/^create\b/i.test(head) && !/^create\s+(temporary\s+)?table\b/i.test(head)) {
    sql = sql.replace(DEFINER, () => {
      changed.push('definer');
      return '';
    });
  }
  if (/^set\b/i.test(head) && /sql_mode/i.test(head)) {
    sql = sql.replace(REMOVED_MODES, () => {
      changed.push('sql mode NO_AUTO_CREATE_USER');
      return '';
    });
  }
  sql = sql.replace(COLLATION, (all: string, ...[lead, , name]: Found) => renamed(all, { lead, name, changed }, (word) => mapCollation(word, known)));
  sql = sql.replace(CHARSET, (all: string, ...[lead, , name]: Found) => renamed(all, { lead, name, changed }, (word) => mapCharset(word, known)));
  return { sql, changed };
}

/** Groups of the two patterns; all undefined where a quoted string matched. */
type Found = readonly [lead: string | undefined, quote: string | undefined, name: string | undefined, ...rest: unknown[]];

interface Place {
  readonly lead: string | undefined;
  readonly name: string | undefined;
  readonly changed: string[];
}

function renamed(all: string, { lead, name, changed }: Place, map: (name: string) => string): string {
  if (lead === undefined || name === undefined) return all;
  const to = map(name);
  if (to.toLowerCase() === name.toLowerCase()) return all;
  changed.push(`${name} -> ${to}`);
  return lead + to;
}
