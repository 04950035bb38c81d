import { traceIdOf } from '../proxy/trace-context';
import type { Exchange } from '../proxy/exchange';

export interface AccessLog {
  write(exchange: Exchange, milliseconds: number): void;
  /** Writes what waits, and ends. */
  close(): void;
}

const flushMs = 100;
const mostWaiting = 64 * 1024;

/**
 * One line of JSON per request: names, numbers and the trace, and nothing that a person could be known by; no path, no
 * query, no address, no header.
 * @param out takes whole lines.
 */
export function createAccessLog(out: (lines: string) => void): AccessLog {
  let waiting = '';
  const flush = (): void => {
    if (waiting === '') return;
    const lines = waiting;
    waiting = '';
    out(lines);
  };
  const timer = setInterval(flush, flushMs);
  timer.unref();
  return {
    write: (exchange, milliseconds) => {
      waiting += lineOf(exchange, milliseconds);
      if (waiting.length > mostWaiting) flush();
    },
    close: () => {
      clearInterval(timer);
      flush();
    },
  };
}

/** Every text in it is one of ours or was checked to be hexadecimal, hence no escaping. */
function lineOf(exchange: Exchange, milliseconds: number): string {
  const { route, request, response, decision, answeredBy, fallback, version, bytesOut, aborted, traceparent } = exchange;
  return `{"at":"${new Date().toISOString()}","route":"${route.name}","domain":"${route.domain ?? 'other'}","method":"${request.method}","status":${aborted ? 499 : response.statusCode},`
    + `"side":"${answeredBy}","cohort":"${decision.cohort}","reason":"${decision.reason}",${fallback ? `"fallback":"${fallback}",` : ''}`
    + `"ms":${milliseconds.toFixed(2)},"bytes":${bytesOut},"routing":${version},"trace":"${traceIdOf(traceparent)}"}\n`;
}
