import type { Database } from '../database.ts';

const WHERE = {
  order: `SELECT 1 FROM v_order WHERE order_no = :value UNION ALL SELECT 1 FROM v_line WHERE order_no = :value`,
  customer: `SELECT 1 FROM v_order WHERE customer = :value UNION ALL SELECT 1 FROM v_invoice WHERE customer = :value
             UNION ALL SELECT 1 FROM v_customer WHERE customer = :value
             UNION ALL SELECT 1 FROM v_bank WHERE counterparty = :value`,
  shop: `SELECT 1 FROM v_order WHERE shop = :value`,
  platform: `SELECT 1 FROM v_order WHERE platform = :value UNION ALL SELECT 1 FROM v_account WHERE platform = :value`,
} as const;

/** Whether anything in the books goes by this value: a filter that nothing answers to is a slip, not an all-clear. */
export async function isKnown(db: Database, filter: keyof typeof WHERE, value: string): Promise<boolean> {
  const rows = await db.all(`SELECT 1 AS known FROM (${WHERE[filter]}) AS named LIMIT 1`, { value });
  return rows.length > 0;
}
