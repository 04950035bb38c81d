import type { IncomingMessage } from 'node:http';
import type { Client } from './client-address';
import { fateOfRequestHeader, isHopByHop, nominatedBy } from './hop-by-hop';

export interface Onward {
  readonly client: Client;
  readonly traceparent: string;
}

/** The headers of a request as an upstream gets them: names and values in turn. */
export function upstreamHeaders(request: IncomingMessage, { client, traceparent }: Onward): string[] {
  const { rawHeaders, headers } = request;
  const nominated = nominatedBy(headers.connection);
  const onward: string[] = [];
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const name = rawHeaders[i]!;
    if (fateOfRequestHeader(name) === 'drop' || nominated?.has(name.toLowerCase())) continue;
    onward.push(name, rawHeaders[i + 1]!);
  }
  const { host = '' } = headers;
  onward.push(
    'x-forwarded-for', client.forwardedFor,
    'x-forwarded-proto', client.protocol,
    'x-forwarded-host', host,
    'forwarded', `for=${client.address.includes(':') ? `"[${client.address}]"` : client.address};host="${host}";proto=${client.protocol}`,
    'traceparent', traceparent,
  );
  return onward;
}

/** The headers of an answer as the client gets them: names and values in turn. */
export function clientHeaders(raw: readonly (Buffer | string)[]): string[] {
  const onward: string[] = [];
  let nominated: ReadonlySet<string> | undefined;
  for (let i = 0; i < raw.length; i += 2) {
    const name = raw[i]!.toString('latin1');
    const value = raw[i + 1]!.toString('latin1');
    if (!isHopByHop(name)) onward.push(name, value);
    else if (name.toLowerCase() === 'connection') nominated = nominatedBy(value) ?? nominated;
  }
  return nominated ? without(onward, nominated) : onward;
}

function without(headers: readonly string[], names: ReadonlySet<string>): string[] {
  const kept: string[] = [];
  for (let i = 0; i < headers.length; i += 2) if (!names.has(headers[i]!.toLowerCase())) kept.push(headers[i]!, headers[i + 1]!);
  return kept;
}
