import { workflowInfo } from '@temporalio/workflow';

/** Whether a workflow should continue as new, by its own bound or the server's. */
export const isHistoryFull = (historyEvents: number): boolean => {
  const { historyLength, continueAsNewSuggested } = workflowInfo();
  return continueAsNewSuggested || historyLength >= historyEvents;
};
