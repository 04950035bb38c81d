interface Front {
  readonly folder: string;
  readonly port: number;
  /** Where the backend listens. */
  readonly backend: number;
  readonly log: string;
}

/** What both need: one worker in the foreground, everything it writes in a folder of its own. */
const frame = (name: string, folder: string, http: string): string => `
daemon off;
worker_processes 1;
pid ${folder}/${name}.pid;
events { worker_connections 4096; }
http {
  client_body_temp_path ${folder}/${name}-body; proxy_temp_path ${folder}/${name}-proxy;
  fastcgi_temp_path ${folder}/${name}-f; uwsgi_temp_path ${folder}/${name}-u; scgi_temp_path ${folder}/${name}-s;
  keepalive_requests 100000000;
${http}
}
`;

/** nginx as a plain reverse proxy, with its access log on and connections to the backend kept alive. */
export const reverseProxyConfig = ({ folder, port, backend, log }: Front): string => frame('front', folder, `
  access_log ${log} combined buffer=64k flush=1s;
  upstream backend { server 127.0.0.1:${backend}; keepalive 128; keepalive_requests 100000000; }
  server {
    listen 127.0.0.1:${port};
    location / {
      proxy_pass http://backend;
      proxy_http_version 1.1;
      proxy_set_header Connection "";
      proxy_set_header Host $host;
      proxy_set_header X-Forwarded-For $remote_addr;
    }
  }`);

/** What the backend answers to everything: a small product. */
export const answer = JSON.stringify({ id: 1, sku: '24-MB01', name: 'Joust Duffle Bag', price: 34, status: 1, visibility: 4, type_id: 'simple', created_at: '2026-01-01 00:00:00', updated_at: '2026-01-01 00:00:00', weight: 1, options: [] });

/** The backend that all contenders stand before; far quicker than any of them, and it counts what it is asked. */
export const backendConfig = ({ folder, port }: Pick<Front, 'folder' | 'port'>): string => frame('backend', folder, `
  access_log off;
  server {
    listen 127.0.0.1:${port};
    location = /count { stub_status; }
    location / { default_type application/json; return 200 '${answer}'; }
  }`);
