import type { Currency } from '../../model/currency.ts';
import { absolute, Decimal, formatAmount, minus, ZERO, type Minor } from '../../model/money.ts';
import { ACCOUNTING_STANDARDS, allowance } from '../../receivables/index.ts';
import type { Area, Json, Outcome } from '../area.ts';
import type { Fields } from '../fields.ts';

const badDebt: Area = {
  name: 'bad-debt',
  work(input) {
    const currency = input.currency();
    const standard = input.choiceIf('standard', ACCOUNTING_STANDARDS) ?? 'enterprise';
    return standard === 'enterprise' ? byAges(input, currency) : directly(input, currency);
  },
};
export default badDebt;

/** Where a case names no rate of its own (DOMAIN.md 3.8). */
const USUAL_RATES: Readonly<Record<string, string>> = {
  not_due: '0',
  '1-30': '0.01',
  '31-60': '0.03',
  '61-90': '0.05',
  '91-180': '0.20',
  '180+': '0.50',
};

/** 企业会计准则: 6702 信用减值损失 against 1231 坏账准备. */
function byAges(input: Fields, currency: Currency): Outcome {
  const answer = allowance({
    buckets: bucketsOf(input, currency),
    opening: input.amount('opening_allowance', currency),
    writtenOff: input.positiveIf('written_off', currency) ?? ZERO,
    recovered: input.positiveIf('recovered', currency) ?? ZERO,
  });
  const money = (amount: Minor): string => formatAmount(amount, currency);
  return {
    result: {
      required_by_bucket: Object.fromEntries(answer.required.map(({ name, amount }) => [name, money(amount)])),
      required: money(answer.total),
      allowance_before: money(answer.before),
      adjustment: money(answer.adjustment),
      entry: entryOf(answer.adjustment, money),
    },
    working: {
      en: `${money(answer.total)} needed, ${money(answer.before)} there: ${money(answer.adjustment)} to book`,
      zh: `应计提 ${money(answer.total)}，已有 ${money(answer.before)}，调整 ${money(answer.adjustment)}`,
    },
  };
}

function bucketsOf(
  input: Fields,
  currency: Currency,
): readonly { readonly name: string; readonly open: Minor; readonly rate: Decimal }[] {
  const buckets = input.inner('buckets');
  const rates = input.innerIf('rates');
  return buckets.keys().map((name) => {
    const usual = USUAL_RATES[name];
    const own = rates?.rateIf(name);
    const rate = own ?? (usual === undefined ? (rates ?? input.inner('rates')).rate(name) : new Decimal(usual));
    return { name, open: buckets.amount(name, currency), rate };
  });
}

function entryOf(adjustment: Minor, money: (amount: Minor) => string): Json {
  if (adjustment === 0) return null;
  const accounts = adjustment > 0 ? { debit: '6702', credit: '1231' } : { debit: '1231', credit: '6702' };
  return { ...accounts, amount: money(absolute(adjustment)) };
}

/** 小企业会计准则: no allowance; what is given up and didn't come in after all goes from 1122 to 5711 营业外支出. */
function directly(input: Fields, currency: Currency): Outcome {
  const givenUp = input.positiveIf('written_off', currency) ?? ZERO;
  const recovered = input.positiveIf('recovered', currency) ?? ZERO;
  const money = (amount: Minor): string => formatAmount(amount, currency);
  if (recovered > givenUp) input.refuse('recovered', 'not-above', { most: money(givenUp) });
  const lost = minus(givenUp, recovered);
  const buckets = bucketsOf(input, currency);
  input.raw('opening_allowance');
  return {
    result: {
      required_by_bucket: Object.fromEntries(buckets.map(({ name }) => [name, money(ZERO)])),
      required: money(ZERO),
      allowance_before: money(ZERO),
      adjustment: money(ZERO),
      entry: lost === 0 ? null : { debit: '5711', credit: '1122', amount: money(lost) },
    },
    working: {
      en: `small businesses keep no allowance: of ${money(givenUp)} given up ${money(recovered)} came in, ${money(lost)} is written off directly`,
      zh: `小企业会计准则不计提坏账准备：核销 ${money(givenUp)}，其中收回 ${money(recovered)}，直接计入损失 ${money(lost)}`,
    },
  };
}
