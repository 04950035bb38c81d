import type { Action } from '../action';
import { catalogActions } from './catalog-actions';
import { communityActions } from './community-actions';
import { customerActions } from './customer-actions';
import { orderActions } from './order-actions';
import { ownerActions } from './owner-actions';
import { checkoutActions } from './place-order';

/** Everything that shoppers and the people behind the counter do. */
export const actions: readonly Action[] = [...customerActions, ...checkoutActions, ...orderActions, ...catalogActions, ...communityActions, ...ownerActions];
