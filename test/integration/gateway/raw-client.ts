import { connect, type Socket } from 'node:net';

const answerWithinMs = 20_000;
const quietMs = 400;

/** Sends bytes as they are and returns whatever comes back until the connection ends, or nothing more comes for a while. */
export const sendRaw = (port: number, bytes: string | Buffer): Promise<string> => new Promise((resolve, reject) => {
  const socket = connect(port, '127.0.0.1');
  let text = '';
  let timer: NodeJS.Timeout | undefined;
  const finish = (): void => {
    clearTimeout(timer);
    socket.destroy();
    resolve(text);
  };
  const finishIn = (ms: number): void => {
    clearTimeout(timer);
    timer = setTimeout(finish, ms);
  };
  socket.on('connect', () => {
    socket.write(bytes);
    finishIn(answerWithinMs);
  });
  socket.on('data', (data) => {
    text += data.toString('latin1');
    finishIn(quietMs);
  });
  socket.on('end', finish);
  socket.on('error', (error: NodeJS.ErrnoException) => (error.code === 'ECONNRESET' || error.code === 'EPIPE' ? finish() : reject(error)));
});

export const openSocket = (port: number): Promise<Socket> => new Promise((resolve, reject) => {
  const socket = connect(port, '127.0.0.1', () => resolve(socket));
  socket.once('error', reject);
});

/** Waits until something holds. */
export const until = async (holds: () => boolean | Promise<boolean>, limitMs = 60_000): Promise<void> => {
  const end = Date.now() + limitMs;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error('it did not come about in time');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
};

export const statusOf = (answer: string): number => Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1]);
