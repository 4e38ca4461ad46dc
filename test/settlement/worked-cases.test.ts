import { existsSync, readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { calendarFrom } from '../../src/model/calendar.ts';
import { CNY } from '../../src/model/currency.ts';
import type { Day, Moment } from '../../src/model/day.ts';
import {
  Decimal,
  formatAmount,
  minor,
  parseAmount,
  plus,
  ZERO,
  type Minor,
  type Rounding,
} from '../../src/model/money.ts';
import type { CycleRoll, CycleRule, CycleStep } from '../../src/model/settings.ts';
import { dueDay, expectedFeeReturn, feesOf, payoutStatus } from '../../src/settlement/index.ts';

const RULES = new URL('../../../shared/corpus/rules/', import.meta.url);
const absent = !existsSync(RULES);

interface Case<Input> {
  readonly name: string;
  readonly input: Input;
  readonly expected: unknown;
}
function cases<Input>(file: string): readonly Case<Input>[] {
  const text = readFileSync(new URL(file, RULES), 'utf8');
  return (JSON.parse(text) as { cases: readonly Case<Input>[] }).cases;
}
function fen(text: string): Minor {
  const reading = parseAmount(text, CNY);
  if (!reading.ok) throw new Error(`no amount: ${text}`);
  return reading.minor;
}
const yuan = (amount: Minor): string => formatAmount(amount, CNY);

interface CycleInput {
  readonly base: string;
  readonly as_of?: string;
  readonly actual?: string;
  readonly grace_days?: number;
  readonly rule: {
    readonly type: string;
    readonly n?: number;
    readonly roll?: CycleRoll;
    readonly roll_trade_date?: boolean;
    readonly cutoff_time?: string;
    readonly pay_weekday?: number;
    readonly week_start?: number;
    readonly pay_day?: number;
    readonly first_pay_day?: number;
    readonly second_pay_day?: number;
  };
}

function stepOf(rule: CycleInput['rule']): CycleStep {
  if (rule.type === 'weekly')
    return { type: 'weekly', weekday: rule.pay_weekday ?? 0, weekStart: rule.week_start ?? 1 };
  if (rule.type === 'monthly') return { type: 'monthly', day: rule.pay_day ?? 0, months: 1 };
  if (rule.type === 'half-month') {
    return { type: 'half-month', first: rule.first_pay_day ?? 0, second: rule.second_pay_day ?? 0 };
  }
  return { type: rule.type === 'T' ? 'T' : 'D', days: rule.n ?? 0 };
}

function ruleOf({ rule, grace_days: graceDays = 0 }: CycleInput): CycleRule {
  const { roll = 'none', roll_trade_date: rollTradeDate = false, cutoff_time: cutoffTime } = rule;
  const whole: CycleRule = {
    base: 'paid',
    step: stepOf(rule),
    text: rule.type,
    roll,
    rollTradeDate,
    holdDays: 0,
    graceDays,
  };
  return cutoffTime === undefined ? whole : { ...whole, cutoffTime };
}

describe('worked cases that an independent program computed (skipped where the shared data is not there)', () => {
  it.skipIf(absent)('settlement cycles', () => {
    for (const { name, input, expected } of cases<CycleInput>('SC-D1.json')) {
      const expectedOn = dueDay(ruleOf(input), input.base as Moment, calendarFrom());
      const actual = input.actual === undefined ? {} : { actual: input.actual as Day };
      const facts = { expected: expectedOn, graceDays: input.grace_days ?? 0, asOf: input.as_of as Day, ...actual };
      const { status, lateDays } = payoutStatus(facts);
      const answer = input.as_of === undefined ? {} : { status, late_days: lateDays };
      expect([name, { expected_payout: expectedOn, ...answer }]).toEqual([name, expected]);
    }
  });

  interface FeeInput {
    readonly amounts?: readonly string[];
    readonly rate?: string;
    readonly rounding?: Rounding;
    readonly settled?: string;
    readonly fee_charged?: string;
    readonly refunds?: readonly string[];
  }

  function answerFees({ amounts = [], rate = '0', rounding = 'half-up' }: FeeInput): unknown {
    const schedule = { rate: new Decimal(rate), flat: ZERO, rounding, returnedOnRefund: false };
    const fees = feesOf(schedule, amounts.map(fen));
    return {
      per_line: fees.perLine.map(yuan),
      sum_per_line: yuan(fees.sum),
      on_batch_total: yuan(fees.onBatchTotal),
      difference: yuan(fees.difference),
      net: yuan(fees.net),
    };
  }

  function answerReturns({ settled = '', fee_charged: charged = '', refunds = [] }: FeeInput): unknown {
    const back: Minor[] = [];
    let refundedBefore = ZERO;
    for (const refund of refunds.map(fen)) {
      const feeReturnedBefore = plus(...back);
      back.push(
        expectedFeeReturn({ settled: fen(settled), fee: fen(charged), refundedBefore, feeReturnedBefore, refund }),
      );
      refundedBefore = plus(refundedBefore, refund);
    }
    return {
      fee_returned: back.map(yuan),
      sum: yuan(plus(...back)),
      merchant_pays_per_refund: refunds.map((refund, index) => yuan(minor(fen(refund) - (back[index] ?? 0)))),
    };
  }

  it.skipIf(absent)('fees', () => {
    for (const { name, input, expected } of cases<FeeInput>('FE-D1.json')) {
      const answer = input.amounts === undefined ? answerReturns(input) : answerFees(input);
      expect([name, answer]).toEqual([name, expected]);
    }
  });
});
