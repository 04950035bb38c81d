import { DefaultLogger, type LogEntry } from '@temporalio/worker';

/** Workers for data and for the stream run activities only, by design; the SDK warns of it at every start. */
const BY_DESIGN = 'No workflows registered, not polling for workflow tasks';

/** Logs warnings and worse to standard error, in the SDK's own format; what is so by design is not told as a fault. */
export function createWorkerLogger(print: (entry: LogEntry) => void = printAs(new DefaultLogger('WARN'))): DefaultLogger {
  return new DefaultLogger('WARN', (entry) => {
    if (entry.message !== BY_DESIGN) print(entry);
  });
}

const printAs = (logger: DefaultLogger) => ({ level, message, meta }: LogEntry): void => logger.log(level, message, meta);
