import type { OrderStatus } from '../model/statement.ts';

/** What tells how an order was sold. */
export interface SaleFacts {
  readonly isPaid: boolean;
  readonly customer?: string;
  readonly status?: OrderStatus;
  readonly dueOn?: string;
  /** The customer's own terms, where customers have some. */
  readonly terms?: string;
  readonly platform?: string;
}

/**
 * CLI.md: an order with `paid_at` was paid; without, with a customer and a due day or terms, it is a sale on account.
 * Where no platform is named nobody else can have been meant to collect the money. A cancelled order is owed by nobody.
 */
export function isSoldOnAccount(sale: SaleFacts): boolean {
  const { customer = '' } = sale;
  if (sale.isPaid || customer === '' || sale.status === 'cancelled') return false;
  return sale.dueOn !== undefined || sale.terms !== undefined || sale.platform === undefined;
}
