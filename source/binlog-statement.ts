import type { SchemaChange } from './change-source';

/** What a statement in the log means for a reader of rows. */
export type Statement =
  /** BEGIN, savepoints and whatever else neither ends a transaction nor touches the shop. */
  | { readonly kind: 'inside' }
  /** COMMIT or ROLLBACK. */
  | { readonly kind: 'end' }
  /** A change of the shop's rows written as text: row events are missing. */
  | { readonly kind: 'rows'; readonly verb: string }
  /** Data definition; it is a transaction of its own. Tables carry their full names. */
  | { readonly kind: 'definition'; readonly changes: readonly SchemaChange[] };

/** The databases and tables whose changes matter, by full table name. */
export interface Watched {
  readonly database: string;
  readonly tables: ReadonlySet<string>;
}

const inside: Statement = { kind: 'inside' };
const end: Statement = { kind: 'end' };
const rowVerbs = new Set(['INSERT', 'UPDATE', 'DELETE', 'REPLACE', 'LOAD', 'WITH']);

/** @param schema the session's default database when the statement ran. */
export function readStatement(query: string, schema: string, watched: Watched): Statement {
  // The two statements of nearly every transaction, without looking closer.
  if (query === 'BEGIN') return inside;
  if (query === 'COMMIT' || query === 'ROLLBACK') return end;
  const words = wordsOf(query);
  const verb = words.at(0);
  if (rowVerbs.has(verb)) return changesShop(words, schema, watched) ? { kind: 'rows', verb } : inside;
  if (verb === 'XA') return words.at(1) === 'COMMIT' || words.at(1) === 'ROLLBACK' ? end : inside;
  if (verb === 'COMMIT' || (verb === 'ROLLBACK' && words.at(1) !== 'TO')) return end;
  if (!(verb in definitions)) return inside;
  return { kind: 'definition', changes: definitions[verb as keyof typeof definitions](words, schema, watched) };
}

interface Word {
  readonly text: string;
  /** In quotes: a name, never a keyword. */
  readonly quoted: boolean;
}

interface Words {
  readonly all: readonly Word[];
  /** Keyword at an index, in capitals; '' for a quoted name or past the end. */
  at(index: number): string;
}

const token = /'(?:[^'\\]|\\.|'')*'|`((?:[^`]|``)*)`|"((?:[^"\\]|\\.|"")*)"|\/\*M?!\d*|\*\/|\/\*[\s\S]*?\*\/|--[ \t][^\n]*|#[^\n]*|([\w$\u0080-\uffff]+)|([.,])/g;

/** Names, keywords, dots and commas; comments and texts are dropped, the content of version comments stays. */
function wordsOf(query: string): Words {
  const all: Word[] = [];
  for (const [, back, double, plain, mark] of query.matchAll(token)) {
    if (plain !== undefined || mark !== undefined) all.push({ text: (plain ?? mark)!, quoted: false });
    else if (back !== undefined) all.push({ text: back.replaceAll('``', '`'), quoted: true });
    else if (double !== undefined) all.push({ text: double, quoted: true });
  }
  return { all, at: (index) => (all[index] && !all[index].quoted ? all[index].text.toUpperCase() : '') };
}

interface Name {
  readonly schema: string;
  readonly table: string;
  readonly next: number;
}

/** `table` or `schema.table` at an index. */
function nameAt({ all }: Words, index: number, schema: string): Name {
  const first = all[index]?.text ?? '';
  if (all[index + 1]?.text !== '.') return { schema, table: first, next: index + 1 };
  return { schema: first, table: all[index + 2]?.text ?? '', next: index + 3 };
}

function skip(words: Words, index: number, keywords: readonly string[]): number {
  let at = index;
  while (keywords.includes(words.at(at))) at += 1;
  return at;
}

const asides = ['LOW_PRIORITY', 'DELAYED', 'HIGH_PRIORITY', 'QUICK', 'IGNORE', 'CONCURRENT', 'LOCAL', 'INTO', 'FROM', 'DATA', 'INFILE'];

/**
 * Whether a row statement writes to the shop or to Banyan's own schema. Where the written table cannot be told (several
 * tables, WITH), naming one of them anywhere counts. A whole-table DELETE of an unwatched table is what the server itself
 * writes when it empties a MEMORY table after a restart.
 */
function changesShop(words: Words, schema: string, { database, tables }: Watched): boolean {
  const ours = (name: string): boolean => name === database || name === 'banyan';
  const verb = words.at(0);
  const target = nameAt(words, skip(words, 1, verb === 'LOAD' ? [...asides, 'TABLE', 'REPLACE'] : asides), schema);
  if (verb === 'INSERT' || verb === 'REPLACE' || verb === 'LOAD') return ours(target.schema);
  if (verb === 'DELETE' && target.next >= words.all.length && !tables.has(target.table)) return false;
  return ours(schema) || words.all.some((word, at) => ours(word.text) && words.all[at + 1]?.text === '.');
}

