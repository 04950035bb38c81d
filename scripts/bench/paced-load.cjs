// Asks so often a second, at moments as uneven as those of strangers, whatever the answers take, and measures from the moment
// at which a request was due. It looks at its sockets without a pause, which takes one core: timers count whole milliseconds,
// and requests that leave together wait for one another.
const { connect } = require('node:net');

const [port, path, rate, seconds, connections, body] = process.argv.slice(2);
const wanted = Buffer.from(body);
const question = Buffer.from(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nCookie: PHPSESSID=bench\r\n\r\n`);
const latencies = [];
const free = [];
const due = [];
let failed = 0;
let state = 7;
// A fair spread that is the same in every run (mulberry32).
const random = () => {
  state = (state + 0x6d2b79f5) | 0;
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
};

const open = () => {
  const one = { socket: connect({ port: Number(port), host: '127.0.0.1', noDelay: true }), at: 0, seen: [] };
  one.socket.on('connect', () => free.push(one)).on('error', () => failed++).on('data', (chunk) => {
    one.seen.push(chunk);
    const answer = one.seen.length === 1 ? chunk : Buffer.concat(one.seen);
    const head = answer.indexOf('\r\n\r\n');
    if (head < 0 || answer.length < head + 4 + wanted.length) return;
    if (!answer.toString('latin1', 0, 12).startsWith('HTTP/1.1 200') || wanted.compare(answer, head + 4) !== 0) failed++;
    latencies.push(performance.now() - one.at);
    one.seen = [];
    free.push(one);
  });
};
for (let i = 0; i < Number(connections); i++) open();

const gap = () => (-Math.log(1 - random()) * 1000) / Number(rate);
let begun = 0;
let next = 0;
const turn = () => {
  const now = performance.now();
  if (begun === 0 && free.length === Number(connections)) next = begun = now;
  if (begun === 0) return setImmediate(turn);
  for (; next <= now; next += gap()) due.push(next);
  while (due.length > 0 && free.length > 0) {
    const one = free.shift();
    one.at = due.shift();
    one.socket.write(question);
  }
  if (now - begun < Number(seconds) * 1000) return setImmediate(turn);
  const sorted = latencies.sort((a, b) => a - b);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  console.log(JSON.stringify({ requests: sorted.length, perSecond: (sorted.length * 1000) / (now - begun), p50: at(0.5), p99: at(0.99), failed }));
  process.exit(0);
};
turn();
