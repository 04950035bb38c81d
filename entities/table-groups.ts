import { allEntities } from './all-entities';
import { eavBackends } from './grammar/catalog';
import type { EntityDefinition } from './grammar/definition';
import { snake, targetTables } from './grammar/target-table';

/** Tables that belong together in a report: one of the thirteen groups of a shop's data, or what is carried besides. */
export interface TableGroup {
  readonly name: string;
  readonly parts: readonly TableGroupPart[];
}

export interface TableGroupPart {
  readonly entity: string;
  readonly schema: string;
  readonly targets: readonly string[];
  readonly sources: readonly string[];
}

/** Magento's data as its owners see it, in the order of their list. */
export const groupNames = [
  'customers', 'addresses', 'products', 'categories', 'orders', 'order-items', 'stock', 'promotions',
  'payments-and-refunds', 'loyalty', 'wishlists', 'reviews', 'newsletter',
] as const;

/** Order items are rows of the order, but a group of their own. */
const itemsOf = { entity: 'order', source: 'sales_order_item', target: 'order_items' };

/** The thirteen groups, each with the entities and tables it stands for. */
export function tableGroups(): TableGroup[] {
  return groupNames.map((name) => ({ name, parts: name === 'order-items' ? [itemsPart()] : partsOf(name) }));
}

/** Everything that is carried besides the thirteen groups. */
export const otherParts = (): TableGroupPart[] => allEntities.filter((entity) => entity.group === undefined).map(partOf);

const partsOf = (group: string): TableGroupPart[] => allEntities.filter((entity) => entity.group === group).map(partOf);

function partOf(entity: EntityDefinition): TableGroupPart {
  const isItems = (name: string): boolean => entity.name === itemsOf.entity && (name === itemsOf.source || name === itemsOf.target);
  const values = entity.eav ? eavBackends.map((backend) => `${entity.root}_${backend}`) : [];
  const sources = [entity.root, ...values, ...(entity.children ?? []).map((child) => child.source)];
  return {
    entity: entity.name,
    schema: snake(entity.service),
    targets: targetTables(entity).map((table) => table.name).filter((name) => !isItems(name)),
    sources: sources.filter((name) => !isItems(name)),
  };
}

function itemsPart(): TableGroupPart {
  const order = allEntities.find((entity) => entity.name === itemsOf.entity)!;
  return { entity: order.name, schema: snake(order.service), targets: [itemsOf.target], sources: [itemsOf.source] };
}
