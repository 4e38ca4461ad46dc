import type { Day } from '../model/day.ts';
import { Decimal, plus, ZERO, type Minor } from '../model/money.ts';
import type { ReceivableCase } from '../model/receivable-case.ts';
import type { Row } from '../model/table.ts';
import { bucketOf, cashForecast, type DatedAmount, type ExpectedReceipt } from '../receivables/index.ts';
import { dataColumn, dayColumn, money, moneyColumn, wordsOf } from './columns.ts';
import { daysLateOf } from './customer-history.ts';
import { loadCustomerMoney, loadCustomerReceipts } from './customer-money.ts';
import { factsOf } from './facts.ts';
import { loadLastBalances } from './last-balance.ts';
import { note } from './notes.ts';
import { loadPlatformMoney } from './platform-money.ts';
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
    const opening = await bankMoney(context);
    const rows = cashForecast({
      asOf,
      opening,
      weeks,
      receivables: await expectedReceipts(context),
      payouts: await expectedPayouts(context),
      payments: payments.filter((one) => one.on >= asOf),
      ...(reserve === undefined ? {} : { reserve }),
    }).map((week): Row => ({
      week_start: week.from,
      in: money(week.cashIn, currency),
      out: money(week.cashOut, currency),
      closing: money(week.closing, currency),
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
        dataColumn('below_reserve', 'Below reserve | 低于储备'),
      ],
      rows,
      notes: [
        note(
          'Customers: due day and the days they usually pay late, less the allowance of its age; a promise not broken counts by its day, a dispute not at all. Payments: forecast in settle.yaml.',
          '客户款按到期日加其平均逾期天数、扣除该账龄计提率；未违约的承诺按承诺日，争议款不计。计划付款取自 settle.yaml 的 forecast。',
        ),
        ...(await unclearedNote(context)),
      ],
    };
  },
};

export default report;

/** What the banks hold, in the books' currency, by their statements' last word. */
async function bankMoney(context: ReportContext): Promise<Minor> {
  const banks = new Set(context.settings.accounts.filter((one) => one.kind === 'bank').map((one) => one.id));
  const own = (await loadLastBalances(context)).filter(
    (one) => banks.has(one.account) && one.currency === context.settings.currency,
  );
  return plus(ZERO, ...own.map((one) => one.balance));
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
  return all
    .filter((one) => one.open > 0 && !one.isDisputed)
    .flatMap((one) => one.parts.filter((part) => part.open > 0).map((part) => ({ one, part })))
    .map(({ one, part }) => {
      const rate = settings.receivables.allowance[bucketOf(part.dueOn, asOf)];
      return {
        amount: part.open,
        ...whenPaid(one, part.dueOn, delays.get(one.customer) ?? 0),
        probability: new Decimal(1).minus(rate),
      };
    });
}

function whenPaid(
  one: ReceivableCase,
  dueOn: Day,
  delayDays: number,
): { readonly dueOn: Day; readonly delayDays: number } {
  const { promise } = one;
  return promise?.state === 'waiting' ? { dueOn: promise.by, delayDays: 0 } : { dueOn, delayDays };
}

/** What platforms hold and will pay out, on the day it is due. */
async function expectedPayouts(context: ReportContext): Promise<readonly DatedAmount[]> {
  const held = await loadPlatformMoney(context);
  return held.flatMap(({ amount, currency, lastOn, dueOn }) => {
    const on = lastOn ?? dueOn;
    return on === undefined || currency !== context.settings.currency ? [] : [{ on, amount }];
  });
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
