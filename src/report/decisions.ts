import type { Currency } from '../model/currency.ts';
import type { Day } from '../model/day.ts';
import { formatGrouped, type Minor } from '../model/money.ts';
import { isInForce, type Decision, type ReceivableEvent } from '../model/receivable.ts';
import type { Note, Row, Table } from '../model/table.ts';
import type { BookSettings } from '../model/settings.ts';
import type { Words } from '../model/words.ts';
import { loadReceivableEvents } from '../store/read/receivable-events.ts';
import { dataColumn, dayColumn, money, moneyColumn, textColumn, WIDE, wordsOf } from './columns.ts';
import { factsOf } from './facts.ts';
import { note } from './notes.ts';
import type { ReportContext } from './report.ts';
import { tally } from './tally.ts';

const DECISION_WORDS: Readonly<Record<Decision['kind'], Words>> = {
  extend: wordsOf('extension | 展期'),
  plan: wordsOf('instalments | 分期'),
  dispute: wordsOf('dispute | 争议'),
  promise: wordsOf('promise | 承诺付款'),
  method: wordsOf('method changed | 变更付款方式'),
  'write-off': wordsOf('write-off | 核销'),
  'late-fee': wordsOf('late fee billed | 滞纳金开单'),
  waive: wordsOf('late fee waived | 滞纳金豁免'),
  return: wordsOf('sent back | 退票'),
};

const STATES: Readonly<Record<string, Words>> = {
  'in-force': wordsOf('in force | 有效'),
  undone: wordsOf('taken back | 已撤销'),
  planned: wordsOf('would hold | 将生效'),
};

const CAUSE_WORDS: Readonly<Record<string, Words>> = {
  'force-majeure': wordsOf('force majeure | 不可抗力'),
  agreement: wordsOf('agreement | 协商一致'),
  bankrupt: wordsOf('bad debt: bankrupt or deregistered | 坏账：破产、注销'),
  missing: wordsOf('bad debt: missing or dead | 坏账：失踪、死亡'),
  'three-years': wordsOf('bad debt: overdue for three years | 坏账：逾期三年以上'),
  restructuring: wordsOf('bad debt: restructuring | 坏账：债务重组'),
  'short-payment': wordsOf('rounding: small rest of a payment | 尾差：付款少付的零头'),
  other: wordsOf('other | 其他'),
};

const COLUMNS = [
  textColumn('event', 'Decision | 决定', { whole: true }),
  textColumn('kind', 'What | 类型', { values: DECISION_WORDS }),
  textColumn('ref', 'Ref | 单号', { whole: true }),
  textColumn('customer', 'Customer | 客户'),
  dayColumn('on', 'From | 起始日'),
  dayColumn('due', 'Day | 日期'),
  moneyColumn('amount', 'Amount | 金额'),
  textColumn('currency', 'Currency | 币种', WIDE),
  textColumn('cause', 'Cause | 事由', { values: CAUSE_WORDS, below: true }),
  textColumn('detail', 'Detail | 详情', { below: true }),
  textColumn('reason', 'Reason | 原因', { below: true }),
  dataColumn('keep_accrued', 'Late fee so far stays | 保留已产生的滞纳金', WIDE),
  textColumn('operator', 'By | 经办', WIDE),
  textColumn('approved_by', 'Approved by | 批准', WIDE),
  textColumn('state', 'State | 状态', { values: STATES }),
  dayColumn('undone_on', 'Taken back | 撤销日', WIDE),
  moneyColumn('paid_before', 'Paid before | 此前已付', WIDE),
  moneyColumn('billed_before', 'Billed before | 此前已开单', WIDE),
];

/** `settle receivable list`: every decision known by the day, oldest first; those taken back say so. */
export async function decisionsTable(context: ReportContext, refs: readonly string[]): Promise<Table> {
  const { db, asOf, filters } = context;
  const debts = new Map(
    (await context.money()).flatMap((one) =>
      one.kind === 'receivable' || one.kind === 'receipt' ? [[one.ref, one] as const] : [],
    ),
  );
  const rows = (await loadReceivableEvents(db, asOf)).flatMap((event): readonly Row[] => {
    const debt = debts.get(event.ref);
    const { customer, currency = context.settings.currency } = debt ?? {};
    const isOwn = (filters.customer ?? customer) === customer && isAsked(event, refs, filters.order);
    return isOwn ? [eventRow(event, { customer, currency, asOf })] : [];
  });
  return {
    schema: 'settle.receivable.list/1',
    title: wordsOf('Decisions about receivables | 应收处理记录'),
    facts: factsOf(context),
    columns: COLUMNS,
    rows,
    totals: { count: rows.length },
  };
}

/** Named by its debt or by its own name; none named means all. */
function isAsked({ id, ref }: ReceivableEvent, refs: readonly string[], order: string | undefined): boolean {
  if (order !== undefined && ref !== `order:${order}`) return false;
  return refs.length === 0 || refs.some((asked) => asked === ref || id.startsWith(asked));
}

interface About {
  readonly customer: string | undefined;
  readonly currency: Currency;
  readonly asOf: Day;
}

function eventRow(event: ReceivableEvent, { customer, currency, asOf }: About): Row {
  const { id, ref, on, reason, operator, approvedBy, undoneOn, decision } = event;
  return {
    event: id,
    ref,
    customer,
    on,
    currency,
    reason,
    operator,
    approved_by: approvedBy,
    state: isInForce(event, asOf) ? 'in-force' : 'undone',
    undone_on: undoneOn,
    ...decisionCells(decision, currency),
  };
}

