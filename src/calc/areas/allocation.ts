import type { Currency } from '../../model/currency.ts';
import { Decimal, formatAmount, ZERO, type Minor } from '../../model/money.ts';
import {
  ALLOCATION_POLICIES,
  allocateReceipt,
  type AllocatedReceipt,
  type Designation,
  type OwedItem,
} from '../../receivables/index.ts';
import type { Area } from '../area.ts';
import type { Fields } from '../fields.ts';

const allocation: Area = {
  name: 'allocation',
  work(input) {
    const currency = input.currency();
    const items = itemsOf(input, currency);
    const asOf = input.dayIf('as_of');
    const answer = allocateReceipt({
      items,
      amount: input.positive('payment', currency),
      policy: input.choiceIf('policy', ALLOCATION_POLICIES) ?? 'fifo',
      designations: designationsOf(input, currency, items),
      ...(asOf === undefined ? {} : { asOf }),
    });
    const money = (amount: Minor): string => formatAmount(amount, currency);
    return {
      result: {
        allocations: answer.parts.map(({ ref, kind, amount }) => ({ invoice: ref, kind, amount: money(amount) })),
        remaining: Object.fromEntries([...answer.remaining].map(([ref, amount]) => [ref, money(amount)])),
        advance_received: money(answer.advance),
      },
      working: workingOf(answer, money),
    };
  },
};
export default allocation;

function itemsOf(input: Fields, currency: Currency): readonly OwedItem[] {
  const refs = new Set<string>();
  return input.list('open_items').map((one) => {
    const ref = one.text('id');
    if (refs.has(ref)) one.refuse('id', 'unique');
    refs.add(ref);
    const dueOn = one.day('due');
    return {
      ref,
      openedOn: one.dayIf('invoice_date') ?? dueOn,
      dueOn,
      open: one.amount('open', currency),
      lateFee: one.positiveIf('late_fee', currency) ?? ZERO,
      cost: one.positiveIf('cost', currency) ?? ZERO,
      secured: one.positiveIf('secured', currency) ?? ZERO,
      burden: one.rateIf('burden') ?? new Decimal(0),
    };
  });
}

function designationsOf(input: Fields, currency: Currency, items: readonly OwedItem[]): readonly Designation[] {
  const refs = items.map(({ ref }) => ref);
  return input.listIf('explicit').map((one) => {
    const amount = one.positiveIf('amount', currency);
    return { ref: one.choice('invoice', refs), ...(amount === undefined ? {} : { amount }) };
  });
}

const KINDS = {
  cost: { en: 'cost', zh: '费用' },
  late_fee: { en: 'late fee', zh: '滞纳金' },
  principal: { en: 'principal', zh: '本金' },
} as const;

function workingOf({ parts, advance }: AllocatedReceipt, money: (amount: Minor) => string): { en: string; zh: string } {
  const line = (lang: 'en' | 'zh'): string =>
    parts.map(({ ref, kind, amount }) => `${ref} ${KINDS[kind][lang]} ${money(amount)}`).join(', ');
  return {
    en: `${parts.length === 0 ? 'nothing is paid' : line('en')}; left over as an advance: ${money(advance)}`,
    zh: `${parts.length === 0 ? '没有可核销的款项' : line('zh')}；余额转预收账款：${money(advance)}`,
  };
}
