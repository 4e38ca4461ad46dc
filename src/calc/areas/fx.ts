import { parseCurrency, CNY, type Currency } from '../../model/currency.ts';
import { formatAmount, inHomeMoney, parseAmount, type Decimal, type Minor, type Money } from '../../model/money.ts';
import { realisedFx, revalue } from '../../close/index.ts';
import type { Area, Outcome } from '../area.ts';
import type { Fields } from '../fields.ts';

const fx: Area = {
  name: 'fx',
  work(input) {
    const currency = input.currency();
    if (input.has('open_amount')) return revaluation(input, currency);
    const asksForDifference = ['booked_rate', 'settled_rate', 'received'].some((key) => input.has(key));
    return asksForDifference ? difference(input, currency) : minorUnits(input, currency);
  },
};
export default fx;

/** Money booked at one rate and settled at another, or for the home money that came in. */
function difference(input: Fields, currency: Currency): Outcome {
  const home = homeOf(input);
  const amount: Money = { minor: input.amount('amount', currency), currency };
  const bookedRate = input.rate('booked_rate');
  const received = input.amountIf('received', home);
  const settledRate = received === undefined ? input.rate('settled_rate') : input.rateIf('settled_rate');
  const booked = inHomeMoney(amount, bookedRate, home);
  const settled = received ?? inHomeMoney(amount, settledRate ?? bookedRate, home);
  const { difference: off, word } = realisedFx(booked, settled);
  const money = (value: Minor): string => formatAmount(value, home);
  const at = (rate: Decimal): string => `${formatAmount(amount.minor, currency)}×${rate.toFixed()}`;
  const came =
    received === undefined && settledRate !== undefined ? `${at(settledRate)} → ${money(settled)}` : money(settled);
  return {
    result: { booked: money(booked), settled: money(settled), fx_difference: money(off), gain_or_loss: word },
    working: {
      en: `booked ${at(bookedRate)} → ${money(booked)}; settled ${came}; difference ${money(off)} ${home}`,
      zh: `入账 ${at(bookedRate)} → ${money(booked)}；结算 ${came}；汇兑差额 ${money(off)} ${home}`,
    },
  };
}

/** An open foreign amount at the rate of the month's end. */
function revaluation(input: Fields, currency: Currency): Outcome {
  const home = homeOf(input);
  const open: Money = { minor: input.amount('open_amount', currency), currency };
  const carrying = input.amount('carrying', home);
  const rate = input.rate('month_end_rate');
  const { revalued, unrealised } = revalue(open, carrying, rate, home);
  const money = (value: Minor): string => formatAmount(value, home);
  const formula = `${formatAmount(open.minor, currency)}×${rate.toFixed()} → ${money(revalued)}`;
  return {
    result: { revalued: money(revalued), unrealised: money(unrealised) },
    working: {
      en: `${formula}; the books carry ${money(carrying)}: unrealised ${money(unrealised)}`,
      zh: `${formula}；账面 ${money(carrying)}：未实现汇兑差额 ${money(unrealised)}`,
    },
  };
}

/** Is the amount one of the currency's, and how many minor units is it? */
function minorUnits(input: Fields, currency: Currency): Outcome {
  const text = input.text('amount');
  const reading = parseAmount(text, currency);
  return reading.ok
    ? {
        result: { valid: true, minor_units: String(reading.minor) },
        working: {
          en: `${text} ${currency} is ${reading.minor} minor units`,
          zh: `${text} ${currency} 合 ${reading.minor} 个最小单位`,
        },
      }
    : {
        result: { valid: false, minor_units: null },
        working: { en: FAULTS[reading.fault].en(text, currency), zh: FAULTS[reading.fault].zh(text, currency) },
      };
}

type Say = (text: string, currency: Currency) => string;
const NO_AMOUNT = {
  en: (text: string) => `"${text}" is no amount`,
  zh: (text: string) => `“${text}”不是金额`,
} as const;
const FAULTS: Readonly<
  Record<'empty' | 'unreadable' | 'too-fine' | 'too-large', { readonly en: Say; readonly zh: Say }>
> = {
  empty: NO_AMOUNT,
  unreadable: NO_AMOUNT,
  'too-large': { en: (text) => `${text} is more than is counted here`, zh: (text) => `${text} 超出可计量范围` },
  'too-fine': {
    en: (text, currency) => `${text} has more decimals than ${currency}`,
    zh: (text, currency) => `${text} 的小数位多于 ${currency} 的最小单位`,
  },
};

function homeOf(input: Fields): Currency {
  const text = input.textIf('home');
  return text === undefined ? CNY : (parseCurrency(text) ?? input.refuse('home', 'currency'));
}
