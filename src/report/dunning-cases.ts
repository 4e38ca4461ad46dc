import type { Currency } from '../model/currency.ts';
import { addDays, daysBetween, type Day } from '../model/day.ts';
import { minus, plus, ZERO, type Minor } from '../model/money.ts';
import type { DebtPart, ReceivableCase } from '../model/receivable-case.ts';
import { DUNNING_LEVELS, dunningStep, levelOf, type DunningStep } from '../receivables/index.ts';
import { loadLetters, type SentLetter } from '../store/read/dunning-letters.ts';
import { lateFeeOfPart, loadCustomerMoney } from './customer-money.ts';
import { note } from './notes.ts';
import type { ReportContext } from './report.ts';

/** One line of a letter. */
export interface DunnedPart {
  readonly ref: string;
  readonly part?: number;
  readonly dueOn: Day;
  /** Negative before the due day. */
  readonly days: number;
  readonly original: Minor;
  /** What is asked for: open, less what is promised and waited for. */
  readonly open: Minor;
  readonly lateFee: Minor;
  readonly promised?: { readonly amount: Minor; readonly by: Day };
}

/** One customer and currency: what is asked for, at which level, and whether now. */
export interface DunningCase {
  readonly customer: string;
  readonly currency: Currency;
  readonly parts: readonly DunnedPart[];
  readonly open: Minor;
  /** Claimed by the letter; undefined where its level claims none. */
  readonly lateFee: Minor | undefined;
  readonly step: DunningStep;
  /** `due asked paused`, or why nobody is written to: to be reviewed, below the minimum, never asked. */
  readonly state: 'due' | 'asked' | 'paused' | 'review' | 'below-minimum' | 'never';
  readonly last?: SentLetter;
  readonly payBy: Day;
}

const FIRST_WITH_FEE = DUNNING_LEVELS.find((level) => level.withLateFee);

/** Why a first letter may be of a high level, and why a letter may claim less than `report overdue` says. */
export const levelNote = note(
  `A letter’s level goes by the days past due. Late fees are claimed from level ${FIRST_WITH_FEE?.level ?? ''} (${FIRST_WITH_FEE?.from ?? ''} days) on; until then «settle report overdue» tells them.`,
  `函件级别按逾期天数而定。自 ${FIRST_WITH_FEE?.level ?? ''} 级（${FIRST_WITH_FEE?.from ?? ''} 天）起主张滞纳金，此前见“settle report overdue”。`,
);

/** What was asked for in letters is told by its debt and part. */
export function partKey({ ref, part }: Pick<DunnedPart, 'ref' | 'part'>): string {
  return part === undefined ? ref : `${ref}#${part}`;
}

/** Customers with anything due soon or past due that isn't disputed or promised in full, by name and currency. */
export async function loadDunningCases(context: ReportContext): Promise<readonly DunningCase[]> {
  const letters = await loadLetters(context.db, context.asOf);
  const debts = (await loadCustomerMoney(context)).filter((one) => one.open > 0 && !one.isDisputed);
  const keys = [...new Set(debts.map((one) => `${one.customer}\n${one.currency}`))].sort();
  return keys.flatMap((key) => {
    const own = debts.filter((one) => `${one.customer}\n${one.currency}` === key);
    const [customer = '', currency = ''] = key.split('\n');
    const sent = letters.filter((letter) => letter.customer === customer && letter.currency === currency);
    return caseOf(context, { customer, currency: currency as Currency }, own, sent);
  });
}

function caseOf(
  context: ReportContext,
  who: { readonly customer: string; readonly currency: Currency },
  debts: readonly ReceivableCase[],
  sent: readonly SentLetter[],
): readonly DunningCase[] {
  const { asOf, settings } = context;
  const { dunning } = settings.receivables;
  const parts = debts
    .flatMap((one) => one.parts.map((part) => dunnedPart(one, part, context)))
    .filter((part) => part.open > 0 && levelOf(part.days) !== undefined)
    .sort((left, right) => right.days - left.days || (left.ref < right.ref ? -1 : 1));
  const step = dunningStep(
    parts.map((part) => ({ key: partKey(part), daysPastDue: part.days })),
    sent.map((letter) => ({ level: letter.level, on: letter.on, keys: letter.refs })),
    asOf,
    dunning.pauseDays,
  );
  if (step === undefined) return [];
  const open = plus(ZERO, ...parts.map((part) => part.open));
  const last = sent.at(-1);
  return [
    {
      ...who,
      parts,
      open,
      lateFee: step.level.withLateFee ? plus(ZERO, ...parts.map((part) => part.lateFee)) : undefined,
      step,
      state: stateOf(step, { open, ...who, settings: context.settings }),
      payBy: addDays(asOf, dunning.payWithinDays),
      ...(last === undefined ? {} : { last }),
    },
  ];
}

function stateOf(
  step: DunningStep,
  {
    open,
    customer,
    currency,
    settings,
  }: {
    readonly open: Minor;
    readonly customer: string;
    readonly currency: Currency;
    readonly settings: ReportContext['settings'];
  },
): DunningCase['state'] {
  const { dunning } = settings.receivables;
  if (dunning.never.includes(customer)) return 'never';
  if (currency === settings.currency && open < dunning.minimum) return 'below-minimum';
  return step.state === 'due' && step.level.level === DUNNING_LEVELS.at(-1)?.level ? 'review' : step.state;
}

function dunnedPart(one: ReceivableCase, part: DebtPart, context: ReportContext): DunnedPart {
  return {
    ref: one.ref,
    dueOn: part.dueOn,
    days: daysBetween(part.dueOn, context.asOf),
    original: part.amount,
    open: minus(part.open, part.promised ?? ZERO),
    lateFee: lateFeeOfPart(one, part, context) ?? ZERO,
    ...(one.promise === undefined || part.promised === undefined
      ? {}
      : { promised: { amount: part.promised, by: one.promise.by } }),
    ...(part.no === undefined ? {} : { part: part.no }),
  };
}