type Define = (words: Words, schema: string, watched: Watched) => readonly SchemaChange[];

const definitions = {
  ALTER: alterChanges,
  CREATE: createChanges,
  DROP: dropChanges,
  RENAME: renameChanges,
  TRUNCATE: (words, schema, watched) => changesOf('truncated', [nameAt(words, skip(words, 1, ['TABLE']), schema)], watched),
} satisfies Record<string, Define>;

function changesOf(kind: SchemaChange['kind'], names: readonly Name[], { database, tables }: Watched): SchemaChange[] {
  const found = new Set(names.filter((name) => name.schema === database && tables.has(name.table)).map((name) => name.table));
  return [...found].map((table) => ({ table, kind }));
}

const options = ['ONLINE', 'IGNORE', 'OR', 'REPLACE', 'TABLE', 'TABLES', 'IF', 'NOT', 'EXISTS', 'WAIT', 'NOWAIT'];

function alterChanges(words: Words, schema: string, watched: Watched): readonly SchemaChange[] {
  if (!['TABLE', 'ONLINE', 'IGNORE'].includes(words.at(1))) return [];
  const name = nameAt(words, skip(words, 1, options), schema);
  const [first, second] = [words.at(name.next), words.at(name.next + 1)];
  if (second === 'PARTITION' && ['TRUNCATE', 'DROP', 'EXCHANGE'].includes(first)) return changesOf('truncated', [name], watched);
  if (second === 'KEYS' && ['DISABLE', 'ENABLE'].includes(first)) return [];
  for (let at = name.next; at < words.all.length; at += 1) {
    if (words.at(at) !== 'RENAME' || ['COLUMN', 'INDEX', 'KEY'].includes(words.at(at + 1))) continue;
    return changesOf('renamed', [name, nameAt(words, skip(words, at + 1, ['TO', 'AS']), name.schema)], watched);
  }
  return changesOf('altered', [name], watched);
}

/** A watched table that is made anew may look different; one that is replaced is dropped first. */
function createChanges(words: Words, schema: string, watched: Watched): readonly SchemaChange[] {
  const at = skip(words, 1, ['OR', 'REPLACE']);
  return words.at(at) === 'TABLE' ? changesOf(at > 1 ? 'dropped' : 'altered', [nameAt(words, skip(words, at, options), schema)], watched) : [];
}

function dropChanges(words: Words, schema: string, watched: Watched): readonly SchemaChange[] {
  if (words.at(1) === 'DATABASE' || words.at(1) === 'SCHEMA') {
    const gone = nameAt(words, skip(words, 2, options), '').table;
    return gone === watched.database ? [...watched.tables].map((table) => ({ table, kind: 'dropped' })) : [];
  }
  if (words.at(1) !== 'TABLE' && words.at(1) !== 'TABLES') return [];
  return changesOf('dropped', listAt(words, skip(words, 1, options), schema), watched);
}

/** Also the swap with which gh-ost and pt-online-schema-change end: `t TO _t_old, _t_new TO t`. */
function renameChanges(words: Words, schema: string, watched: Watched): readonly SchemaChange[] {
  if (words.at(1) !== 'TABLE' && words.at(1) !== 'TABLES') return [];
  const names = listAt(words, skip(words, 1, options), schema);
  const all = new Set(names.map((name) => name.table));
  return changesOf('renamed', names, watched).map((change) => {
    const tool = swapTools.find(({ from, to }) => all.has(from(change.table)) && all.has(to(change.table)))?.tool;
    return tool ? { ...change, tool } : change;
  });
}

/** What the tools call the table they have filled, and the old one. With names of its own making nobody is sure, and everything is projected again. */
const swapTools = [
  { tool: 'gh-ost', from: (table: string) => `_${table}_gho`, to: (table: string) => `_${table}_del` },
  { tool: 'pt-online-schema-change', from: (table: string) => `_${table}_new`, to: (table: string) => `_${table}_old` },
] as const;

/** Names parted by commas or TO. */
function listAt(words: Words, index: number, schema: string): readonly Name[] {
  const names: Name[] = [];
  for (let at = index; at < words.all.length;) {
    const name = nameAt(words, at, schema);
    names.push(name);
    at = skip(words, name.next, ['TO', 'WAIT', 'NOWAIT', ',']);
    if (at === name.next) break;
  }
  return names;
}
