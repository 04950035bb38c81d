import type { ChangeEvent } from '../../contracts/change-event';
import { mostEventBytes } from '../../contracts/event-limits';

/** What stands in an event beside its rows, at most. */
const mostBesideRows = 4096;

/** Bytes that one UTF-16 unit of a row comes to at most: control characters and some others are written as six. */
const mostPerUnit = 6;

const ESCAPED_BY_GO = new Map([...'<>&\u2028\u2029'].map((char) => [char.charCodeAt(0), mostPerUnit - Buffer.byteLength(char)]));

/** Whether an event may be larger than an event may be. It is asked of each: small ones are not written for it. */
export function isTooLarge(event: ChangeEvent): boolean {
  const units = Object.values(event.data.tables).reduce((sum, lines) => sum + lines.length, 0);
  return units * mostPerUnit + mostBesideRows > mostEventBytes && bytesOnTheWay(JSON.stringify(event)) > mostEventBytes;
}

/** A sidecar reads what we write and writes it anew, and Go writes `<`, `>`, `&` and two separators of Unicode as escapes. */
function bytesOnTheWay(json: string): number {
  let bytes = Buffer.byteLength(json);
  for (let at = 0; at < json.length; at++) bytes += ESCAPED_BY_GO.get(json.charCodeAt(at)) ?? 0;
  return bytes;
}
