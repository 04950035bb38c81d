import { InvalidArgumentError } from 'commander';

/** Reads a whole number that is not negative, for options and arguments. */
export function wholeNumber(text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(value)) throw new InvalidArgumentError('It must be a whole number.');
  return value;
}
