import type { SamplesOutcome } from '../../contracts/read-cutover';
import type { Domain } from '../../contracts/routing';
import { controlSteps } from '../activity-proxies';

const attempts = 5;

/** Compares samples of a domain once; a schedule starts it. What differs is in the control database, and alerted. */
export const checkConsistency = (input: { readonly domain: Domain; readonly samples: number }): Promise<SamplesOutcome> => controlSteps(attempts).compareDomain(input);
