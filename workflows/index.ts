export { backfill } from './backfill';
export { catchUp } from './catch-up';
export { migration } from './migration/migration';
export { stream } from './stream';
export { verify } from './verify';
