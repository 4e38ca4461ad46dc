import { absolute, minus, negate, type Minor } from '../../model/money.ts';
import type { SettlementLine } from '../../model/statement.ts';

/**
 * A payment or what was taken back of one, where the statement's words tell which, and its signs may not: the fee of a
 * refund comes back.
 */
export function tradeAmounts(
  kind: 'sale' | 'refund',
  amount: Minor,
  fee: Minor,
): Pick<SettlementLine, 'kind' | 'gross' | 'fee' | 'net'> {
  const isRefund = kind === 'refund';
  const gross = isRefund ? negate(absolute(amount)) : amount;
  const charged = isRefund ? negate(absolute(fee)) : absolute(fee);
  return { kind, gross, fee: charged, net: minus(gross, charged) };
}
