import type { Pool, PoolClient, QueryArrayResult } from 'pg';
import type { Answer, Question, Reads } from '../api/reads';
import type { Aggregate, Row } from '../api/row';
import { createStoreDirectory } from '../api/store-directory';
import { orderOf, whereOf, type Dialect } from '../api/where';
import type { Part, Plan } from './plan';
import { readStoreViews } from './store-views';
import { toMagentoRow, type Cells } from './to-magento-row';
import { valuesOf } from './values-of';

export interface ServiceDatabase {
  /** Where the service's own rows are. */
  readonly own: Pool;
  /** Where the store service keeps stores and websites. */
  readonly stores: Pool;
  readonly plans: Readonly<Record<string, Plan>>;
}

/** Reads a service's schema. @throws an error of the driver when the database is away. */
export function createReads({ own, stores, plans }: ServiceDatabase): Reads {
  const directory = createStoreDirectory(() => readStoreViews(stores));
  return {
    storeId: directory.storeId,
    ping: async () => void (await own.query('SELECT 1')),
    read: async (question) => {
      const plan = plans[question.resource.name];
      if (!plan) throw new Error(`this service has no ${question.resource.name}`);
      return inSnapshot(own, (client) => answer({ client, plan, question }));
    },
  };
}

async function inSnapshot<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const result = await work(client);
    await client.query('COMMIT');
    client.release();
    return result;
  } catch (error) {
    // A connection whose transaction is open, or that is broken, is not given to the next request.
    client.release(true);
    throw error;
  }
}

interface Asked {
  readonly client: PoolClient;
  readonly plan: Plan;
  readonly question: Question;
}

async function answer({ client, plan, question }: Asked): Promise<Answer> {
  const bound: unknown[] = [];
  const dialect = dialectOf(plan, bound);
  const { resource, criteria, storeId } = question;
  const joins = `${plan.from} JOIN banyan.magento_id_map m ON m.new_uuid = t.id AND m.entity_type = '${plan.entity}' AND NOT m.gone`
    + (plan.stores ? ` LEFT JOIN ${plan.stores.table} s ON s.${plan.stores.parent} = t.id AND s.store_id = ${storeNumber(storeId)}` : '');
  const where = whereOf(resource, criteria, dialect);
  const counted = question.count ? await client.query<{ n: string }>(`SELECT count(*) AS n FROM ${joins} WHERE ${where}`, [...bound]) : undefined;
  const page = `LIMIT ${criteria.pageSize} OFFSET ${(criteria.page - 1) * criteria.pageSize}`;
  const roots = await textRows(client, `SELECT t.id::text AS "#uuid", m.magento_id AS "#id", t.* FROM ${joins} WHERE ${where} ORDER BY ${orderOf(resource, criteria, dialect)} ${page}`, bound);
  return { total: Number(counted?.rows[0]?.n ?? 0), aggregates: await aggregatesOf({ client, plan, question }, roots) };
}

async function aggregatesOf(asked: Asked, roots: TextRows): Promise<Aggregate[]> {
  if (roots.rows.length === 0) return [];
  const { client, plan, question } = asked;
  const uuids = roots.rows.map(([uuid]) => uuid!);
  const magentoIds = new Map(roots.rows.map(([uuid, id]) => [uuid!, id!]));
  const values = await valuesOf({ client, plan, storeId: storeNumber(question.storeId) }, roots);
  const parts = new Map<string, ReadonlyMap<string, readonly Row[]>>();
  for (const [name, part] of Object.entries(plan.parts ?? {})) parts.set(name, await partRows(asked, part, magentoIds));
  const tell = toMagentoRow(roots.fields.slice(2), { ...plan, id: undefined });
  return roots.rows.map((cells, index) => ({
    root: { ...tell(cells.slice(2)), [plan.id]: cells[1] ?? null },
    values: values(index),
    parts: Object.fromEntries([...parts].map(([name, byRoot]) => [name, byRoot.get(uuids[index]!) ?? []])),
  }));
}

async function partRows({ client, question }: Asked, part: Part, roots: ReadonlyMap<string, string>): Promise<ReadonlyMap<string, readonly Row[]>> {
  const sql = `SELECT ${part.parent}::text AS "#root", ${part.select} FROM ${part.from} WHERE ${part.parent} = ANY($1::uuid[])${part.where ? ` AND ${part.where}` : ''} ORDER BY ${part.order}`;
  const found = await textRows(client, sql.replaceAll(':store', storeNumber(question.storeId)), [[...roots.keys()]]);
  const tell = toMagentoRow(found.fields.slice(1), part);
  const byRoot = new Map<string, Row[]>();
  for (const [root, ...cells] of found.rows) {
    const row = tell(cells);
    const rows = byRoot.get(root!) ?? [];
    rows.push(part.parentAs ? { ...row, [part.parentAs]: roots.get(root!)! } : row);
    byRoot.set(root!, rows);
  }
  return byRoot;
}

function dialectOf({ id, search = {} }: Plan, bound: unknown[]): Dialect {
  const casts = { integer: 'bigint', number: 'numeric', text: 'text', moment: 'timestamptz' } as const;
  return {
    column: (field) => (field === id ? 'm.magento_id' : search[field] ?? `t.${field}`),
    bind: (value, kind) => `$${bound.push(value)}::${casts[kind]}`,
    // MySQL's collations ignore case; with "C" the order does not hang on the server's locale.
    fold: (sql) => `lower(rtrim(${sql}, ' ')) COLLATE "C"`,
    foldPattern: (sql) => `lower(${sql}) COLLATE "C"`,
  };
}

/** Ids of stores come from the directory; digits are the only thing that may stand in SQL. */
function storeNumber(storeId: string): string {
  if (!/^\d+$/.test(storeId)) throw new Error('a store id is a number');
  return storeId;
}

type TextRows = QueryArrayResult<(string | null)[]>;

/** Runs a statement; every cell is the text that PostgreSQL prints. */
function textRows(client: PoolClient, text: string, values: readonly unknown[]): Promise<TextRows> {
  return client.query<Cells & (string | null)[]>({ text, values: [...values], rowMode: 'array', types: { getTypeParser: () => (cell: unknown) => cell } });
}
