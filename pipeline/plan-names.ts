import type { PlanNames } from '../contracts/plan';
import { checkNames } from './assess/all-checks';
import { entityNames } from './entity-names';

/** What a plan may name. */
export const planNames: PlanNames = { entities: entityNames, checks: checkNames };
