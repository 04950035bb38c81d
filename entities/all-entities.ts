import { customer } from './customer';
import { customerAddress } from './customer-address';
import type { EntityDefinition } from './grammar/definition';
import { order } from './order';
import { product } from './product';

/** Every aggregate that Banyan carries. Their order of loading is derived from their references. */
export const allEntities: readonly EntityDefinition[] = [customer, customerAddress, product, order];
