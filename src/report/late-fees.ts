import { lateFeeTermsFor } from '../model/late-fee-terms.ts';
import { minor, plus } from '../model/money.ts';
import type { ReceivableCase } from '../model/receivable-case.ts';
import type { Note, Row } from '../model/table.ts';
import { lateFeeStanding, type LateFeeStanding } from '../receivables/index.ts';
import { byKey, dayColumn, money, moneyColumn, textColumn, WIDE, wordsOf } from './columns.ts';
import { loadCustomerMoney } from './customer-money.ts';
import { factsOf } from './facts.ts';
import { note, warning } from './notes.ts';
import type { Report, ReportContext } from './report.ts';

const AMOUNTS = ['accrued', 'billed', 'waived', 'paid', 'owed', 'undecided'] as const;

const report: Report = {
  name: 'late-fees',
  title: wordsOf('Late fees | 滞纳金明细'),
  summary: wordsOf(
    'what has come up of each debt’s late fee, and what of it was billed, waived and paid; what nobody decided about yet | 逐笔列示滞纳金的产生、开单、豁免与收款，以及尚未处理的部分',
  ),
  filters: ['customer', 'order'],
  async build(context) {
    const fees = (await loadCustomerMoney(context))
      .map((one) => ({ one, fee: feeOf(one, context) }))
      .filter(({ fee }) => [fee.accrued, fee.booked, fee.waived].some((amount) => amount !== 0))
      .sort(byKey(({ one }) => [one.currency, one.customer, one.dueOn, one.ref].join('\n')));
    const rows = fees.map(({ one, fee }) => feeRow(one, fee));
    return {
      schema: 'settle.report.late-fees/1',
      title: report.title,
      facts: factsOf(context),
      columns: [
        textColumn('customer', 'Customer | 客户', WIDE),
        textColumn('ref', 'Ref | 单号', { whole: true }),
        dayColumn('due', 'Due | 到期日', WIDE),
        moneyColumn('accrued', 'Accrued | 已产生'),
        moneyColumn('billed', 'Billed | 已开单'),
        moneyColumn('waived', 'Waived | 已豁免'),
        moneyColumn('undecided', 'Undecided | 未处理'),
        moneyColumn('paid', 'Paid | 已付'),
        moneyColumn('owed', 'To pay | 待付'),
        dayColumn('billed_to', 'Billed to | 开单至', WIDE),
        textColumn('currency', 'Currency | 币种', WIDE),
      ],
      rows,
      ...totalsOf(rows, context),
      notes: [...overBilled(fees), HOW],
    };
  },
};

export default report;

const HOW = note(
  'Billed: also what was paid first. Undecided: settle receivable late-fee REF bills it, settle receivable waive REF gives it up.',
  '已开单含未开单即已支付的部分。未处理的：settle receivable late-fee 单号 开单，settle receivable waive 单号 豁免。',
);

interface Fee {
  readonly one: ReceivableCase;
  readonly fee: LateFeeStanding;
}

function feeOf(one: ReceivableCase, { settings, asOf }: ReportContext): LateFeeStanding {
  return lateFeeStanding(one, lateFeeTermsFor(settings, one.customer, one.currency), asOf);
}

function feeRow(one: ReceivableCase, fee: LateFeeStanding): Row {
  const { currency, lateFeeMoves } = one;
  const last = lateFeeMoves.findLast(({ kind, amount }) => kind === 'billed' && amount > 0);
  return {
    customer: one.customer,
    ref: one.ref,
    due: one.dueOn,
    accrued: money(fee.accrued, currency),
    billed: money(fee.booked, currency),
    waived: money(fee.waived, currency),
    undecided: money(fee.undecided, currency),
    paid: money(fee.paid, currency),
    owed: money(fee.owed, currency),
    billed_to: last?.on,
    currency,
  };
}

/** Sums, where the rows are of one currency. */
function totalsOf(rows: readonly Row[], { settings }: ReportContext): { readonly totals?: Row } {
  const [currency = settings.currency, ...others] = [...new Set(rows.map((row) => row['currency']))] as Currencies;
  if (others.length > 0) return {};
  const sums = AMOUNTS.map((key) => {
    const amounts = rows.map((row) => minor((row[key] as { readonly minor: number }).minor));
    return [key, money(plus(...amounts), currency)];
  });
  return { totals: { count: rows.length, ...(Object.fromEntries(sums) as Row) } };
}

type Currencies = (ReceivableCase['currency'] | undefined)[];

/** Money or an agreement that became known later has made the fee less than what was billed or waived. */
function overBilled(fees: readonly Fee[]): readonly Note[] {
  const over = fees.filter(({ fee }) => fee.booked > fee.accrued);
  if (over.length === 0) return [];
  const refs = over.map(({ one }) => one.ref).join(', ');
  return [
    warning(
      `More was billed than the contract gives by now: ${refs}. Take the bill back (settle receivable list) and bill again.`,
      `开单金额已超过现按约定计算的滞纳金：${refs}。请撤销开单（编号见 settle receivable list）后重新开单。`,
    ),
  ];
}
