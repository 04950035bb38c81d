import { magentoId, magentoIdPair, targetName } from './expressions';
import type { Check, Numbers } from './oracle';
import type { Shape } from './shape';
import type { Sides } from './sides';

/** Ids are version 8, unique, and those of roots are the ledger's own. Every number must be 0. */
export function checkIds(sides: Sides, shape: Shape): Check {
  const checks = shape.part ? partChecks(shape) : rootChecks(sides, shape);
  const zero: Numbers = Object.fromEntries(Object.keys(checks).map((name) => [name, '0']));
  return {
    group: shape.family.group,
    table: shape.name,
    what: 'ids',
    source: () => Promise.resolve(zero),
    target: async () => {
      const numbers: Record<string, string> = {};
      for (const [name, sql] of Object.entries(checks)) numbers[name] = (await sides.target(shape.family.schema, sql))[0]![0]!;
      return numbers;
    },
  };
}

const partChecks = (shape: Shape): Readonly<Record<string, string>> =>
  shape.hasId
    ? {
        'ids used twice': `SELECT count(*) - count(DISTINCT t.id) FROM ${shape.targetFrom}`,
        'ids not of version 8': `SELECT count(*) FILTER (WHERE substr(t.id::text, 15, 1) <> '8') FROM ${shape.targetFrom}`,
      }
    : {};

function rootChecks(sides: Sides, shape: Shape): Readonly<Record<string, string>> {
  const { family } = shape;
  const id = `t.${targetName(shape.rootColumn)}`;
  const ledger = `banyan.magento_id_map m WHERE m.entity_type = '${family.entity}' AND NOT m.gone`;
  const parked = sides.quarantined(family.entity);
  const unparked = parked.length === 0 ? '' : ` AND m.magento_id NOT IN (${parked.map(Number).join(', ')})`;
  const packed = magentoIdPair('m.new_uuid');
  const inside = family.key.length === 2 ? `(${packed[0]} * 134217728 + ${packed[1]})` : magentoId('m.new_uuid');
  return {
    'ids not of version 8': `SELECT count(*) FROM ${ledger} AND m.derived AND substr(m.new_uuid::text, 15, 1) <> '8'`,
    'ids with another Magento id inside': `SELECT count(*) FROM ${ledger} AND m.derived AND ${inside} <> m.magento_id`,
    'rows without a ledger row': `SELECT count(*) FROM ${shape.targetFrom} ${/\bWHERE\b/.test(shape.targetFrom) ? 'AND' : 'WHERE'}
      NOT EXISTS (SELECT 1 FROM ${ledger} AND m.new_uuid = ${id})`,
    'ledger rows without a row': `SELECT count(*) FROM ${ledger}${unparked} AND NOT EXISTS (SELECT 1 FROM ${shape.targetFrom.replace(/ WHERE[\s\S]*/, '')} WHERE ${id} = m.new_uuid)`,
  };
}
