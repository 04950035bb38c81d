import type { DeleteRowsEvent, TableMapEntry, UpdateRowsEvent, WriteRowsEvent } from '@vlasky/zongji';
import { BanyanFailure } from '../contracts/failures';
import type { Change, RowImage } from './change-source';

export type RowsEvent = WriteRowsEvent | UpdateRowsEvent | DeleteRowsEvent;
type Row = Readonly<Record<string, unknown>>;

/** A table whose rows are wanted, and which columns of it. */
export interface WantedTable {
  /** Without prefix; `banyan.barrier` and `banyan.heartbeat` for Banyan's own. */
  readonly table: string;
  readonly columns: readonly string[];
}

/** Which columns the two images of an event carry; the decoder exposes them under these names. */
interface PresentColumns {
  readonly columns_present_bitmap: Buffer;
  readonly columns_present_bitmap2?: Buffer;
}

/**
 * The wanted part of each row of an event, both images of an update.
 * @throws SourceSchemaDrift when a wanted column is not in the table, InvalidInput when the log leaves it out.
 */
export function changesOf(event: RowsEvent, { table, columns }: WantedTable): readonly Change[] {
  const map = event.tableMap[event.tableId]!;
  checkPresent(event as unknown as PresentColumns, map, { table, columns });
  const image = (row: Row): RowImage => imageOf(row, { table, columns });
  switch (event.getTypeName()) {
    case 'WriteRows':
      return (event as WriteRowsEvent).rows.map((row) => ({ table, after: image(row) }));
    case 'DeleteRows':
      return (event as DeleteRowsEvent).rows.map((row) => ({ table, before: image(row) }));
    default:
      return (event as UpdateRowsEvent).rows.map((row) => ({ table, before: image(row.before), after: image(row.after) }));
  }
}

function checkPresent(event: PresentColumns, map: TableMapEntry, { table, columns }: WantedTable): void {
  for (const column of columns) {
    const at = (map.columns ?? []).findIndex((known) => known.name === column);
    if (at < 0) {
      throw new BanyanFailure('SourceSchemaDrift', `column ${column} of ${table} is not in the log: it was dropped or renamed on the source`);
    }
    for (const bitmap of [event.columns_present_bitmap, event.columns_present_bitmap2]) {
      if (bitmap === undefined || bitmap[at >> 3]! & (1 << at % 8)) continue;
      throw new BanyanFailure('InvalidInput',
        `the log leaves out column ${column} of ${table}: set binlog_row_image=FULL on the source, then start the stream anew and verify`);
    }
  }
}

function imageOf(row: Row, { table, columns }: WantedTable): RowImage {
  const image: Record<string, number | string | null> = {};
  for (const column of columns) {
    const value = row[column];
    if (typeof value === 'number' || typeof value === 'string' || value === null) image[column] = value;
    // The decoder's word for the empty member that a bad value of an ENUM becomes.
    else if (value === undefined) image[column] = '';
    else throw new BanyanFailure('SourceSchemaDrift', `column ${column} of ${table} has a type that keys and routes cannot use`);
  }
  return image;
}
