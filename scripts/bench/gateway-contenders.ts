import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** One way of standing in front of a backend, as a program of its own on a port of its own. */
export interface GatewayContender {
  readonly name: 'nginx' | 'banyan' | 'fastify-http-proxy' | 'undici-dispatch';
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

export interface Ground {
  readonly folder: string;
  readonly backend: number;
  /** Port by contender. */
  readonly ports: Readonly<Record<GatewayContender['name'], number>>;
  readonly admin: number;
}

const script = (name: string): string => join(__dirname, name);

/** All contenders: one process each, access logs to a file, connections to the backend kept alive. */
export function gatewayContenders({ folder, backend, ports, admin }: Ground): GatewayContender[] {
  const log = (name: string): string => join(folder, `${name}.log`);
  const flags = join(folder, 'flags.json');
  const origin = `http://127.0.0.1:${backend}`;
  writeFileSync(join(folder, 'nginx.conf'), nginxConfig({ folder, backend, port: ports.nginx, log: log('nginx') }));
  writeFileSync(flags, JSON.stringify({ catalog_read: 'on', guards: { catalog: 'off' } }));
  return [
    { name: 'nginx', command: 'nginx', args: ['-c', join(folder, 'nginx.conf'), '-p', folder, '-e', log('nginx-error')] },
    {
      name: 'banyan', command: process.execPath, args: ['--import', 'tsx', join(__dirname, '..', '..', 'workers', 'gateway.ts')],
      env: {
        BANYAN_GATEWAY_HOST: '127.0.0.1', BANYAN_GATEWAY_PORT: String(ports.banyan), BANYAN_GATEWAY_ADMIN_PORT: String(admin), BANYAN_GATEWAY_MAGENTO: origin,
        BANYAN_GATEWAY_SERVICES: JSON.stringify({ catalog: origin }), BANYAN_GATEWAY_FLAGS_FILE: flags,
      },
    },
    { name: 'fastify-http-proxy', command: process.execPath, args: [script('gateway-fastify.cjs'), String(ports['fastify-http-proxy']), origin] },
    { name: 'undici-dispatch', command: process.execPath, args: [script('gateway-dispatch.cjs'), String(ports['undici-dispatch']), origin] },
  ];
}

const nginxConfig = ({ folder, backend, port, log }: { folder: string; backend: number; port: number; log: string }): string => `
daemon off;
worker_processes 1;
pid ${folder}/nginx.pid;
events { worker_connections 4096; }
http {
  access_log ${log} combined buffer=64k flush=1s;
  client_body_temp_path ${folder}/body; proxy_temp_path ${folder}/proxy; fastcgi_temp_path ${folder}/f; uwsgi_temp_path ${folder}/u; scgi_temp_path ${folder}/s;
  keepalive_requests 1000000;
  upstream backend { server 127.0.0.1:${backend}; keepalive 128; keepalive_requests 1000000; }
  server {
    listen 127.0.0.1:${port};
    location / {
      proxy_pass http://backend;
      proxy_http_version 1.1;
      proxy_set_header Connection "";
      proxy_set_header Host $host;
      proxy_set_header X-Forwarded-For $remote_addr;
    }
  }
}
`;
