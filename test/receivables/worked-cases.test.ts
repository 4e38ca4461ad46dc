import { existsSync, readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { calendarFrom } from '../../src/model/calendar.ts';
import { CNY } from '../../src/model/currency.ts';
import { daysBetween, type Day } from '../../src/model/day.ts';
import { Decimal, formatAmount, parseAmount, plus, type Minor } from '../../src/model/money.ts';
import type { CycleRoll, PaymentTerms } from '../../src/model/settings.ts';
import {
  age,
  ageOfIssue,
  dueOn,
  lateFee,
  standing,
  type Bucket,
  type Receivable,
} from '../../src/receivables/index.ts';

const RULES = new URL('../../../shared/corpus/rules/', import.meta.url);
const absent = !existsSync(RULES);

interface Case<Input, Expected> {
  readonly name: string;
  readonly input: Input;
  readonly expected: Expected;
}
function cases<Input, Expected>(file: string): readonly Case<Input, Expected>[] {
  const text = readFileSync(new URL(file, RULES), 'utf8');
  return (JSON.parse(text) as { cases: readonly Case<Input, Expected>[] }).cases;
}
function fen(text: string): Minor {
  const reading = parseAmount(text, CNY);
  if (!reading.ok) throw new Error(`no amount: ${text}`);
  return reading.minor;
}
const yuan = (amount: Minor): string => formatAmount(amount, CNY);

interface TermsInput {
  readonly type: string;
  readonly days?: number;
  readonly months?: number;
  readonly day?: number;
  readonly cutoff?: number;
  readonly roll?: CycleRoll;
}

function termsOf({ type, days = 0, months = 0, roll = 'none', ...given }: TermsInput): PaymentTerms {
  if (type === 'net') return { type, days, roll };
  if (type === 'months') return { type, months, roll };
  return months > 0 ? { type: 'monthly', months, roll, ...given } : { type: 'end-of-month', days, roll, ...given };
}

interface AgeingInput {
  readonly as_of: Day;
  readonly invoices: readonly {
    readonly id: string;
    readonly invoice_date: Day;
    readonly due: Day;
    readonly amount: string;
    readonly extensions?: readonly { readonly granted: Day; readonly new_due: Day }[];
  }[];
  readonly payments: readonly { readonly invoice: string; readonly date: Day; readonly amount: string }[];
  readonly unapplied_credits: readonly { readonly date: Day; readonly amount: string }[];
}
interface AgeingExpected {
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  readonly by_due: Readonly<Record<string, string>>;
  readonly total_receivable: string;
  readonly unapplied_credit: string;
}

const PRINTED: Readonly<Record<Bucket | 'd0_30', string>> = {
  not_due: 'not_due',
  d0_30: '0-30',
  d1_30: '1-30',
  d31_60: '31-60',
  d61_90: '61-90',
  d91_180: '91-180',
  d180_plus: '180+',
};

function receivablesOf({ invoices, payments }: AgeingInput): readonly Receivable[] {
  return invoices.map((invoice) => ({
    ref: invoice.id,
    customer: 'C',
    currency: CNY,
    openedOn: invoice.invoice_date,
    dueOn: invoice.due,
    amount: fen(invoice.amount),
    payments: payments
      .filter((payment) => payment.invoice === invoice.id)
      .map((payment) => ({ on: payment.date, amount: fen(payment.amount) })),
    extensions: (invoice.extensions ?? []).map(({ granted, new_due: due }) => ({ grantedOn: granted, dueOn: due })),
  }));
}

function ageingRow(receivable: Receivable, asOf: Day): readonly unknown[] {
  const stands = standing(receivable, asOf);
  if (stands === undefined) return [];
  return [
    {
      id: receivable.ref,
      outstanding: yuan(stands.open),
      due_in_force: stands.dueOn,
      days_past_due: stands.daysPastDue,
      bucket_by_due: PRINTED[stands.bucket],
      days_since_invoice: daysBetween(receivable.openedOn, asOf),
      bucket_by_invoice: PRINTED[ageOfIssue(receivable.openedOn, asOf)],
    },
  ];
}

interface LateInput {
  readonly due: Day;
  readonly as_of: Day;
  readonly principal: string;
  readonly payments: readonly { readonly date: Day; readonly amount: string }[];
  readonly rate_per_day?: string;
}

describe('worked cases that an independent program computed (skipped where the shared data is not there)', () => {
  it.skipIf(absent)('credit terms', () => {
    for (const { name, input, expected } of cases<{ invoice_date: Day; terms: TermsInput }, unknown>('DU-D1.json')) {
      const due = dueOn(termsOf(input.terms), input.invoice_date, calendarFrom());
      expect([name, { due }]).toEqual([name, expected]);
    }
  });

  it.skipIf(absent)('ageing', () => {
    for (const { name, input, expected } of cases<AgeingInput, AgeingExpected>('AG-D1.json')) {
      const receivables = receivablesOf(input);
      const rows = receivables.flatMap((receivable) => ageingRow(receivable, input.as_of));
      expect([name, rows]).toEqual([name, expected.rows]);
      const credits = input.unapplied_credits.map(({ date, amount }) => ({
        customer: 'C',
        currency: CNY,
        on: date,
        amount: fen(amount),
      }));
      const [total] = age(receivables, credits, input.as_of);
      const buckets = Object.entries(total?.buckets ?? {}).map(([key, sum]) => [PRINTED[key as Bucket], yuan(sum)]);
      expect([name, Object.fromEntries(buckets)]).toEqual([name, expected.by_due]);
      expect([name, total && yuan(total.open)]).toEqual([name, expected.total_receivable]);
      expect([name, total && yuan(plus(total.unapplied))]).toEqual([name, expected.unapplied_credit.replace('-', '')]);
    }
  });

  it.skipIf(absent)('late fees without special agreements', () => {
    const known = new Set(['due', 'as_of', 'principal', 'payments', 'rate_per_day']);
    const plain = cases<LateInput, unknown>('LF-D1.json').filter(({ input }) =>
      Object.keys(input).every((key) => known.has(key)),
    );
    expect(plain.length).toBeGreaterThan(5);
    for (const { name, input, expected } of plain) {
      const { fee, outstanding, chargeableDays, segments } = lateFee({
        dueOn: input.due,
        asOf: input.as_of,
        principal: fen(input.principal),
        payments: input.payments.map(({ date, amount }) => ({ on: date, amount: fen(amount) })),
        ratePerDay: new Decimal(input.rate_per_day ?? '0.0005'),
      });
      const answer = {
        late_fee: yuan(fee),
        outstanding_principal: yuan(outstanding),
        chargeable_days: chargeableDays,
        segments: segments.map((one) => ({ ...one, principal: yuan(one.principal) })),
      };
      expect([name, answer]).toEqual([name, expected]);
    }
  });
});
