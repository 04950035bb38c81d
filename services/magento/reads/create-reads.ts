import type { Answer, Question, Reads } from '../../api/reads';
import { createStoreDirectory } from '../../api/store-directory';
import type { Row } from '../../api/row';
import { orderOf, whereOf, type Dialect } from '../../api/where';
import type { OpenShop } from '../open-shop';
import { catalogPlans } from './catalog-plans';
import { customerPlans } from './customer-plans';
import type { Plan } from './plan';
import { readValues } from './read-values';
import { salesPlans } from './sales-plans';
import { shopPlans } from './shop-plans';
import { asking, inSnapshot, type Ask } from './shop-query';
import { readStoreViews } from './store-views';

const plans: Readonly<Record<string, Plan>> = { ...catalogPlans, ...customerPlans, ...salesPlans, ...shopPlans };

/** Reads the shop's own tables, as Magento does: attributes by their code, values by store. */
export function createShopReads({ pool, shop }: Pick<OpenShop, 'pool' | 'shop'>): Reads {
  const directory = createStoreDirectory(() => readStoreViews(asking(pool, shop.schema)));
  return {
    storeId: directory.storeId,
    ping: async () => void (await pool.query('SELECT 1')),
    read: async (question) => {
      const plan = plans[question.resource.name];
      if (!plan) throw new Error(`the shop has no ${question.resource.name}`);
      if (plan.needs && !shop.schema.has(plan.needs)) return { aggregates: [], total: 0 };
      return inSnapshot(pool, (connection) => answer({ ask: asking(connection, shop.schema), shop, plan, question }));
    },
  };
}

interface Asked {
  readonly ask: Ask;
  readonly shop: OpenShop['shop'];
  readonly plan: Plan;
  readonly question: Question;
}

async function answer({ ask, shop, plan, question }: Asked): Promise<Answer> {
  const { resource, criteria, storeId } = question;
  const joins = new Set<string>();
  const search = dialectOf({ ask, shop, plan, question }, joins);
  const where = whereOf(resource, criteria, search.dialect);
  const whereValues = [...search.bound];
  const order = orderOf(resource, criteria, search.dialect);
  const from = `${plan.from} ${[...joins].join(' ')}`;
  const counted = question.count ? await ask(`SELECT COUNT(*) AS n FROM ${from} WHERE ${where}`, whereValues) : [];
  const page = `LIMIT ${criteria.pageSize} OFFSET ${(criteria.page - 1) * criteria.pageSize}`;
  const roots = await ask(`SELECT ${plan.select} FROM ${from} WHERE ${where} ORDER BY ${order} ${page}`, whereValues);
  const total = Number(counted[0]?.n ?? 0);
  if (roots.length === 0) return { total, aggregates: [] };
  const ids = roots.map((row) => row[plan.id] ?? '');
  const values = plan.eav ? await readValues({ ask, shop, eav: plan.eav, storeId, ids }) : new Map<string, Row>();
  const parts = await readParts({ ask, shop, plan, question }, ids);
  return { total, aggregates: roots.map((root, index) => ({ root, values: values.get(ids[index]!) ?? {}, parts: parts(ids[index]!) })) };
}

async function readParts({ ask, shop, plan, question }: Asked, ids: readonly string[]): Promise<(id: string) => Record<string, readonly Row[]>> {
  const parts = new Map<string, ReadonlyMap<string, readonly Row[]>>();
  for (const [name, part] of Object.entries(plan.parts ?? {})) {
    if (part.needs && !shop.schema.has(part.needs)) continue;
    const sql = `SELECT ${part.parent} AS \`#root\`, ${part.select} FROM ${part.from} WHERE ${part.parent} IN (:roots) ORDER BY ${part.order}`;
    const places = sql.split(':roots').length - 1;
    const rows = await ask(sql.replaceAll(':roots', '?').replaceAll(':store', String(Number(question.storeId))), Array.from({ length: places }, () => ids));
    const byRoot = new Map<string, Row[]>();
    for (const { '#root': root, ...row } of rows) byRoot.set(root ?? '', [...(byRoot.get(root ?? '') ?? []), row]);
    parts.set(name, byRoot);
  }
  return (id) => Object.fromEntries([...parts].map(([name, byRoot]) => [name, byRoot.get(id) ?? []]));
}

function dialectOf({ shop, plan, question }: Asked, joins: Set<string>): { readonly dialect: Dialect; readonly bound: unknown[] } {
  const bound: unknown[] = [];
  const value = (code: string): string => {
    const attribute = shop.attribute(plan.eav!, code);
    if (!attribute) return 'NULL';
    const join = (alias: string, store: number): string =>
      `LEFT JOIN {${attribute.valueTable}} ${alias} ON ${alias}.entity_id = t.entity_id AND ${alias}.attribute_id = ${Number(attribute.id)} AND ${alias}.store_id = ${store}`;
    joins.add(join(`d_${code}`, 0));
    if (question.storeId === '0') return `d_${code}.value`;
    joins.add(join(`s_${code}`, Number(question.storeId)));
    // A row of the store wins even when its value is NULL.
    return `IF(s_${code}.value_id IS NULL, d_${code}.value, s_${code}.value)`;
  };
  return {
    bound,
    dialect: {
      column: (field) => (plan.attributes?.includes(field) ? value(field) : plan.search?.[field] ?? `t.${field}`),
      bind: (given) => {
        bound.push(given);
        return '?';
      },
      // The collation of the column ignores case and blanks at the end already.
      fold: (sql) => sql,
      foldPattern: (sql) => sql,
    },
  };
}
