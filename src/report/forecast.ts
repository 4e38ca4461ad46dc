import type { Day } from '../model/day.ts';
import { Decimal, minor, minus, plus, ZERO, type Minor } from '../model/money.ts';
import type { DebtPart, ReceivableCase } from '../model/receivable-case.ts';
import type { PlannedPayment } from '../model/receivable-settings.ts';
import type { Note, Row, Section } from '../model/table.ts';
import { bucketOf, cashForecast, type DatedAmount, type ExpectedReceipt } from '../receivables/index.ts';
import { byKey, dataColumn, dayColumn, money, moneyColumn, textColumn, WIDE, wordsOf } from './columns.ts';
import { daysLateOf } from './customer-history.ts';
import { loadCredits, loadCustomerMoney, loadCustomerReceipts } from './customer-money.ts';
import { factsOf } from './facts.ts';
import { loadLastBalances } from './last-balance.ts';
import { note } from './notes.ts';
import { loadPlatformMoney, type PlatformMoney } from './platform-money.ts';
import type { Report, ReportContext } from './report.ts';

const report: Report = {
  name: 'forecast',
  title: wordsOf('Cash forecast | 现金流预测'),
  summary: wordsOf(
    'cash by week: bank balances, what customers and platforms owe, planned payments, the reserve | 按周预测现金：银行余额、客户与平台应收、计划付款与资金储备',
  ),
  filters: [],
  async build(context) {
    const { settings, asOf } = context;
    const { weeks, reserve, payments } = settings.receivables.forecast;
    const { currency } = settings;
    const { balance: opening, day } = await bankMoney(context);
    const due = await platformMoney(context);
    const planned = payments.filter((one) => one.on >= asOf || day === undefined || one.on > day);
    const rows = cashForecast({
      asOf,
      opening,
      weeks,
      receivables: await expectedReceipts(context),
      payouts: due.expected,
      payments: planned,
      ...(reserve === undefined ? {} : { reserve }),
    }).map((week): Row => ({
      week_start: week.from,
      in: money(week.cashIn, currency),
      out: money(week.cashOut, currency),
      closing: money(week.closing, currency),
      above_reserve: reserve === undefined ? undefined : money(week.closing - reserve, currency),
      below_reserve: reserve === undefined ? undefined : week.belowReserve,
    }));
    return {
      schema: 'settle.report.forecast/1',
      title: report.title,
      facts: { ...factsOf(context), opening: money(opening, currency), reserve: money(reserve, currency) },
      columns: [
        dayColumn('week_start', 'Week from | 周一'),
        moneyColumn('in', 'In | 流入'),
        moneyColumn('out', 'Out | 流出'),
        moneyColumn('closing', 'Closing | 周末余额'),
        moneyColumn('above_reserve', 'Above reserve | 高于储备', reserve === undefined ? WIDE : {}),
        dataColumn('below_reserve', 'Below reserve | 低于储备'),
      ],
      rows,
      sections: [paymentsSection(planned, context), missingSection(due.missing)],
      notes: [
        note(
          'Customers: due day and the days they usually pay late, less the allowance of its age; what is promised and not broken counts by its day, a dispute not at all; money they paid and that pays nothing yet is taken off.',
          '客户款按到期日加其平均逾期天数、扣除该账龄计提率；未违约的承诺金额按承诺日，争议款不计；已收而未核销的款项先行扣除。',
        ),
        balanceNote(day, asOf),
        note(
          'What is overdue is expected this week. What a platform should have paid by now and didn’t is not: it is listed by itself.',
          '逾期客户款按本周到账预计；平台已过期未付的不计入，单独列示。',
        ),
        ...(await unclearedNote(context)),
      ],
    };
  },
};

export default report;

/** What settle.yaml says will go out, earliest first; what the banks' balances hold already is left out. */
function paymentsSection(planned: readonly PlannedPayment[], { settings, asOf }: ReportContext): Section {
  return {
    key: 'payments',
    title: wordsOf('Planned payments | 计划付款'),
    columns: [
      dayColumn('on', 'Day | 日期'),
      textColumn('what', 'What | 用途'),
      moneyColumn('amount', 'Amount | 金额'),
      dataColumn('late', 'Late | 已过日期'),
    ],
    rows: [...planned].sort(byKey((one) => one.on)).map(({ on, what, amount }) => ({
      on,
      what,
      amount: money(amount, settings.currency),
      late: on < asOf ? true : undefined,
    })),
  };
}

/** A planned payment of up to the day the banks speak of is in their balance; a later one is still to be made. */
function balanceNote(day: Day | undefined, asOf: Day): Note {
  if (day === undefined) {
    return note(
      `No bank balance is known: planned payments of before ${asOf} count on that day.`,
      `尚无银行余额：${asOf} 之前的计划付款按该日计。`,
    );
  }
  return note(
    `Bank balances are of ${day}: planned payments up to it are taken as made, those between it and ${asOf} count on ${asOf}.`,
    `银行余额截至 ${day}：该日及以前的计划付款视为已付，其后至 ${asOf} 的按 ${asOf} 计。`,
  );
}

interface BankMoney {
  readonly balance: Minor;
  /** The last day any of them speaks of; undefined where none does. */
  readonly day?: Day;
}

