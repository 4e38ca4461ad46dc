import type { StatementFile } from '../../src/demo/files.ts';
import { seededRandom } from '../../src/demo/random.ts';
import { FAULT_NAMES, type FaultName } from './faults.ts';
import { shuffled, splitLayout } from './layouts.ts';
import type { Answered, MatchRow, Subject } from './shop/auditor.ts';
import type { Leg, TruthGroup } from './shop/truth.ts';
import type { Planted } from './shop/types.ts';
import { identityOf } from './truth.ts';
import { simulateMonth } from './world.ts';

/* A month of WeChat Pay and Alipay with its wallets, as the auditor looks at it. */

const MONTHS = ['01', '02', '03', '04', '05', '06', '07', '08', '09'].map((month) => `2026-${month}`);
const FAULTS_A_MONTH = 14;

type Month = ReturnType<typeof simulateMonth>;

export interface MonthWorld {
  readonly subject: Subject;
  readonly settings: string;
  readonly files: readonly StatementFile[];
  readonly asOf: string;
}

/** The month of a seed: which one, how many orders, which mistakes, in whole files or in halves that overlap. */
export function newMonth(seed: number): MonthWorld {
  const random = seededRandom(seed * 7919);
  const month = random.pick(MONTHS);
  const orders = random.whole(120, 300);
  const rest = [...FAULT_NAMES];
  const faults: FaultName[] = [];
  while (faults.length < FAULTS_A_MONTH) faults.push(...rest.splice(random.whole(0, rest.length - 1), 1));
  const simulated = simulateMonth(seed, { orders, faults, month });
  const files = seed % 2 === 0 ? splitLayout(simulated.settled) : simulated.files;
  return {
    ...{ settings: simulated.settings, files: shuffled(files, seed), asOf: simulated.truth.as_of },
    subject: {
      ...truthOf(simulated),
      faults,
      read: answeredOf,
      namesOf: ({ bank, items }) => [...bank, ...items.map((item) => item.slice(item.indexOf(':') + 1))],
    },
  };
}

function truthOf({ truth, causes, settled }: Month): Pick<Subject, 'truth'> {
  const planted = truth.findings.map((finding, index): Planted => {
    const { code, expected, actual } = finding;
    const amounts = { ...(expected === undefined ? {} : { expected }), ...(actual === undefined ? {} : { actual }) };
    return { fault: causes[index] ?? code, code, ref: identityOf(finding).slice(code.length + 1), ...amounts };
  });
  const overdue = truth.receivables
    .filter(({ due, paid, amount }) => due < truth.as_of && paid < amount)
    .map(({ order_no }): Planted => ({ fault: 'sale-on-account-overdue', code: 'receivable-overdue', ref: order_no }));
  return {
    truth: {
      groups: [...orderGroups(settled), ...payoutGroups(truth, settled), ...receiptGroups(settled)],
      planted: [...planted, ...overdue],
      allowed: new Set(truth.debits.map((reference) => `bank-debit-unexplained ${reference}`)),
    },
  };
}

/** Refunds carry their payment's number. */
function orderGroups({ draft }: Month['settled']): readonly TruthGroup[] {
  const moved = [
    ...draft.trades.map(({ orderNo, tradeNo, gross }) => ({ orderNo, tradeNo, amount: gross })),
    ...draft.refunds.map(({ orderNo, tradeNo, amount }) => ({ orderNo, tradeNo, amount })),
  ];
  const byOrder = new Map<string, typeof moved>();
  for (const one of moved) byOrder.set(one.orderNo, [...(byOrder.get(one.orderNo) ?? []), one]);
  const numbers = [...new Set(draft.orders.map(({ orderNo }) => orderNo))];
  return numbers.flatMap((orderNo): readonly TruthGroup[] => {
    const own = byOrder.get(orderNo) ?? [];
    if (own.length === 0) return [];
    const items = [`order:${orderNo}`, ...new Set(own.map(({ tradeNo }) => `trade:${tradeNo}`))];
    const amount = own.reduce((total, one) => total + one.amount, 0);
    return [{ leg: 'order-settlement', items, values: items, amount, bank: [] }];
  });
}

function payoutGroups(truth: Month['truth'], { payouts }: Month['settled']): readonly TruthGroup[] {
  return truth.payouts.map(({ payout, bank, amount }) => {
    const own = payouts.find(({ batchNo }) => batchNo === payout);
    return {
      ...{ leg: 'payout-bank', items: [`batch:${payout}`, `bank:${bank}`], amount, bank: [bank] },
      values: [`batch ${own?.wallet ?? ''}`, `bank ${String(amount)}`],
    };
  });
}

function receiptGroups({ bank }: Month['settled']): readonly TruthGroup[] {
  return bank
    .filter(({ memo, amount }) => memo.startsWith('货款 ') && amount > 0)
    .map(({ memo, amount, reference }) => {
      const items = [
        ...memo
          .split(' ')
          .slice(1)
          .map((orderNo) => `order:${orderNo}`),
        `bank:${reference}`,
      ];
      return { leg: 'receipt-receivable', items, values: items, amount, bank: [reference] };
    });
}

const LEGS: ReadonlySet<string> = new Set<Leg>(['order-settlement', 'payout-bank', 'receipt-receivable']);

function answeredOf({ leg, members }: MatchRow): Answered | undefined {
  if (!LEGS.has(leg)) return undefined;
  const items = members.map(({ ref }) => (ref.startsWith('bank:') ? `bank:${ref.slice(ref.indexOf('/') + 1)}` : ref));
  const values =
    leg === 'payout-bank'
      ? members.map(({ ref, amount }) =>
          ref.startsWith('bank:') ? `bank ${amount.replace('.', '')}` : `batch ${walletOf(ref)}`,
        )
      : [...new Set(items)];
  return { leg: leg as Leg, items: [...new Set(items)], values };
}

/** Alipay's numbers of withdrawals are longer than WeChat's. */
function walletOf(ref: string): string {
  return ref.length > 'batch:'.length + 18 ? 'alipay' : 'wechat';
}
