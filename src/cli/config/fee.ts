import type { Currency } from '../../model/currency.ts';
import { Decimal, ZERO, type Rounding } from '../../model/money.ts';
import type { FeeSchedule, FeeTier, TiersBy } from '../../model/settings.ts';
import { fieldsOf, isList, membersOf, refuse, type Fields, type Spot } from './nodes.ts';
import { amountOf, choiceOf, dayOf, flagOf, rateOf } from './values.ts';

const FEE_KEYS = ['from', 'to', 'rate', 'tiers', 'tiers_by', 'flat', 'min', 'max', 'rounding', 'returned_on_refund'];
const ROUNDINGS: readonly Rounding[] = ['half-up', 'half-even', 'up', 'down'];
const WAYS: readonly TiersBy[] = ['whole', 'slices'];

/** `fee: { rate: 0.6%, … }`, or a list of such with the days each holds; no day may have two. */
export function readFees(spot: Spot, currency: Currency): readonly FeeSchedule[] {
  const spots = isList(spot) ? membersOf(spot) : [spot];
  if (spots.length === 0) refuse(spot, 'list');
  const read = spots.map((one) => ({ spot: one, fee: readFee(one, currency) }));
  const inTime = [...read].sort((left, right) => ((left.fee.from ?? '') < (right.fee.from ?? '') ? -1 : 1));
  inTime.forEach(({ spot: at, fee }, index) => {
    const before = inTime[index - 1]?.fee;
    if (before && (before.to === undefined || fee.from === undefined || fee.from <= before.to)) refuse(at, 'fee-days');
  });
  return inTime.map(({ fee }) => fee);
}

function readFee(spot: Spot, currency: Currency): FeeSchedule {
  const fields = fieldsOf(spot, FEE_KEYS);
  const flat = fields.get('flat');
  const rounding = fields.get('rounding');
  const returned = fields.get('returned_on_refund');
  return {
    ...daysOf(fields),
    ...ratesOf(fields, currency),
    flat: flat === undefined ? ZERO : amountOf(flat, currency),
    ...limitsOf(fields, currency),
    rounding: rounding === undefined ? 'half-up' : choiceOf(rounding, ROUNDINGS),
    returnedOnRefund: returned === undefined ? false : flagOf(returned),
  };
}

function daysOf(fields: Fields): Pick<FeeSchedule, 'from' | 'to'> {
  const [fromSpot, toSpot] = [fields.get('from'), fields.get('to')];
  const from = fromSpot && dayOf(fromSpot);
  const to = toSpot && dayOf(toSpot);
  if (toSpot && from !== undefined && to !== undefined && from > to) refuse(toSpot, 'from-to');
  return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
}

/** One rate, or steps whose last has no `up_to`: its rate is that of everything beyond. */
function ratesOf(fields: Fields, currency: Currency): Pick<FeeSchedule, 'rate' | 'tiers'> {
  const tiers = fields.get('tiers');
  const way = fields.get('tiers_by');
  if (tiers === undefined) {
    if (way) refuse(way, 'tiers');
    const rate = fields.get('flat') === undefined ? fields.need('rate') : fields.get('rate');
    return { rate: rate === undefined ? new Decimal(0) : rateOf(rate) };
  }
  const single = fields.get('rate');
  if (single) refuse(single, 'tiers');
  const spots = membersOf(tiers).map((member) => fieldsOf(member, ['up_to', 'rate']));
  const [last] = spots.slice(-1);
  if (last === undefined || spots.length < 2 || last.get('up_to')) return refuse(tiers, 'tiers');
  return {
    rate: rateOf(last.need('rate')),
    tiers: { by: way === undefined ? 'whole' : choiceOf(way, WAYS), steps: stepsOf(spots.slice(0, -1), currency) },
  };
}

function stepsOf(spots: readonly Fields[], currency: Currency): readonly FeeTier[] {
  const steps = spots.map((fields) => ({
    upTo: amountOf(fields.need('up_to'), currency),
    rate: rateOf(fields.need('rate')),
  }));
  steps.forEach(({ upTo }, index) => {
    const at = spots[index];
    if (at && upTo <= (steps[index - 1]?.upTo ?? 0)) refuse(at.need('up_to'), 'tiers');
  });
  return steps;
}

function limitsOf(fields: Fields, currency: Currency): Pick<FeeSchedule, 'min' | 'max'> {
  const least = fields.get('min');
  const most = fields.get('max');
  const min = least && amountOf(least, currency);
  const max = most && amountOf(most, currency);
  if (least && min !== undefined && max !== undefined && min > max) refuse(least, 'min-max');
  return { ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) };
}
