import { plainNumber } from './check-rows';
import { columnNamed, magentoId, sourceFingerprint, sourceName, sourceText, targetFingerprint, targetName, targetTable, targetText } from './expressions';
import type { AttributeNotes, Family } from './family';
import type { Check, Numbers } from './oracle';
import { isStaged, joinRoot } from './shape';
import type { Sides } from './sides';

const backends = ['datetime', 'decimal', 'int', 'text', 'varchar'] as const;

/** Values per attribute code and store: rows per value in the source against columns and `attributes` in the target. */
export function checkAttributes(sides: Sides, family: Family, notes: AttributeNotes): Check {
  return {
    group: family.group,
    table: `${family.source}_* → ${family.schema}.${family.target}${notes.stores ? ` and ${notes.stores}` : ''}`,
    what: 'attributes',
    source: () => sourceValues(sides, family, notes),
    target: () => targetValues(sides, family, notes),
  };
}

/** Values are hashed one by one, so the longest text costs no more than the shortest. */
async function sourceValues(sides: Sides, family: Family, notes: AttributeNotes): Promise<Numbers> {
  const numbers: Record<string, string> = {};
  const staged = isStaged(sides, family.source);
  const stores: string[] = [];
  for (const backend of backends) {
    const table = `${family.source}_${backend}`;
    const columns = sides.sourceColumns(table);
    const value = columnNamed(columns, 'value');
    if (!value) continue;
    const store = columnNamed(columns, 'store_id') ? 't.store_id' : '0';
    const owner = staged ? 'row_id' : family.key[0]!;
    const root = joinRoot(sides, family, { column: `t.${sourceName(owner)}`, owner: staged ? `${table}.row_id` : `${table}.${owner}` });
    const where = excluded(sides, family);
    const code = `IF(a.backend_type = '${backend}' AND e.entity_type_code = '${notes.type}', a.attribute_code, CONCAT('#${backend}:', t.attribute_id))`;
    const text = `MD5(${sourceText('t.value', backend === 'text' ? 'varchar' : value.type, 'text')})`;
    const from = `{${table}} t ${root} LEFT JOIN {eav_attribute} a ON a.attribute_id = t.attribute_id
      LEFT JOIN {eav_entity_type} e ON e.entity_type_id = a.entity_type_id WHERE ${where}`;
    const rows = await sides.source(`SELECT CONVERT(${code} USING utf8mb4) AS code, ${store} AS store, COUNT(*), COUNT(t.value),
      ${sourceFingerprint([`r.${sourceName(family.key[0]!)}`], [text])} FROM ${from} GROUP BY code, store`);
    for (const row of rows) add(numbers, row);
    if (notes.stores) stores.push(`SELECT r.${sourceName(family.key[0]!)} AS k, t.store_id AS s FROM {${table}} t ${root} WHERE t.store_id <> 0 AND ${where}`);
  }
  if (stores.length > 0) numbers['rows of stores'] = (await sides.source(`SELECT COUNT(*) FROM (${stores.join(' UNION ')}) AS overrides`))[0]![0]!;
  return numbers;
}

function excluded(sides: Sides, family: Family): string {
  const parked = sides.quarantined(family.entity);
  return parked.length === 0 ? 'TRUE' : `r.${sourceName(family.key[0]!)} NOT IN (${parked.map(Number).join(', ')})`;
}

const add = (numbers: Record<string, string>, [code, store, rows, present, fingerprint]: readonly (string | null)[]): void => {
  numbers[`${code} at store ${store}`] = `${rows} rows, ${present} present, fingerprint ${plainNumber(fingerprint ?? '0')}`;
};

async function targetValues(sides: Sides, family: Family, notes: AttributeNotes): Promise<Numbers> {
  const numbers: Record<string, string> = {};
  const places = [{ table: `${family.schema}.${family.target}`, store: '0' }, ...(notes.stores ? [{ table: `${family.schema}.${notes.stores}`, store: 't.store_id' }] : [])];
  for (const { table, store } of places) {
    const rows = await sides.target(family.schema, `SELECT v.code, v.store::text, count(*)::text, count(v.value)::text,
      ${targetFingerprint(['v.k::text'], ['md5(v.value)'])} FROM (${unpivoted(sides, { family, notes, table, store })}) v GROUP BY 1, 2`);
    for (const row of rows) add(numbers, row);
    if (store !== '0') numbers['rows of stores'] = (await sides.target(family.schema, `SELECT count(*)::text FROM ${targetTable(table)} t ${notParked(sides, family, table)}`))[0]![0]!;
  }
  return numbers;
}

interface Place {
  readonly family: Family;
  readonly notes: AttributeNotes;
  readonly table: string;
  readonly store: string;
}

/** One row per value: a column that is not NULL, or an entry of `attributes`. */
function unpivoted(sides: Sides, { family, notes, table, store }: Place): string {
  const columns = sides.targetColumns(table);
  const root = targetName(columns[0]?.name ?? 'id');
  const key = magentoId(`t.${root}`, { sides, entity: family.entity });
  const values = Object.entries(notes.columns ?? {}).map(([name, code]) => {
    const type = columnNamed(columns, name)?.type ?? 'text';
    return `('${code}', ${targetText(`t.${targetName(name)}`, type, notes.words?.[name])})`;
  });
  const from = `${targetTable(table)} t`;
  const where = notParked(sides, family, table);
  const others = `SELECT ${key} AS k, ${store} AS store, e.key AS code, e.value FROM ${from} CROSS JOIN LATERAL jsonb_each_text(t.attributes) e ${where}`;
  if (values.length === 0) return others;
  return `${others} UNION ALL SELECT ${key}, ${store}, c.code, c.value FROM ${from} CROSS JOIN LATERAL (VALUES ${values.join(', ')}) c(code, value)
    ${where ? `${where} AND` : 'WHERE'} c.value IS NOT NULL`;
}

function notParked(sides: Sides, family: Family, table: string): string {
  const parked = sides.quarantined(family.entity);
  if (parked.length === 0) return '';
  const root = targetName(sides.targetColumns(table)[0]?.name ?? 'id');
  return `WHERE t.${root} NOT IN (SELECT m.new_uuid FROM banyan.magento_id_map m WHERE m.entity_type = '${family.entity}' AND m.magento_id IN (${parked.map(Number).join(', ')}))`;
}
