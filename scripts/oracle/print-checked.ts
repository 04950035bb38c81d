import type { Checked } from './oracle';

/** One line per table with rows, and the details of whatever differs. */
export function printChecked({ group, table, what, rows, finding }: Checked): string[] {
  if (!finding) return what === 'rows' || what === 'attributes' ? [`  equal  ${group.padEnd(16)} ${(rows ?? '').padStart(10)}  ${table}${what === 'attributes' ? ' (values)' : ''}`] : [];
  return [
    `DIFFERS  ${group.padEnd(16)} ${(rows ?? '').padStart(10)}  ${table} (${what})`,
    ...finding.differences.slice(0, 8).map((difference) => `           ${difference}`),
    ...(finding.differences.length > 8 ? [`           and ${finding.differences.length - 8} more`] : []),
    ...(finding.columns.length > 0 ? [`           columns: ${finding.columns.join(', ')}`] : []),
    ...(finding.keys.length > 0 ? [`           keys, some of them: ${finding.keys.join(', ')}`] : []),
  ];
}
