/** 1234567 as `1,234,567`. */
export const asCount = (count: number): string => Math.round(count).toLocaleString('en-US');

/** `1 row`, `1,234 rows`. */
export const countOf = (count: number, one: string, many = `${one}s`): string => `${asCount(count)} ${count === 1 ? one : many}`;

const units = ['bytes', 'kB', 'MB', 'GB', 'TB'] as const;

/** A size in the unit that needs at most three digits before the point. */
export function asBytes(bytes: number): string {
  const step = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** step;
  return `${step === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[step]}`;
}

/** A duration in seconds as people say it: `40 s`, `12 min`, `3 h 20 min`, `7 days`. */
export function asTime(seconds: number): string {
  if (seconds < 90) return `${Math.max(1, Math.round(seconds))} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
  return `${Math.round(hours / 24)} days`;
}
