// The least that a proxy on undici's dispatch can do: no flags, no log, no metrics, no checks.
const { createServer } = require('node:http');
const { Pool } = require('undici');

const [port, origin] = process.argv.slice(2);
const pool = new Pool(origin, { connections: 128, pipelining: 1 });
const hop = new Set(['connection', 'keep-alive', 'transfer-encoding', 'upgrade', 'te', 'trailer']);
createServer((request, response) => {
  const headers = request.rawHeaders.filter((_, i, all) => !hop.has(all[i - (i % 2)].toLowerCase()));
  pool.dispatch({ path: request.url, method: request.method, headers, body: request.method === 'GET' ? null : request }, {
    onRequestStart() {},
    onResponseStart(controller, status) {
      const raw = controller.rawHeaders.map((value) => value.toString('latin1'));
      response.writeHead(status, raw.filter((_, i) => !hop.has(raw[i - (i % 2)].toLowerCase())));
    },
    onResponseData(_controller, chunk) { response.write(chunk); },
    onResponseEnd() { response.end(); },
    onResponseError() { response.destroy(); },
  });
}).listen(Number(port), '127.0.0.1');
process.on('SIGTERM', () => process.exit(0));
