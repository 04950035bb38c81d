import { inTransaction } from '../target/connect';
import { noteAudit, type AuditEntry } from '../target/audit';
import type { PipelineContext } from './context';

/** Adds entries to the audit, all or none. */
export const noteAudits = (context: Pick<PipelineContext, 'control'>, entries: readonly AuditEntry[]): Promise<void> =>
  inTransaction(context.control, async (client) => {
    for (const entry of entries) await noteAudit(client, entry);
  });
