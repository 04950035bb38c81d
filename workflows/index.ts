export { backfill } from './backfill';
export { catchUp } from './catch-up';
export { migration } from './migration/migration';
export { checkConsistency } from './read-cutover/check-consistency';
export { readCutover } from './read-cutover/read-cutover';
export { stream } from './stream';
export { verify } from './verify';