/** What the banks hold, in the books' currency, by their statements' last word. */
async function bankMoney(context: ReportContext): Promise<BankMoney> {
  const banks = new Set(context.settings.accounts.filter((one) => one.kind === 'bank').map((one) => one.id));
  const own = (await loadLastBalances(context)).filter(
    (one) => banks.has(one.account) && one.currency === context.settings.currency,
  );
  const day = own
    .map((one) => one.day)
    .sort()
    .at(-1);
  return { balance: plus(ZERO, ...own.map((one) => one.balance)), ...(day === undefined ? {} : { day }) };
}

async function expectedReceipts(context: ReportContext): Promise<readonly ExpectedReceipt[]> {
  const { settings, asOf } = context;
  const all = (await loadCustomerMoney(context)).filter((one) => one.currency === settings.currency);
  const delays = new Map<string, number>();
  for (const customer of new Set(all.map((one) => one.customer))) {
    const late = daysLateOf(
      all.filter((one) => one.customer === customer),
      asOf,
    );
    delays.set(customer, late?.toDecimalPlaces(0, Decimal.ROUND_HALF_UP).toNumber() ?? 0);
  }
  const advances = await advancesOf(context);
  return all
    .filter((one) => one.open > 0 && !one.isDisputed)
    .flatMap((one) => one.parts.filter((part) => part.open > 0).map((part) => ({ one, part })))
    .sort(byKey(({ one, part }) => `${part.dueOn}\n${one.ref}`))
    .flatMap(({ one, part }) => {
      const advance = advances.get(one.customer) ?? ZERO;
      const taken = minor(Math.min(advance, part.open));
      advances.set(one.customer, minus(advance, taken));
      const probability = new Decimal(1).minus(settings.receivables.allowance[bucketOf(part.dueOn, asOf)]);
      return whenPaid(one, part, taken).map(({ amount, by }) => ({
        amount,
        probability,
        ...(by === undefined
          ? { dueOn: part.dueOn, delayDays: delays.get(one.customer) ?? 0 }
          : { dueOn: by, delayDays: 0 }),
      }));
    });
}

/** Customers' money in the books' currency that pays nothing yet: it is at the bank, and will not come again. */
async function advancesOf(context: ReportContext): Promise<Map<string, Minor>> {
  const advances = new Map<string, Minor>();
  for (const { customer, currency, amount } of await loadCredits(context)) {
    if (currency === context.settings.currency) advances.set(customer, plus(advances.get(customer) ?? ZERO, amount));
  }
  return advances;
}

/** What is promised comes on its day, the rest as this customer usually pays; what is there already is of the promise first. */
function whenPaid(
  { promise }: ReceivableCase,
  { open, promised = ZERO }: DebtPart,
  taken: Minor,
): readonly { readonly amount: Minor; readonly by?: Day }[] {
  const promisedLeft = minor(Math.max(0, promised - taken));
  const rest = minus(minus(open, taken), promisedLeft);
  return [
    ...(promise === undefined || promisedLeft === 0 ? [] : [{ amount: promisedLeft, by: promise.by }]),
    ...(rest === 0 ? [] : [{ amount: rest }]),
  ];
}

interface PlatformDue {
  readonly expected: readonly DatedAmount[];
  /** Past the last day of grace: findings `payout-missing` and `order-unsettled`, not cash. */
  readonly missing: readonly PlatformMoney[];
}

/** What platforms hold and will pay out on the day it is due, apart from what should have come by now. */
async function platformMoney(context: ReportContext): Promise<PlatformDue> {
  const held = (await loadPlatformMoney(context)).filter((one) => one.currency === context.settings.currency);
  const lastOf = ({ lastOn, dueOn }: PlatformMoney): Day | undefined => lastOn ?? dueOn;
  return {
    expected: held.flatMap((one) => {
      const on = lastOf(one);
      return on === undefined || on < context.asOf ? [] : [{ on, amount: one.amount }];
    }),
    missing: held.filter((one) => (lastOf(one) ?? context.asOf) < context.asOf),
  };
}

/** Due at the bank or from the platform, and not there: to be traced, not to be counted on. */
function missingSection(missing: readonly PlatformMoney[]): Section {
  return {
    key: 'missing',
    title: wordsOf('Due from platforms and not come: not counted | 平台到期未付：未计入'),
    columns: [
      textColumn('ref', 'Ref | 单号'),
      textColumn('account', 'Account | 账户', WIDE),
      dayColumn('due', 'Due | 到期日'),
      moneyColumn('amount', 'Amount | 金额'),
      textColumn('currency', 'Currency | 币种', WIDE),
    ],
    rows: missing.map(({ ref, account, dueOn, amount, currency }) => ({
      ref,
      account,
      due: dueOn,
      amount: money(amount, currency),
      currency,
    })),
  };
}

/** Cheques that the bank hasn't shown are no cash yet (DOMAIN.md 3.6). */
async function unclearedNote(context: ReportContext): Promise<readonly ReturnType<typeof note>[]> {
  const cheques = (await loadCustomerReceipts(context)).filter(
    (one) => one.method === 'cheque' && !one.isCleared && one.returnedOn === undefined,
  );
  if (cheques.length === 0) return [];
  return [
    note(
      `${cheques.length} cheques haven’t reached the bank and aren’t counted: «settle receivable cheques».`,
      `有 ${cheques.length} 张支票尚未到账，未计入：见“settle receivable cheques”。`,
    ),
  ];
}
