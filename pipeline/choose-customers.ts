import { chooseCustomers as choose } from '../target/chosen-customers';
import type { PipelineContext } from './context';

/** Fixes which customers are carried to the targets. @throws BanyanFailure InvalidPlan when they hold another choice. */
export const chooseCustomers = (context: PipelineContext, since: string | undefined): Promise<void> =>
  choose(context.control, [...new Set([context.control, ...context.targets])], since);