/** What was decided, cell by cell: its day, its amount, what else it says. */
function decisionCells(decision: Decision, currency: Currency): Row {
  const cells = { kind: decision.kind };
  switch (decision.kind) {
    case 'extend':
      return {
        ...cells,
        due: decision.newDue,
        cause: decision.cause,
        keep_accrued: decision.keepAccrued ? true : undefined,
      };
    case 'plan':
      return {
        ...cells,
        due: decision.parts[0]?.dueOn,
        amount: money(
          decision.parts.reduce((sum, part) => sum + part.amount, 0),
          currency,
        ),
        detail: decision.parts.map((part) => `${part.dueOn} ${formatGrouped(part.amount, currency)}`).join(', '),
      };
    case 'dispute':
      return { ...cells, due: decision.to, amount: money(decision.amount, currency) };
    case 'promise':
      return { ...cells, due: decision.by, amount: money(decision.amount, currency) };
    case 'method':
      return { ...cells, detail: decision.to };
    case 'write-off':
      return { ...cells, amount: money(decision.amount, currency), cause: decision.cause };
    case 'late-fee':
    case 'waive':
      return { ...cells, amount: money(decision.amount, currency), ...lateFeeDetail(decision, currency) };
    case 'return':
      return cells;
  }
}

/** What of a late fee had been paid before it was billed, or billed before it was waived; in figures, as a plan is. */
function lateFeeDetail(decision: Extract<Decision, { readonly kind: 'late-fee' | 'waive' }>, currency: Currency): Row {
  const isBill = decision.kind === 'late-fee';
  const before = isBill ? decision.paid : decision.billed;
  return before === undefined || before === 0
    ? {}
    : { [isBill ? 'paid_before' : 'billed_before']: money(before, currency) };
}

/** One decision that was taken, as jobs answer it. */
export interface DecidedRow {
  readonly id?: string;
  readonly ref: string;
  readonly customer: string;
  readonly currency: Currency;
  readonly open: Minor;
  readonly dueOn: Day;
  readonly decision: Decision;
  readonly lateFeeDropped?: Minor;
}

/** The answer of a decision: what it was, beside what was open and due before it. */
export function decidedTable(decided: readonly DecidedRow[], settings: BookSettings, on: Day, isPlan: boolean): Table {
  return {
    schema: 'settle.receivable/1',
    title: isPlan ? wordsOf('Would be decided | 将处理（未写入）') : wordsOf('Decided | 已处理'),
    facts: { book: settings.book, as_of: on },
    columns: [
      ...COLUMNS.filter((column) => ['event', 'kind', 'ref', 'customer'].includes(column.key)),
      moneyColumn('open', 'Open | 未收'),
      dayColumn('due_before', 'Due before | 原到期日'),
      ...COLUMNS.filter((column) =>
        ['due', 'amount', 'currency', 'cause', 'paid_before', 'billed_before', 'keep_accrued', 'detail'].includes(
          column.key,
        ),
      ),
      moneyColumn('late_fee_dropped', 'Late fee dropped | 不再计收的滞纳金', WIDE),
    ],
    rows: decided.map((one) => ({
      event: one.id,
      ref: one.ref,
      customer: one.customer,
      open: money(one.open, one.currency),
      due_before: one.dueOn,
      currency: one.currency,
      ...decisionCells(one.decision, one.currency),
      late_fee_dropped: money(one.lateFeeDropped, one.currency),
    })),
    totals: { count: decided.length },
    notes: droppedNotes(decided, on),
  };
}

/** Late fees that had come up don't go without a word. */
function droppedNotes(decided: readonly DecidedRow[], on: Day): readonly Note[] {
  const dropped = decided.filter((one) => one.lateFeeDropped !== undefined);
  const sums = tally(dropped, (one) => ({ key: '', currency: one.currency, amount: one.lateFeeDropped }));
  if (sums.length === 0) return [];
  const text = sums.map(({ amount, currency }) => `${formatGrouped(amount, currency)} ${currency}`).join(', ');
  return [
    note(
      `Late fees of ${text} that had come up by ${on} and weren’t billed fall away with it. To keep them: extend with --keep-accrued, or bill them first («settle receivable late-fee»).`,
      `截至 ${on} 已产生而未开单的滞纳金 ${text} 随之不再计收。如需保留：展期时加 --keep-accrued，或先开单（settle receivable late-fee）。`,
    ),
  ];
}

/** The answer of an undo. */
export function undoneTable(events: readonly ReceivableEvent[], settings: BookSettings, isPlan: boolean): Table {
  return {
    schema: 'settle.receivable/1',
    title: isPlan ? wordsOf('Would be taken back | 将撤销（未写入）') : wordsOf('Taken back | 已撤销'),
    facts: { book: settings.book },
    columns: COLUMNS.filter((column) => ['event', 'kind', 'ref', 'on', 'undone_on', 'reason'].includes(column.key)).map(
      (column) => ({ ...column, wide: false }),
    ),
    rows: events.map((event) => ({
      event: event.id,
      kind: event.decision.kind,
      ref: event.ref,
      on: event.on,
      undone_on: event.undoneOn,
      reason: event.reason,
    })),
  };
}
