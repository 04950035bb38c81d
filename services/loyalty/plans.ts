import type { Plan } from '../postgres/plan';

/** Where the loyalty service keeps what the contract shows. */
export const loyaltyPlans: Readonly<Record<string, Plan>> = {
  reward: {
    entity: 'reward', id: 'reward_id', from: 'loyalty.loyalty_point_balances t',
    search: { customer_id: 't.magento_customer_id', website_id: 't.magento_website_id' },
    parts: {
      movements: {
        select: 'h.magento_id AS history_id, p.*',
        from: "loyalty.loyalty_point_movements p JOIN banyan.magento_id_map h ON h.new_uuid = p.id AND h.entity_type = 'reward-history'",
        parent: 'p.reward_id', order: 'h.magento_id',
      },
    },
  },
};
