import { readFileSync } from 'node:fs';
import { createWorkerLogger } from '../../../workers/worker-logger';

test('what is so by design is not told as a fault, and every other warning is', () => {
  const told: string[] = [];
  const logger = createWorkerLogger(({ message }) => void told.push(message));
  logger.warn('No workflows registered, not polling for workflow tasks', { taskQueue: 'banyan-data' });
  logger.warn('something else');
  logger.error('worse');
  logger.info('chatter');
  expect(told).toEqual(['something else', 'worse']);
});

test('the SDK still says it in these words', () => {
  expect(readFileSync(require.resolve('@temporalio/worker/lib/worker'), 'utf8')).toContain("'No workflows registered, not polling for workflow tasks'");
});
