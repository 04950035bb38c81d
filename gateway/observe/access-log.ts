import { traceIdOf } from '../proxy/trace-context';
import type { Exchange } from '../proxy/exchange';

export interface AccessLog {
  write(exchange: Exchange, milliseconds: number): void;
  /** Writes what waits, and ends. */
  close(): void;
}

const flushMs = 100;
const held = 64 * 1024;
/** No line is longer: names of ours, numbers and a trace. */
const longestLine = 1_024;

/**
 * One line of JSON per request: names, numbers and the trace, and nothing that a person could be known by; no path, no
 * query, no address, no header. Lines wait as bytes: as text they would be many small objects each, that live too long.
 * @param out takes whole lines.
 */
export function createAccessLog(out: (lines: string) => void): AccessLog {
  const waiting = Buffer.allocUnsafe(held);
  let used = 0;
  const flush = (): void => {
    if (used === 0) return;
    const lines = waiting.toString('latin1', 0, used);
    used = 0;
    out(lines);
  };
  const timer = setInterval(flush, flushMs);
  timer.unref();
  return {
    write: (exchange, milliseconds) => {
      used += waiting.write(lineOf(exchange, milliseconds), used, 'latin1');
      if (used > held - longestLine) flush();
    },
    close: () => {
      clearInterval(timer);
      flush();
    },
  };
}

let second = 0;
let secondText = '';

/** The moment as ISO 8601: the part that is the same for a whole second is made once. */
function now(): string {
  const at = Date.now();
  const begun = Math.floor(at / 1_000);
  if (begun !== second) {
    second = begun;
    secondText = new Date(at).toISOString().slice(0, 20);
  }
  const ms = at - begun * 1_000;
  return `${secondText}${ms < 10 ? '00' : ms < 100 ? '0' : ''}${ms}Z`;
}

/** Every text in it is one of ours or was checked to be hexadecimal, hence no escaping. */
function lineOf(exchange: Exchange, milliseconds: number): string {
  const { route, request, response, decision, answeredBy, fallback, version, bytesOut, aborted, traceparent } = exchange;
  return `{"at":"${now()}","route":"${route.name}","domain":"${route.domain ?? 'other'}","method":"${request.method}","status":${aborted ? 499 : response.statusCode},`
    + `"side":"${answeredBy}","cohort":"${decision.cohort}","reason":"${decision.reason}",${fallback ? `"fallback":"${fallback}",` : ''}`
    + `"ms":${Math.round(milliseconds * 100) / 100},"bytes":${bytesOut},"routing":${version},"trace":"${traceIdOf(traceparent)}"}\n`;
}
