import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { backendConfig, reverseProxyConfig } from './nginx-configs';

export const contenderNames = ['nginx', 'banyan', 'fastify-http-proxy', 'undici-dispatch'] as const;
export type ContenderName = (typeof contenderNames)[number];

/** A program of its own, and its port. */
export interface BenchProgram {
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly port: number;
}

export interface Ground {
  readonly folder: string;
  readonly backend: number;
  readonly ports: Readonly<Record<ContenderName, number>>;
  readonly admin: number;
  /** Arguments of Node for the gateway, such as `--cpu-prof`. */
  readonly node: readonly string[];
}

const script = (name: string): string => join(__dirname, name);

export function backendProgram({ folder, backend }: Ground): BenchProgram {
  const config = join(folder, 'backend.conf');
  writeFileSync(config, backendConfig({ folder, port: backend }));
  return { command: 'nginx', args: ['-c', config, '-p', folder, '-e', join(folder, 'backend-error.log')], port: backend };
}

/**
 * All ways of standing in front of the backend: one process each, connections to the backend kept alive. nginx writes an
 * access log; the gateway does, follows flags and counts; the other two do nothing of the kind, which is to their advantage.
 */
export function gatewayContenders({ folder, backend, ports, admin, node }: Ground): Readonly<Record<ContenderName, BenchProgram>> {
  const config = join(folder, 'front.conf');
  const flags = join(folder, 'flags.json');
  const origin = `http://127.0.0.1:${backend}`;
  writeFileSync(config, reverseProxyConfig({ folder, port: ports.nginx, backend, log: join(folder, 'access.log') }));
  writeFileSync(flags, JSON.stringify({ catalog_read: 'on', guards: { catalog: 'off' } }));
  const onNode = (name: 'fastify-http-proxy' | 'undici-dispatch', file: string): BenchProgram => ({ command: process.execPath, args: [script(file), String(ports[name]), origin], port: ports[name] });
  return {
    nginx: { command: 'nginx', args: ['-c', config, '-p', folder, '-e', join(folder, 'front-error.log')], port: ports.nginx },
    banyan: {
      command: process.execPath, args: [...node, '--import', 'tsx', join(__dirname, '..', '..', 'workers', 'gateway.ts')], port: ports.banyan,
      env: {
        BANYAN_GATEWAY_HOST: '127.0.0.1', BANYAN_GATEWAY_PORT: String(ports.banyan), BANYAN_GATEWAY_ADMIN_PORT: String(admin), BANYAN_GATEWAY_MAGENTO: origin,
        BANYAN_GATEWAY_SERVICES: JSON.stringify({ catalog: origin }), BANYAN_GATEWAY_FLAGS_FILE: flags,
      },
    },
    'fastify-http-proxy': onNode('fastify-http-proxy', 'gateway-fastify.cjs'),
    'undici-dispatch': onNode('undici-dispatch', 'gateway-dispatch.cjs'),
  };
}
