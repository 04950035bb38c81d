import { giveBackBytes, takeBytes } from '../../../../entities/grammar/byte-pool';

test('gives out at least what was asked for, and the same memory again', () => {
  const first = takeBytes(5000);
  expect(first.length).toBe(8192);
  giveBackBytes(first.subarray(0, 17));
  const again = takeBytes(8000);
  expect(again.buffer).toBe(first.buffer);
  expect(takeBytes(8000).buffer).not.toBe(first.buffer);
});

test('two never hold the same memory, also when one gives back twice', () => {
  const bytes = takeBytes(1 << 14);
  giveBackBytes(bytes);
  giveBackBytes(bytes);
  expect(takeBytes(1 << 14).buffer).not.toBe(takeBytes(1 << 14).buffer);
});

test('leaves alone what is not its own, and keeps a bounded amount', () => {
  const shared = Buffer.from('a small text shares its memory with others');
  giveBackBytes(shared);
  expect(takeBytes(shared.buffer.byteLength).buffer).not.toBe(shared.buffer);
  const many = Array.from({ length: 5 }, () => takeBytes(32 << 20));
  many.forEach(giveBackBytes);
  const back = Array.from({ length: 5 }, () => takeBytes(32 << 20));
  expect(back.filter(({ buffer }) => many.some((one) => one.buffer === buffer)).length).toBeLessThanOrEqual(3);
});
