import { openSocket, sendRaw, statusOf, until } from './raw-client';
import { startGateway } from './start-gateway';
import { useGateway } from './use-gateway';

const stand = useGateway({ bodyBytes: 100_000, headersMs: 1_000, requestMs: 2_000, idleMs: 3_000 });

const nothingArrived = (): void => expect([...stand.magento.received, ...stand.catalog.received]).toEqual([]);

/** A request that hides a second one where a careless server would see its body. */
const smuggled = 'GET /hidden HTTP/1.1\r\nHost: shop\r\n\r\n';
const post = 'POST /a HTTP/1.1\r\nHost: shop\r\n';

/** Whoever has written reads from Magento for a while: those who only read here are somebody else. */
const writer = 'Cookie: PHPSESSID=writer\r\n';

const smuggling: Readonly<Record<string, string>> = {
  'Content-Length and Transfer-Encoding': `${post}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${smuggled}`,
  'Transfer-Encoding and Content-Length': `${post}Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n${smuggled}`,
  'two lengths that differ': `${post}Content-Length: 0\r\nContent-Length: ${smuggled.length}\r\n\r\n${smuggled}`,
  'two lengths that agree': `${post}Content-Length: 1\r\nContent-Length: 1\r\n\r\na`,
  'a list of lengths': `${post}Content-Length: 0, ${smuggled.length}\r\n\r\n${smuggled}`,
  'a signed length': `${post}Content-Length: +5\r\n\r\nabcde`,
  'a negative length': `${post}Content-Length: -1\r\n\r\n${smuggled}`,
  'a length in hexadecimal': `${post}Content-Length: 0x5\r\n\r\nabcde`,
  'an encoding that is not chunked last': `${post}Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n${smuggled}`,
  'an unknown encoding': `${post}Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n${smuggled}`,
  'chunked and more': `${post}Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n`,
  'chunked twice': `${post}Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
  'chunked in a folded line': `${post}Transfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n${smuggled}`,
  'a folded header': `${post}X-A: b\r\n c\r\nContent-Length: 0\r\n\r\n`,
  'a blank before the colon': `${post}Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n${smuggled}`,
  'a header without a name': `${post}: b\r\nContent-Length: 0\r\n\r\n`,
  'a header with a NUL': `${post}X-A: b\0c\r\nContent-Length: 0\r\n\r\n`,
  'a chunk size that is no number': `${post}Transfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n0\r\n\r\n`,
  'a chunk size with a sign': `${post}Transfer-Encoding: chunked\r\n\r\n-1\r\nabc\r\n0\r\n\r\n`,
  'a chunk size beyond all numbers': `${post}Transfer-Encoding: chunked\r\n\r\nfffffffffffffffff1\r\nabc\r\n0\r\n\r\n`,
  'a chunk longer than it says': `${post}Transfer-Encoding: chunked\r\n\r\n3\r\nabcdef\r\n0\r\n\r\n`,
  'chunks with bare line feeds': `${post}Transfer-Encoding: chunked\r\n\r\n3\nabc\n0\n\n`,
  'HTTP/1.0 with an encoding': 'POST /a HTTP/1.0\r\nHost: shop\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
  'lines that end in a bare carriage return': 'GET /a HTTP/1.1\rHost: shop\r\r',
};

describe('whatever two servers could read in two ways is refused', () => {
  test.each(Object.entries(smuggling))('%s', async (_name, bytes) => {
    const answer = await sendRaw(stand.gateway.port, bytes);
    expect([400, 413, 501]).toContain(statusOf(answer));
    expect(answer.match(/HTTP\/1\.1 2/g)).toBeNull();
    // What cannot be seen before the body arrives may have begun at the upstream; it must not have been taken as whole.
    nothingArrived();
  });
});

const strange: Readonly<Record<string, readonly [bytes: string, status: number]>> = {
  'no Host': ['GET /a HTTP/1.1\r\n\r\n', 400],
  'two Hosts': ['GET /a HTTP/1.1\r\nHost: shop\r\nHost: elsewhere\r\n\r\n', 400],
  'a Host that is none': ['GET /a HTTP/1.1\r\nHost: shop/../\r\n\r\n', 400],
  'a Host with a user': ['GET /a HTTP/1.1\r\nHost: me@shop\r\n\r\n', 400],
  'an absolute target': ['GET http://127.0.0.1:1/a HTTP/1.1\r\nHost: shop\r\n\r\n', 400],
  'a target of another scheme': ['GET file:///etc/passwd HTTP/1.1\r\nHost: shop\r\n\r\n', 400],
  'an asterisk': ['OPTIONS * HTTP/1.1\r\nHost: shop\r\n\r\n', 400],
  'a tunnel': ['CONNECT 127.0.0.1:22 HTTP/1.1\r\nHost: shop\r\n\r\n', 405],
  'TRACE': ['TRACE /a HTTP/1.1\r\nHost: shop\r\n\r\n', 405],
  'an unknown method': ['FETCH /a HTTP/1.1\r\nHost: shop\r\n\r\n', 400],
  'a WebSocket': ['GET /a HTTP/1.1\r\nHost: shop\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: x\r\nSec-WebSocket-Version: 13\r\n\r\n', 501],
  'another expectation': ['POST /a HTTP/1.1\r\nHost: shop\r\nExpect: wonders\r\nContent-Length: 1\r\n\r\na', 417],
  'HTTP/2 by prior knowledge': ['PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 400],
  'not HTTP': ['\x16\x03\x01\x02\x00', 400],
  'headers beyond the limit': [`GET /a HTTP/1.1\r\nHost: shop\r\nX-A: ${'a'.repeat(20_000)}\r\n\r\n`, 431],
  'a body beyond the limit': [`${post}Content-Length: 100001\r\n\r\n`, 413],
};

test.each(Object.entries(strange))('refused: %s', async (_name, [bytes, status]) => {
  const answer = await sendRaw(stand.gateway.port, bytes);
  expect(statusOf(answer)).toBe(status);
  nothingArrived();
});

test('what is wrong after a whole request is not told as its answer', async () => {
  stand.magento.respond((_request, response) => void setTimeout(() => response.end('late'), 300));
  const answer = await sendRaw(stand.gateway.port, 'GET /a HTTP/1.1\r\nHost: shop\r\n\r\nGARBAGE\r\n\r\n');
  expect(answer).not.toMatch(/HTTP\/1\.1 4/);
});

test('chunk extensions and trailers of a client end at the gateway', async () => {
  const answer = await sendRaw(stand.gateway.port, `${post}${writer}Transfer-Encoding: chunked\r\nTrailer: X-After\r\n\r\n3;a=b;c="d"\r\nabc\r\n0\r\nX-After: 1\r\nHost: evil\r\n\r\n`);
  expect(statusOf(answer)).toBe(200);
  expect(stand.magento.received).toHaveLength(1);
  expect(stand.magento.received[0]).toMatchObject({ body: Buffer.from('abc'), headers: { host: 'shop' } });
  expect(Object.keys(stand.magento.received[0]!.headers)).toEqual(expect.not.arrayContaining(['trailer', 'x-after']));
});

test('HTTP/1.0 knows no 100 Continue, whatever it expects', async () => {
  const answer = await sendRaw(stand.gateway.port, `POST /a HTTP/1.0\r\nHost: shop\r\n${writer}Expect: 100-continue\r\nContent-Length: 1\r\n\r\na`);
  expect(answer).not.toContain('100 Continue');
});

test('a host of a container network, with an underscore, is one', async () => {
  expect(statusOf(await sendRaw(stand.gateway.port, 'GET /a HTTP/1.1\r\nHost: banyan_gateway:8000\r\n\r\n'))).toBe(200);
});

test('whoever wants XML gets it from Magento, which speaks it', async () => {
  const ask = (accept: string) => sendRaw(stand.gateway.port, `GET /rest/V1/products/A HTTP/1.1\r\nHost: shop\r\nAccept: ${accept}\r\n\r\n`);
  expect(await ask('application/xml')).toContain('"side":"magento"');
  expect(await ask('application/json')).toContain('"side":"catalog"');
});

test('an offer of HTTP/2 by a client that also speaks HTTP/1.1 is ignored', async () => {
  const answer = await sendRaw(stand.gateway.port, 'GET /a HTTP/1.1\r\nHost: shop\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQCAAAAAAIAAAAA\r\n\r\n');
  expect(statusOf(answer)).toBe(200);
  expect(Object.keys(stand.magento.received[0]!.headers)).not.toEqual(expect.arrayContaining(['upgrade']));
});

test('very many headers do not get through unseen', async () => {
  const many = Array.from({ length: 300 }, (_, i) => `X-${i}: 1\r\n`).join('');
  const answer = await sendRaw(stand.gateway.port, `GET /a HTTP/1.1\r\nHost: shop\r\n${many}Transfer-Encoding: chunked\r\nContent-Length: 1\r\n\r\n`);
  expect(statusOf(answer)).toBe(400);
  nothingArrived();
});

describe('a path means the same to the routes and to the upstream', () => {
  const refused = ['/rest/V1/products/../customers/1', '/rest/V1/products/%2e%2e/customers/1', '/rest/V1/products/.%2E/customers/1', '/rest/V1/products/..;/customers/1',
    '/rest/V1/products/a\\..\\b', '/rest/V1/products/%5c..', '/rest/V1/products/a%00', '/rest/V1/products/a%0d%0aX:1', '/rest/V1/products/%zz', '/rest/V1/products/a#b', '/./rest/V1/products/a'];
  test.each(refused)('refused: %s', async (path) => {
    expect(statusOf(await sendRaw(stand.gateway.port, `GET ${path} HTTP/1.1\r\nHost: shop\r\n\r\n`))).toBe(400);
    nothingArrived();
  });

  const toMagento = ['//rest/V1/products/a', '/rest//V1/products/a', '/rest/V1//products/a', '/rest/V1/products//a', '/rest/V1/products/a%2fb', '/rest/V1/products/a%2F..%2f..', '/rest/V1/%70roducts/a',
    '/REST/V1/products/a', '/rest/V1/products/a/', '/rest/V1/products/', '/rest/V2/products/a', '/x/rest/V1/products/a', '/rest/V1/products/me/', '/rest/a b'.replace(' ', '%20')];
  test.each(toMagento)('left to Magento, byte for byte: %s', async (path) => {
    expect(statusOf(await sendRaw(stand.gateway.port, `GET ${path} HTTP/1.1\r\nHost: shop\r\n\r\n`))).toBe(200);
    expect(stand.magento.received.map(({ url }) => url)).toEqual([path]);
    expect(stand.catalog.received).toEqual([]);
  });

  test.each(['/rest/V1/products/24-MB01', '/rest/default/V1/products/24-MB01', '/rest/V1/products/a%20b', '/rest/V1/products/a%252fb', '/rest/V1/products/a%3fb', '/rest/V1/products/a%23b', '/rest/V1/products/me%40shop', '/rest/V1/products?searchCriteria[pageSize]=2&x=../..'])('to the service, byte for byte: %s', async (path) => {
    expect(statusOf(await sendRaw(stand.gateway.port, `GET ${path} HTTP/1.1\r\nHost: shop\r\n\r\n`))).toBe(200);
    expect(stand.catalog.received.map(({ url }) => url)).toEqual([path]);
  });
});

describe('headers', () => {
  const ask = async (headers: string): Promise<Readonly<Record<string, unknown>>> => {
    await sendRaw(stand.gateway.port, `GET /a HTTP/1.1\r\nHost: shop\r\n${headers}\r\n`);
    return stand.magento.received[0]!.headers;
  };

  test('of one hop stay on it, those that Connection names included', async () => {
    const seen = await ask('Connection: keep-alive, X-Secret-Of-Hop\r\nX-Secret-Of-Hop: 1\r\nKeep-Alive: timeout=9\r\nProxy-Authorization: Basic x\r\nProxy-Connection: keep-alive\r\nTE: trailers\r\nX-Kept: 1\r\n');
    expect(Object.keys(seen)).toEqual(expect.arrayContaining(['x-kept']));
    for (const name of ['x-secret-of-hop', 'keep-alive', 'proxy-authorization', 'proxy-connection', 'te']) expect(Object.keys(seen)).not.toContain(name);
  });

  test('that route and frame a message stay, whatever Connection names', async () => {
    await sendRaw(stand.gateway.port, 'POST /a HTTP/1.1\r\nHost: shop\r\nConnection: host, content-length\r\nContent-Length: 3\r\n\r\nabc');
    expect(stand.magento.received[0]).toMatchObject({ headers: { host: 'shop', 'content-length': '3' }, body: Buffer.from('abc') });
  });

  test('that say where a client comes from are ours, not the client\'s', async () => {
    const seen = await ask('X-Forwarded-For: 6.6.6.6\r\nX-Forwarded-Host: evil\r\nX-Forwarded-Proto: https\r\nX-Forwarded-Prefix: /x\r\nForwarded: for=6.6.6.6\r\nX-Real-IP: 6.6.6.6\r\nX_Forwarded_For: 6.6.6.6\r\nX-Original-URL: /admin\r\nX-HTTP-Method-Override: DELETE\r\nX-Banyan-Side: service\r\n');
    expect(seen).toMatchObject({ 'x-forwarded-for': '127.0.0.1', 'x-forwarded-host': 'shop', 'x-forwarded-proto': 'http', forwarded: 'for=127.0.0.1;host="shop";proto=http', host: 'shop' });
    expect(JSON.stringify(seen)).not.toMatch(/6\.6\.6\.6|evil|admin|DELETE|x-banyan/);
  });

  test('carry the trace on, or begin one', async () => {
    const said = await ask('traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\r\ntracestate: a=b\r\n');
    expect(said.traceparent).toMatch(/^00-4bf92f3577b34da6a3ce929d0e0e4736-(?!00f067aa0ba902b7)[0-9a-f]{16}-01$/);
    expect(said.tracestate).toBe('a=b');
    stand.magento.received.length = 0;
    expect((await ask('traceparent: 00-"; drop\r\n')).traceparent).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-00$/);
  });
});

describe('nobody keeps the gateway waiting', () => {
  test('headers that never end', async () => {
    const socket = await openSocket(stand.gateway.port);
    let text = '';
    let closed = false;
    socket.on('data', (data) => { text += data.toString(); }).on('close', () => { closed = true; }).on('error', () => undefined);
    socket.write('GET /a HTTP/1.1\r\nHost: shop\r\n');
    const drip = setInterval(() => socket.writable && socket.write('X-A: b\r\n'), 200);
    await until(() => closed);
    clearInterval(drip);
    expect(statusOf(text)).toBe(408);
    nothingArrived();
  });

  test('an answer that is read a byte a second does not keep its upstream', async () => {
    let closed = false;
    stand.magento.respond((_request, response) => {
      response.on('close', () => { closed = true; });
      const more = (): void => { while (!closed && response.write(Buffer.alloc(65_536, 'x'))); if (!closed) response.once('drain', more); };
      more();
    });
    const socket = await openSocket(stand.gateway.port);
    socket.on('error', () => undefined).pause();
    socket.write('GET /media/film HTTP/1.1\r\nHost: shop\r\n\r\n');
    await until(() => closed, 15_000);
    socket.destroy();
  });

  test('a body that never ends', async () => {
    const socket = await openSocket(stand.gateway.port);
    let closed = false;
    socket.on('data', () => undefined).on('close', () => { closed = true; }).on('error', () => undefined);
    socket.write(`${post}Content-Length: 1000\r\n\r\n`);
    const drip = setInterval(() => socket.writable && socket.write('a'), 200);
    await until(() => closed);
    clearInterval(drip);
    nothingArrived();
  });

  test('two hundred of them do not keep others from being served', async () => {
    const sockets = await Promise.all(Array.from({ length: 200 }, async () => {
      const socket = await openSocket(stand.gateway.port);
      socket.on('error', () => undefined).write('GET /a HTTP/1.1\r\nHo');
      return socket;
    }));
    expect((await fetch(`${stand.gateway.base}/a`)).status).toBe(200);
    for (const socket of sockets) socket.destroy();
  });
});

test('only hosts that are served are, where they are named', async () => {
  const strict = await startGateway({ upstreams: { magento: stand.magento.origin, services: {} }, hosts: ['Shop.example'] });
  expect(statusOf(await sendRaw(strict.port, 'GET /a HTTP/1.1\r\nHost: shop.example:8000\r\n\r\n'))).toBe(200);
  expect(statusOf(await sendRaw(strict.port, 'GET /a HTTP/1.1\r\nHost: evil.example\r\n\r\n'))).toBe(421);
  await strict.close();
});

test('a proxy that is trusted may speak for its clients, and only it', async () => {
  const behind = await startGateway({ upstreams: { magento: stand.magento.origin, services: {} }, trustedProxies: ['127.0.0.0/8'] });
  await sendRaw(behind.port, 'GET /a HTTP/1.1\r\nHost: shop\r\nX-Forwarded-For: 6.6.6.6, 9.9.9.9, 127.0.0.2\r\nX-Forwarded-Proto: https\r\n\r\n');
  expect(stand.magento.received[0]!.headers).toMatchObject({ 'x-forwarded-for': '9.9.9.9, 127.0.0.2, 127.0.0.1', 'x-forwarded-proto': 'https', forwarded: 'for=9.9.9.9;host="shop";proto=https' });
  await behind.close();
});

test('the log names no person, path or address', async () => {
  await fetch(`${stand.gateway.base}/rest/V1/customers/search?email=ann@example.com`, { headers: { cookie: 'PHPSESSID=secretsession', authorization: 'Bearer secrettoken' } });
  await until(() => stand.gateway.log.some((line) => line.includes('customer.customer-search')));
  expect(stand.gateway.log.join('')).not.toMatch(/ann@|example\.com|secret|127\.0\.0\.1|email/);
  expect(JSON.parse(stand.gateway.log.at(-1)!)).toMatchObject({ method: 'GET', status: 200, side: 'magento', cohort: 'everyone' });
});
