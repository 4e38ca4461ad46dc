import type { BankCase, MoneyCase, OrderCase, PayoutCase } from '../model/case.ts';
import type { ReceivableCase } from '../model/receivable-case.ts';
import { addDays, dayOf, daysBetween, type Day } from '../model/day.ts';
import type { Place } from '../model/finding.ts';
import { negate, type Minor, type Money } from '../model/money.ts';
import type { Column, Row, Section, Table } from '../model/table.ts';
import { byKey, dayColumn, integerColumn, money, moneyColumn, textColumn, WIDE, wordsOf } from './columns.ts';
import { factsOf, isListed } from './facts.ts';
import { platformOfAccounts } from './platform-names.ts';
import type { Report, ReportContext } from './report.ts';
import { standingOfMoney, standingOfOrder } from './standing.ts';
import { tally } from './tally.ts';

const KINDS = ['order', 'refund', 'payout', 'receivable', 'bank'] as const;
const KIND_WORDS = {
  order: wordsOf('order not settled yet | 订单待结算'),
  refund: wordsOf('refund on its way | 退款在途'),
  payout: wordsOf('payout on its way | 打款在途'),
  receivable: wordsOf('receivable not due | 未到期应收'),
  bank: wordsOf('bank line to be explained | 银行待认领'),
};

const KIND: Column = textColumn('kind', 'What | 类别', { values: KIND_WORDS });

const COLUMNS: readonly Column[] = [
  KIND,
  textColumn('ref', 'Item | 项目', { whole: true }),
  textColumn('account', 'Account | 账户', WIDE),
  textColumn('platform', 'Platform | 平台', WIDE),
  textColumn('customer', 'Customer | 客户', WIDE),
  dayColumn('date', 'Date | 日期'),
  dayColumn('due', 'Due | 到期日'),
  integerColumn('days_left', 'Days left | 剩余天数'),
  moneyColumn('amount', 'Amount | 金额'),
  textColumn('currency', 'Currency | 币种', WIDE),
  textColumn('file', 'File | 文件', WIDE),
  integerColumn('line', 'Line | 行', WIDE),
];

/** One item that is still to come, before it becomes a row. */
interface OpenItem {
  readonly kind: (typeof KINDS)[number];
  readonly ref: string;
  readonly account?: string | undefined;
  readonly platform?: string | undefined;
  readonly customer?: string | undefined;
  readonly date?: Day | undefined;
  readonly due?: Day | undefined;
  readonly amount: Money;
  readonly place?: Place | undefined;
}

const open: Report = {
  name: 'open',
  title: wordsOf('Open and in transit | 未达与未清项'),
  summary: wordsOf('what is still to come and not late, with the day it is due | 尚未到账且未逾期的款项及到期日'),
  filters: ['account', 'platform', 'customer', 'order'],
  async build(context) {
    const platforms = await platformOfAccounts(context);
    const items = [...(await fromOrders(context)), ...(await context.money()).flatMap((one) => fromMoney(one, context))]
      .map((item) => ({ platform: platforms.get(item.account ?? ''), ...item }))
      .filter((item) => isWanted(item, context) && isListed(item.date ?? item.due, context.period))
      .sort(byKey((item) => [KINDS.indexOf(item.kind), item.due ?? '~', item.date ?? '', item.ref].join('\n')));
    return tableOf(items, context);
  },
};

export default open;

function tableOf(items: readonly OpenItem[], context: ReportContext): Table {
  return {
    schema: 'settle.report.open/1',
    title: open.title,
    facts: factsOf(context),
    columns: COLUMNS,
    rows: items.map((item): Row => {
      const { place, amount, ...rest } = item;
      const left = item.due === undefined ? undefined : daysBetween(context.asOf, item.due);
      return { ...rest, days_left: left, amount, currency: amount.currency, file: place?.file, line: place?.line };
    }),
    totals: { count: items.length },
    sections: [byKind(items)],
  };
}

function byKind(items: readonly OpenItem[]): Section {
  const tallies = tally(items, ({ kind, amount }) => ({ key: kind, currency: amount.currency, amount: amount.minor }));
  const inOrder = byKey((one: (typeof tallies)[number]) => String(KINDS.findIndex((kind) => kind === one.key)));
  return {
    key: 'by_kind',
    title: wordsOf('Totals | 合计'),
    columns: [
      KIND,
      integerColumn('count', 'Count | 笔数'),
      moneyColumn('amount', 'Amount | 金额'),
      textColumn('currency', 'Currency | 币种'),
    ],
    rows: [...tallies].sort(inOrder).map((one) => ({
      kind: one.key,
      count: one.count,
      amount: money(one.amount, one.currency),
      currency: one.currency,
    })),
  };
}

function isWanted(item: OpenItem, { filters }: ReportContext): boolean {
  const { account, platform, customer, order } = filters;
  return (
    (account === undefined || item.account === account) &&
    (platform === undefined || item.platform === platform) &&
    (customer === undefined || item.customer === customer) &&
    (order === undefined || item.ref === `order:${order}`)
  );
}

async function fromOrders(context: ReportContext): Promise<readonly OpenItem[]> {
  const items: OpenItem[] = [];
  for await (const subject of context.orders()) items.push(...fromOrder(subject, context));
  return items;
}

/** An order nothing is wrong with: what its platform still owes, and what it has still to refund. */
function fromOrder(subject: OrderCase, { check }: ReportContext): readonly OpenItem[] {
  const { order } = subject;
  const { standing, unsettled, unrefunded } = standingOfOrder(subject, check);
  if (!order || standing !== 'open') return [];
  const moment = order.paidAt ?? order.orderedAt;
  const item = (kind: 'order' | 'refund', amount: Minor): readonly OpenItem[] =>
    amount === 0
      ? []
      : [
          {
            kind,
            ref: `order:${order.orderNo}`,
            account: subject.lines[0]?.account,
            ...(order.platform === undefined ? {} : { platform: order.platform }),
            customer: order.customer,
            date: moment === undefined ? undefined : dayOf(moment),
            due: subject.dueOn,
            amount: { minor: amount, currency: order.currency },
            place: order.place,
          },
        ];
  return [...item('order', unsettled), ...item('refund', negate(unrefunded))];
}

function fromMoney(subject: MoneyCase, { check }: ReportContext): readonly OpenItem[] {
  if (standingOfMoney(subject, check) !== 'open') return [];
  if (subject.kind === 'payout') return fromPayout(subject);
  if (subject.kind === 'bank') return fromBank(subject, check.bankGraceDays);
  return subject.kind === 'receivable' ? fromReceivable(subject) : [];
}

function fromPayout({ account, ref, day, dueOn, amount, currency, place }: PayoutCase): readonly OpenItem[] {
  if (amount === 0) return [];
  return [{ kind: 'payout', ref, account, date: day, due: dueOn, amount: { minor: amount, currency }, place }];
}

/** A bank line is looked into once its grace has gone by. */
function fromBank(subject: BankCase, graceDays: number): readonly OpenItem[] {
  const { account, ref, counterparty, day, amount, currency, place } = subject;
  if (amount === 0) return [];
  const due = addDays(day, graceDays);
  return [
    { kind: 'bank', ref, account, customer: counterparty, date: day, due, amount: { minor: amount, currency }, place },
  ];
}

function fromReceivable(subject: ReceivableCase): readonly OpenItem[] {
  const { ref, customer, dueOn, open: amount, currency, place } = subject;
  return [{ kind: 'receivable', ref, customer, due: dueOn, amount: { minor: amount, currency }, place }];
}
