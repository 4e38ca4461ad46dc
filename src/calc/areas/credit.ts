import type { Currency } from '../../model/currency.ts';
import { Decimal, formatAmount, ZERO, type Minor } from '../../model/money.ts';
import {
  collectionEffectiveness,
  countBackDso,
  creditScore,
  creditStanding,
  daysSalesOutstanding,
  weightedDaysLate,
} from '../../receivables/index.ts';
import type { Area, Outcome } from '../area.ts';
import type { Fields } from '../fields.ts';

const credit: Area = {
  name: 'credit',
  work(input) {
    const currency = input.currency();
    if (input.has('limit')) return limit(input, currency);
    if (input.has('items')) return daysLate(input, currency);
    if (input.has('days_late') || input.has('returned_cheques')) return score(input, currency);
    if (input.has('closing_not_due')) return effectiveness(input, currency);
    return input.has('months_newest_first') ? countBack(input, currency) : simple(input, currency);
  },
};
export default credit;

/** One decimal, half-up; null where there is nothing to divide by. */
function tenth(value: Decimal | undefined): string | null {
  return value === undefined ? null : rounded(value);
}

function rounded(value: Decimal): string {
  return value.toDecimalPlaces(1, Decimal.ROUND_HALF_UP).toFixed(1);
}

function simple(input: Fields, currency: Currency): Outcome {
  const closing = input.amount('closing_receivables', currency);
  const sales = input.amount('credit_sales', currency);
  const days = input.count('period_days');
  input.choiceIf('method', ['simple']);
  const dso = tenth(daysSalesOutstanding(closing, sales, days));
  const formula = `${formatAmount(closing, currency)} ÷ ${formatAmount(sales, currency)} × ${days}`;
  return {
    result: { dso },
    working:
      dso === null
        ? { en: 'no sales on account: no DSO', zh: '无赊销收入：不计算周转天数' }
        : { en: `${formula} = ${dso} days`, zh: `${formula} = ${dso} 天` },
  };
}

function countBack(input: Fields, currency: Currency): Outcome {
  input.choiceIf('method', ['count-back']);
  const months = input
    .list('months_newest_first')
    .map((month) => ({ sales: month.amount('sales', currency), days: month.count('days', 0, 366) }));
  const { days, unexplained } = countBackDso(input.amount('closing_receivables', currency), months);
  const dso = rounded(days);
  const left = formatAmount(unexplained, currency);
  return {
    result: { dso, unexplained: left },
    working: {
      en: `counting back over ${months.length} months: ${dso} days, ${left} not explained by their sales`,
      zh: `自最近月份倒推 ${months.length} 个月：${dso} 天，销售额未能解释 ${left}`,
    },
  };
}

function daysLate(input: Fields, currency: Currency): Outcome {
  const items = input.list('items').map((one) => {
    const paidOn = one.dayIf('paid');
    return {
      amount: one.amount('amount', currency),
      dueOn: one.day('due'),
      ...(paidOn === undefined ? {} : { paidOn }),
    };
  });
  const average = tenth(weightedDaysLate(items, input.day('as_of')));
  return {
    result: { weighted_average_days_late: average },
    working:
      average === null
        ? { en: 'nothing paid and nothing past due', zh: '无已付款项，亦无逾期款项' }
        : { en: `${average} days late on average, weighted by amount`, zh: `按金额加权平均逾期 ${average} 天` },
  };
}

function limit(input: Fields, currency: Currency): Outcome {
  const facts = {
    limit: input.positive('limit', currency),
    open: input.amount('open_receivables', currency),
    unbilled: input.amountIf('unbilled_orders', currency) ?? ZERO,
    advance: input.amountIf('advance', currency) ?? ZERO,
  };
  const { exposure, available, isOver } = creditStanding(facts);
  const money = (amount: Minor): string => formatAmount(amount, currency);
  const formula = `${money(facts.open)} + ${money(facts.unbilled)} − ${money(facts.advance)} = ${money(exposure)}`;
  return {
    result: { exposure: money(exposure), available: money(available), over_limit: isOver },
    working: {
      en: `${formula} of ${money(facts.limit)}: ${isOver ? 'over the limit' : 'within the limit'}`,
      zh: `${formula}，额度 ${money(facts.limit)}：${isOver ? '超额度' : '额度内'}`,
    },
  };
}

/** The score of DOMAIN.md 3.9, with what each reason takes off. */
function score(input: Fields, currency: Currency): Outcome {
  const scored = creditScore({
    daysLate: input.rateIf('days_late'),
    overdue: input.positiveIf('overdue', currency) ?? ZERO,
    open: input.positiveIf('open', currency) ?? ZERO,
    returnedCheques: input.countIf('returned_cheques') ?? 0,
    brokenPromises: input.countIf('broken_promises') ?? 0,
  });
  if (scored === undefined) {
    return {
      result: { score: null, grade: null },
      working: { en: 'nothing paid yet: a first order has no score', zh: '尚无已付款项：首单不评分' },
    };
  }
  const total = rounded(scored.score);
  const taken = [scored.lateness, scored.overdue, scored.cheques, scored.promises].map(rounded);
  return {
    result: { score: total, grade: scored.grade },
    working: {
      en: `100 − ${taken.join(' − ')} (days late, share overdue, returned cheques, broken promises) = ${total}, ${scored.grade}`,
      zh: `100 − ${taken.join(' − ')}（逾期天数、逾期占比、退票、失约）= ${total}，${scored.grade}`,
    },
  };
}

function effectiveness(input: Fields, currency: Currency): Outcome {
  const ratio = collectionEffectiveness({
    opening: input.amount('opening_receivables', currency),
    sales: input.amount('credit_sales', currency),
    closing: input.amount('closing_receivables', currency),
    closingNotDue: input.amount('closing_not_due', currency),
  });
  const percent = tenth(ratio?.times(100));
  return {
    result: { collection_effectiveness: percent },
    working:
      percent === null
        ? { en: 'nothing was to be collected', zh: '无应收可收' }
        : { en: `${percent} % of what could be collected was`, zh: `可收款项的回收率 ${percent} %` },
  };
}
