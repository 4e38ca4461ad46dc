import { decimalsOf, type Currency } from '../../model/currency.ts';
import { Decimal, minor, ZERO, type Minor } from '../../model/money.ts';
import { parsePattern } from '../../model/pattern.ts';
import {
  TOLERANT_LEGS,
  type LegTolerance,
  type MatchSettings,
  type ToleranceSettings,
  type TolerantLeg,
  type WriteOffSettings,
} from '../../model/rules.ts';
import type { BankLinePatterns } from '../../model/settings.ts';
import { fieldsOf, isText, refuse, type Fields, type Spot } from './nodes.ts';
import { amountOf, countOf, daysOf, rateOf, textOf } from './values.ts';

/** A payout and a bank credit that differ by more are no pair (FINDINGS.md, payout-mismatch). */
const PAYOUT_SHARE = '0.01';
const PAYOUT_UNITS = 10;

/** What differences are none, by leg, and how far apart a payout and a credit may be to be a pair at all. */
export function readTolerance(spot: Spot | undefined, currency: Currency): ToleranceSettings {
  const fields = spot === undefined ? undefined : fieldsOf(spot, ['amount', 'payout_share', 'payout_amount', 'legs']);
  const amount = (one: Spot): Minor => amountOf(one, currency);
  const plain = optional(fields, 'amount', amount) ?? ZERO;
  const legsSpot = fields?.get('legs');
  const given = legsSpot === undefined ? undefined : fieldsOf(legsSpot, TOLERANT_LEGS);
  const legs = Object.fromEntries(
    TOLERANT_LEGS.map((leg): [TolerantLeg, LegTolerance] => [
      leg,
      optional(given, leg, (one) => legOf(one, currency)) ?? { amount: leg === 'order-settlement' ? plain : ZERO },
    ]),
  ) as Record<TolerantLeg, LegTolerance>;
  return {
    legs,
    payoutShare: optional(fields, 'payout_share', rateOf) ?? new Decimal(PAYOUT_SHARE),
    payoutAmount: optional(fields, 'payout_amount', amount) ?? minor(PAYOUT_UNITS * 10 ** decimalsOf(currency)),
  };
}

/** `payout-bank: 0.05`, or `{ amount: 0.05, share: 0.1%, per_line: 0.01 }`. */
function legOf(spot: Spot, currency: Currency): LegTolerance {
  if (isText(spot)) return { amount: amountOf(spot, currency) };
  const fields = fieldsOf(spot, ['amount', 'share', 'per_line']);
  const share = optional(fields, 'share', rateOf);
  const perLine = optional(fields, 'per_line', (one) => amountOf(one, currency));
  return {
    amount: optional(fields, 'amount', (one) => amountOf(one, currency)) ?? ZERO,
    ...(share === undefined ? {} : { share }),
    ...(perLine === undefined ? {} : { perLine }),
  };
}

/** A person who works through 45 days of lateness has long asked the platform. */
const LATE_DAYS = 45;
const RETURN_DAYS = 30;
/** The National Day week and the days around it. */
const WINDOW_DAYS = 12;
/** MATCHING.md 3 and 5: three moves, 44 lines to look through and 14 to take, one coincidence in a thousand. */
const MOVES = 3;
const SUBSET_LINES = 44;
const AUTO_LINES = 14;
const COINCIDENCES = '0.001';
const AUTO_SCORE = 90;
const SUGGEST_SCORE = 60;
const MARGIN = 20;
const SCORE_MOST = 1_000;
/** A year: longer runs of days that one credit pays have another rule. */
const WINDOW_DAYS_MOST = 366;

const MATCH_KEYS = [
  'late_days',
  'return_days',
  'window_days',
  'moves',
  'subset_lines',
  'auto_lines',
  'coincidences',
  'auto_score',
  'suggest_score',
  'margin',
];

/** How far the passes look, with the defaults where nothing is given. */
export function readMatch(spot: Spot | undefined): MatchSettings {
  const fields = spot === undefined ? undefined : fieldsOf(spot, MATCH_KEYS);
  const count = (key: string, most: number, usual: number): number =>
    optional(fields, key, (one) => countOf(one, most)) ?? usual;
  const settings = {
    lateDays: optional(fields, 'late_days', daysOf) ?? LATE_DAYS,
    returnDays: optional(fields, 'return_days', daysOf) ?? RETURN_DAYS,
    windowDays: count('window_days', WINDOW_DAYS_MOST, WINDOW_DAYS),
    moves: count('moves', MOVES, MOVES),
    subsetLines: count('subset_lines', SUBSET_LINES, SUBSET_LINES),
    autoLines: count('auto_lines', AUTO_LINES, AUTO_LINES),
    coincidences: optional(fields, 'coincidences', rateOf) ?? new Decimal(COINCIDENCES),
    autoScore: count('auto_score', SCORE_MOST, AUTO_SCORE),
    suggestScore: count('suggest_score', SCORE_MOST, SUGGEST_SCORE),
    margin: count('margin', SCORE_MOST, MARGIN),
  };
  const suggest = fields?.get('suggest_score') ?? fields?.get('auto_score');
  if (suggest && settings.suggestScore > settings.autoScore) refuse(suggest, 'score-order');
  return settings;
}

/** `write_off: { amount: 1.00, share: 0.5% }`: without it nothing may be written off. */
export function readWriteOff(spot: Spot | undefined, currency: Currency): WriteOffSettings {
  if (spot === undefined) return { amount: ZERO };
  const fields = fieldsOf(spot, ['amount', 'share']);
  const share = optional(fields, 'share', rateOf);
  return { amount: amountOf(fields.need('amount'), currency), ...(share === undefined ? {} : { share }) };
}

/** `bank_lines: { counterparty: "…", memo: "…" }`: how the bank names this wallet. */
export function readBankLines(spot: Spot): BankLinePatterns {
  const fields = fieldsOf(spot, ['counterparty', 'memo']);
  const pattern = (one: Spot): RegExp => parsePattern(textOf(one)) ?? refuse(one, 'pattern');
  const counterparty = optional(fields, 'counterparty', pattern);
  const memo = optional(fields, 'memo', pattern);
  if (counterparty === undefined && memo === undefined) refuse(spot, 'bank-lines');
  return { ...(counterparty === undefined ? {} : { counterparty }), ...(memo === undefined ? {} : { memo }) };
}

function optional<T>(fields: Fields | undefined, key: string, read: (spot: Spot) => T): T | undefined {
  const spot = fields?.get(key);
  return spot === undefined ? undefined : read(spot);
}
