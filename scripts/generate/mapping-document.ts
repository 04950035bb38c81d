import { entityWaves } from '../../entities/all-entities';
import type { ChildTable, EntityDefinition, Field, Fields } from '../../entities/grammar/definition';
import { rootColumnOf, snake } from '../../entities/grammar/target-table';
import { tableGroups } from '../../entities/table-groups';

/** The document that says, column by column, where each value of a shop goes. */
export function mappingDocument(): string {
  const waves = entityWaves.map((wave, index) => `${index + 1}. ${wave.map((entity) => `[${entity.name}](#${entity.name})`).join(', ')}`);
  return [
    '# Mapping',
    '',
    'Generated from the entity definitions by `npm run generate`; edit those instead.',
    '',
    'Ids are derived from Magento\'s: the first 48 bits of a `uuid` are the Magento id. A reference is carried twice, as the `uuid` of the',
    'aggregate it names and, in `magento_…`, as Magento wrote it. A value that its column\'s type cannot hold (a zero date, a flag of 7) is NULL',
    'there and stands in `extra`, and so does every column of a shop that no line below names. Custom attributes stand in `attributes`, by code.',
    'What does not come back on the way to Magento is marked *lost*: ignored columns, values read along, and the `value_id` of EAV rows.',
    '',
    '## The thirteen groups',
    '',
    '| group | entities | source tables | target tables |',
    '|---|---|---|---|',
    ...tableGroups().map(groupLine),
    '',
    '## Order of loading',
    '',
    ...waves,
    '',
    ...entityWaves.flat().flatMap(entitySection),
  ].join('\n');
}

function groupLine({ name, parts }: ReturnType<typeof tableGroups>[number]): string {
  const sources = parts.flatMap((part) => part.sources).map(code);
  const targets = parts.flatMap((part) => part.targets.map((target) => `${part.schema}.${target}`)).map(code);
  return `| ${name} | ${[...new Set(parts.map((part) => part.entity))].join(', ')} | ${sources.join(' ')} | ${targets.join(' ')} |`;
}

const code = (name: string): string => `\`${name}\``;
const tableHead = ['| Magento | target | type | |', '|---|---|---|---|'];

function entitySection(entity: EntityDefinition): string[] {
  const keys = typeof entity.key === 'string' ? [entity.key] : entity.key;
  const edition = entity.optional ? ' Not in every shop.' : '';
  return [
    `## ${entity.name}`,
    '',
    `${code(entity.root)} → ${code(`${snake(entity.service)}.${entity.target}`)}.${edition}`,
    '',
    ...tableHead,
    `| ${keys.map(code).join(', ')} | \`id\` | uuid | |`,
    ...fieldLines(entity.fields),
    ...ignoredLines(entity.ignored),
    ...(entity.eav ? [`| other ${entity.eav} attributes | \`attributes\` | jsonb | \`value_id\` lost |`] : []),
    '| other columns | `extra` | jsonb | |',
    '',
    ...storeSection(entity),
    ...(entity.children ?? []).flatMap((child) => childSection(entity, child)),
  ];
}

function storeSection(entity: EntityDefinition): string[] {
  if (!entity.stores) return [];
  return [
    `Values of stores other than 0 → ${code(`${snake(entity.service)}.${entity.stores.target}`)}, one row per store that overrides any: \`store_id\`, ` +
      `${Object.keys(entity.stores.fields).map(code).join(', ')}, and \`attributes\` for the rest. No value means that store 0's counts.`,
    '',
  ];
}

function childSection(entity: EntityDefinition, child: ChildTable): string[] {
  const { column, via } = child.parent;
  const way = via ? `over ${code(via.table)}` : '';
  return [
    `${code(child.source)} → ${code(`${snake(entity.service)}.${child.target}`)}.${child.optional ? ' Not in every shop.' : ''}`,
    '',
    ...tableHead,
    `| ${code(column)} | ${code(rootColumnOf(entity))} | uuid | ${way} |`,
    ...('id' in child.key ? [`| ${code(child.key.id)} | \`id\` | uuid | |`] : []),
    ...fieldLines(child.fields),
    ...ignoredLines(child.ignored),
    '| other columns | `extra` | jsonb | |',
    '',
  ];
}

/** One line per field; neighbours that keep their names and share a type share a line. */
function fieldLines(fields: Fields): string[] {
  const lines: { from: string; to: string; rest: string }[] = [];
  for (const [name, field] of Object.entries(fields)) {
    const line = { from: from(field), to: to(name, field), rest: `${type(field)} | ${note(field)}` };
    const last = lines.at(-1);
    if (last && last.rest === line.rest && last.from === last.to && line.from === line.to) {
      lines[lines.length - 1] = { ...last, from: `${last.from} ${line.from}`, to: `${last.to} ${line.to}` };
    } else lines.push(line);
  }
  return lines.map((line) => `| ${line.from} | ${line.to === line.from ? 'same' : line.to} | ${line.rest} |`);
}

const ignoredLines = (ignored: Readonly<Record<string, string>> = {}): string[] =>
  Object.entries(ignored).map(([column, reason]) => `| ${code(column)} | | | lost: ${reason} |`);

function from(field: Field): string {
  if (field.word === 'attribute') return `attribute ${code(field.code)}`;
  if (field.word === 'lookup') return code(`${field.table}.${field.take}`);
  return code(field.source);
}

const to = (name: string, field: Field): string => (field.word === 'reference' ? `${code(name)}, ${code(`magento_${name}`)}` : code(name));

function type(field: Field): string {
  if (field.word === 'reference') return `uuid of ${field.entity}, bigint`;
  return field.codec.name === field.codec.pg ? field.codec.pg : `${field.codec.pg} (${field.codec.name})`;
}

function note(field: Field): string {
  if (field.word === 'lookup') return `lost: read along by ${code(field.on)}`;
  return 'optional' in field && field.optional ? 'some versions' : '';
}
