import { BlockList, isIPv4, isIPv6 } from 'node:net';
import type { IncomingMessage } from 'node:http';

/** Who a request comes from, as far as it can be believed. */
export interface Client {
  /** The client's address. */
  readonly address: string;
  readonly protocol: 'http' | 'https';
  /** What to say in X-Forwarded-For. */
  readonly forwardedFor: string;
}

export type ReadClient = (request: IncomingMessage) => Client;

/**
 * Reads who a client is. Its own words (`X-Forwarded-For`, `-Proto`) count only when they come from a trusted proxy;
 * of those the nearest address that is not itself a trusted proxy is the client.
 * @param trusted addresses or CIDR ranges of proxies in front of the gateway.
 */
export function clientReader(trusted: readonly string[]): ReadClient {
  const proxies = blockListOf(trusted);
  const isTrusted = (address: string): boolean => (isIPv4(address) ? proxies.check(address, 'ipv4') : isIPv6(address) && proxies.check(address, 'ipv6'));
  return (request) => {
    const peer = plainAddress(request.socket.remoteAddress ?? '');
    if (trusted.length === 0 || !isTrusted(peer)) return { address: peer, protocol: 'http', forwardedFor: peer };
    const said = textOf(request.headers['x-forwarded-for']).split(',').map((part) => plainAddress(part.trim())).filter((part) => part !== '');
    // From the right: each hop appends the address it saw, so what stands left of an untrusted one is hearsay.
    let nearest = said.length - 1;
    while (nearest > 0 && isTrusted(said[nearest]!)) nearest--;
    const address = said[nearest] !== undefined && isAddress(said[nearest]!) ? said[nearest]! : peer;
    return {
      address,
      protocol: textOf(request.headers['x-forwarded-proto']).trim().toLowerCase() === 'https' ? 'https' : 'http',
      forwardedFor: [...said.slice(Math.max(nearest, 0)).filter(isAddress), peer].join(', '),
    };
  };
}

const isAddress = (text: string): boolean => isIPv4(text) || isIPv6(text);

/** IPv4 that came in over an IPv6 socket, as IPv4. */
const plainAddress = (address: string): string => (address.startsWith('::ffff:') ? address.slice(7) : address);

const textOf = (value: string | string[] | undefined): string => (Array.isArray(value) ? value.join(',') : value ?? '');

function blockListOf(ranges: readonly string[]): BlockList {
  const list = new BlockList();
  for (const range of ranges) {
    const [address, bits] = range.split('/') as [string, string | undefined];
    const family = isIPv6(address) ? 'ipv6' : 'ipv4';
    if (bits === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(bits), family);
  }
  return list;
}
