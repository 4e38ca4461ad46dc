import { decimalsOf, type Currency } from '../../model/currency.ts';
import { LATE_FEE_ROUNDINGS, type LateFeeRounding } from '../../model/late-fee-terms.ts';
import { Decimal, formatAmount, type Minor } from '../../model/money.ts';
import type { Words } from '../../model/words.ts';
import {
  lateFee,
  type LateFee,
  type LateFeeCase,
  type LateFeeExtension,
  type LateFeeSegment,
  type Suspension,
} from '../../receivables/index.ts';
import type { Area, Json } from '../area.ts';
import type { Fields } from '../fields.ts';
import { paymentsOf, ratesOf } from '../late-fee-fields.ts';

const lateFeeArea: Area = {
  name: 'late-fee',
  work(input) {
    const currency = input.currency();
    const asked = caseOf(input, currency);
    const answer = lateFee(asked);
    const shows = asked.rates.length > 1;
    return {
      result: {
        late_fee: formatAmount(answer.fee, currency),
        outstanding_principal: formatAmount(answer.outstanding, currency),
        chargeable_days: answer.chargeableDays,
        segments: answer.segments.map((segment) => segmentJson(segment, currency, shows)),
      },
      working: workingOf(asked, answer, currency),
    };
  },
};
export default lateFeeArea;

function caseOf(input: Fields, currency: Currency): LateFeeCase {
  const { grace, capRatio, minFee } = {
    grace: input.countIf('grace') ?? input.countIf('grace_days'),
    capRatio: input.rateIf('cap_ratio'),
    minFee: input.positiveIf('min_fee', currency),
  };
  const mode = input.choiceIf('grace_mode', ['waive', 'deduct']) ?? 'waive';
  return {
    dueOn: input.day('due'),
    asOf: input.day('as_of'),
    principal: input.positive('principal', currency),
    payments: paymentsOf(input, currency),
    rates: ratesOf(input),
    rounding: input.choiceIf('rounding', LATE_FEE_ROUNDINGS) ?? 'total',
    extensions: extensionsOf(input),
    suspensions: suspensionsOf(input, currency),
    ...(grace === undefined ? {} : { grace: { days: grace, mode } }),
    ...(capRatio === undefined ? {} : { capRatio }),
    ...(minFee === undefined ? {} : { minFee }),
  };
}

const EXTENSION_MODES = ['from_new_due', 'keep_accrued'] as const;

/** One extension beside the due day, or a list of them. Without a day of granting it has always been known. */
function extensionsOf(input: Fields): readonly LateFeeExtension[] {
  const single = input.has('new_due') ? [input] : [];
  for (const key of ['granted', 'ext_mode'])
    if (single.length === 0 && input.has(key)) input.refuse('new_due', 'missing');
  return [...single, ...input.listIf('extensions')].map((one) => {
    const keepAccrued = one.choiceIf('ext_mode', EXTENSION_MODES) === 'keep_accrued';
    const grantedOn = keepAccrued ? one.day('granted') : (one.dayIf('granted') ?? input.day('due'));
    return { dueOn: one.day('new_due'), grantedOn, keepAccrued };
  });
}

/** Pairs of days, or `{from, to, amount}`; without a second day it still goes on. */
function suspensionsOf(input: Fields, currency: Currency): readonly Suspension[] {
  const pairs = input.pairsIf('suspend');
  return pairs.map((pair) => {
    const from = pair.day('from');
    const to = pair.dayIf('to');
    const amount = pair.positiveIf('amount', currency);
    if (to !== undefined && to < from) pair.refuse('to', 'not-before', { from });
    return { from, ...(to === undefined ? {} : { to }), ...(amount === undefined ? {} : { amount }) };
  });
}

function segmentJson(segment: LateFeeSegment, currency: Currency, showsRate: boolean): Json {
  const { from, to, days, principal, ratePerDay } = segment;
  const rate = showsRate ? { rate_per_day: ratePerDay.toFixed() } : {};
  return { from, to, days, principal: formatAmount(principal, currency), ...rate };
}

/** `50000.00×30×0.0005 = 750.000000 → 750.00`, and what the rate comes to in a year. */
function workingOf(asked: LateFeeCase, { segments, exact, fee }: LateFee, currency: Currency): Words {
  const money = (amount: Minor): string => formatAmount(amount, currency);
  if (segments.length === 0) {
    return { en: `no chargeable day → ${money(fee)}`, zh: `没有计费日 → ${money(fee)}` };
  }
  const terms = segments.map((one) => `${money(one.principal)}×${one.days}×${one.ratePerDay.toFixed()}`);
  const places = decimalsOf(currency);
  const sum = exact.dividedBy(new Decimal(10).pow(places)).toFixed(places + 4);
  const formula = `${terms.join(' + ')} = ${sum} → ${money(fee)}`;
  const yearly = [...new Set(segments.map((one) => `${one.ratePerDay.times(36_500).toFixed()} %`))].join(', ');
  const bound = boundOf(asked, { exact, fee });
  return {
    en: `${formula}${bound.en}; a year of it is ${yearly}`,
    zh: `${formula}${bound.zh}；折合年化 ${yearly}`,
  };
}

/** Which of rounding, cap and minimum made the fee another one than the sum. */
function boundOf(asked: LateFeeCase, { exact, fee }: Pick<LateFee, 'exact' | 'fee'>): Words {
  const { capRatio, minFee, principal, rounding = 'total' } = asked;
  if (minFee !== undefined && fee === 0 && exact.greaterThan(0)) {
    return { en: ' (below the minimum fee)', zh: '（低于起收金额）' };
  }
  if (capRatio !== undefined && exact.greaterThan(capRatio.times(principal))) {
    const ratio = capRatio.toFixed();
    return { en: ` (capped at ${ratio} of the principal)`, zh: `（以本金的 ${ratio} 为上限）` };
  }
  return ROUNDING_WORDS[rounding];
}

const ROUNDING_WORDS: Readonly<Record<LateFeeRounding, Words>> = {
  total: { en: '', zh: '' },
  segment: { en: ' (each row of days rounded)', zh: '（分段取整）' },
  daily: { en: ' (each day rounded)', zh: '（逐日取整）' },
};
