import { html, type Html } from './html';

/** A column of a table. */
export interface Column<Row> {
  readonly title: string;
  readonly cell: (row: Row) => Html | string | number;
  /** Numbers stand right. */
  readonly number?: true;
}

/** A table that scrolls by itself when it is wide; a sentence instead when there is nothing to show. */
export function renderTable<Row>(rows: readonly Row[], columns: readonly Column<Row>[], otherwise: string): Html {
  if (rows.length === 0) return html`<p class="quiet">${otherwise}</p>`;
  const side = (column: Column<Row>): string => (column.number ? 'number' : 'text');
  return html`<div class="wide"><table>
<thead><tr>${columns.map((column) => html`<th scope="col" class="${side(column)}">${column.title}</th>`)}</tr></thead>
<tbody>${rows.map((row) => html`<tr>${columns.map((column) => html`<td class="${side(column)}">${column.cell(row)}</td>`)}</tr>
`)}</tbody></table></div>`;
}
