import { absolute, negate, type Minor } from '../../model/money.ts';
import type { BankLine } from '../../model/statement.ts';
import { defined } from '../defined.ts';
import type { Row } from '../profile.ts';

/** Fields every credit card's statement has. */
export type CardField = 'bookedOn' | 'tradedOn' | 'currency' | 'memo' | 'card';

/** One row of a credit card's statement: money in (a repayment, a refund) positive, as for any account. */
export function cardLine(row: Row<CardField>, amount: Minor): BankLine {
  const card = row.id('card');
  const memo = [row.text('memo'), card === undefined ? undefined : `卡号末四位 ${card}`];
  if (amount > 0) row.tally('credit', amount);
  else row.tally('debit', absolute(amount));
  return defined({
    line: row.line,
    bookedAt: row.moment('bookedOn') ?? row.needMoment('tradedOn'),
    amount,
    currency: row.currency,
    memo: memo.filter((text) => text !== undefined).join(' '),
  });
}

/** Where a purchase is printed positive and a repayment negative (formats/cn.md §16). */
export function spendingPositive(row: Row<CardField | 'amount'>): BankLine {
  return cardLine(row, negate(row.needAmount('amount')));
}
