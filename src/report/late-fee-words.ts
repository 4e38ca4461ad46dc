import type { Currency } from '../model/currency.ts';
import { LATE_FEE_ROUNDINGS, type LateFeeRate, type LateFeeTerms } from '../model/late-fee-terms.ts';
import { formatGrouped } from '../model/money.ts';
import type { Words } from '../model/words.ts';

const YEAR_DAYS = 365;

/**
 * What a contract says about paying late, for letters and notes: `0.05% a day, 18.25% a year; the first 3 days free;
 * at most 20% of the amount`. The rate a year is told, it bounds nothing (DOMAIN.md 3.4).
 */
export function lateFeeClause(terms: LateFeeTerms, currency: Currency): Words {
  const { rates, grace, capRatio, minFee, rounding } = terms;
  const clauses: readonly Words[] = [
    ...rates.map(rateWords),
    ...(grace === undefined || grace.days === 0 ? [] : [GRACE[grace.mode](grace.days)]),
    ...(capRatio === undefined
      ? []
      : [{ en: `at most ${percent(capRatio)} of the amount`, zh: `不超过原金额的${percent(capRatio)}` }]),
    ...(minFee === undefined || minFee === 0
      ? []
      : [
          {
            en: `none below ${formatGrouped(minFee, currency)} ${currency}`,
            zh: `不足 ${formatGrouped(minFee, currency)} ${currency} 不收`,
          },
        ]),
    ...(rounding === LATE_FEE_ROUNDINGS[0] ? [] : [ROUNDINGS[rounding]]),
  ];
  return { en: clauses.map((one) => one.en).join('; '), zh: clauses.map((one) => one.zh).join('；') };
}

const GRACE = {
  waive: (days: number): Words => ({ en: `none when paid within ${days} days of it`, zh: `逾期${days}日内付清不计` }),
  deduct: (days: number): Words => ({ en: `the first ${days} days free`, zh: `前${days}日免计` }),
} as const;

const ROUNDINGS = {
  segment: { en: 'each run of days rounded', zh: '分段取整' },
  daily: { en: 'each day rounded', zh: '逐日取整' },
} as const;

function rateWords({ perDay, yearly, from, to }: LateFeeRate): Words {
  const rate =
    yearly === undefined
      ? {
          en: `${percent(perDay)} a day, ${percent(perDay.times(YEAR_DAYS))} a year`,
          zh: `每日${percent(perDay)}，折合年${percent(perDay.times(YEAR_DAYS))}`,
        }
      : {
          en: `${percent(yearly.rate)} a year of ${yearly.days} days`,
          zh: `年${percent(yearly.rate)}（一年按${yearly.days}日）`,
        };
  const since = from === undefined ? { en: '', zh: '' } : { en: `from ${from} `, zh: `自 ${from} ` };
  const until = to === undefined ? { en: '', zh: '' } : { en: `to ${to} `, zh: `至 ${to} ` };
  return { en: `${since.en}${until.en}${rate.en}`, zh: `${since.zh}${until.zh}${rate.zh}` };
}

/** `0.05%`, `18.25%`: all places, no zeros behind them. */
function percent(rate: LateFeeRate['perDay']): string {
  return `${rate.times(100).toFixed()}%`;
}
