/** The shop's life, in unix seconds: fixed, so that a seed gives the same shop on any day. */
export const SHOP_OPENS = Date.UTC(2018, 0, 8, 9) / 1000;
export const FIRST_ORDER = Date.UTC(2019, 5, 3, 9) / 1000;
export const LAST_ORDER = Date.UTC(2024, 5, 28, 18) / 1000;
export const HOUR = 3600;
export const DAY = 86400;

/** Unix seconds as Magento writes a date and time in UTC. */
export function dateTime(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(0, 19).replace('T', ' ');
}

/** Unix seconds as a date. */
export function date(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(0, 10);
}
