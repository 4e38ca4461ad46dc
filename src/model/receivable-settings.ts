import type { Day } from './day.ts';
import { Decimal, minor, type Minor } from './money.ts';
import type { AllocationPolicy } from './receivable.ts';

/** Buckets of an allowance, as `report ageing` names them. */
export const ALLOWANCE_BUCKETS = ['not_due', 'd1_30', 'd31_60', 'd61_90', 'd91_180', 'd180_plus'] as const;
export type AllowanceRates = Readonly<Record<(typeof ALLOWANCE_BUCKETS)[number], Decimal>>;

/** How letters ask (DOMAIN.md 3.11). */
export interface DunningSettings {
  /** A customer that owes less is asked for nothing. */
  readonly minimum: Minor;
  /** Days between two letters to one customer. */
  readonly pauseDays: number;
  /** Customers that are never asked (不催). */
  readonly never: readonly string[];
  /** Days a letter gives to pay. */
  readonly payWithinDays: number;
  /** The account to pay into, and who answers questions, as letters print them. */
  readonly payTo?: string;
  readonly contact?: string;
}

/** Money that will go out, for the cash forecast. */
export interface PlannedPayment {
  readonly on: Day;
  readonly amount: Minor;
  readonly what?: string;
}

export interface ForecastSettings {
  readonly weeks: number;
  /** 资金储备: the forecast marks weeks that end below it. */
  readonly reserve?: Minor;
  readonly payments: readonly PlannedPayment[];
}

/** `receivables:` of settle.yaml. */
export interface ReceivablesSettings {
  readonly allocation: AllocationPolicy;
  /** Money that names nothing is spread by the policy without asking. */
  readonly autoApply: boolean;
  /** Days after a promised day before the promise is broken. */
  readonly promiseGraceDays: number;
  /** A customer with anything overdue by more is held (DOMAIN.md 3.9). */
  readonly holdDays: number;
  readonly allowance: AllowanceRates;
  readonly dunning: DunningSettings;
  readonly forecast: ForecastSettings;
}

const HOLD_DAYS = 30;
const PAUSE_DAYS = 7;
const PAY_WITHIN_DAYS = 7;
const FORECAST_WEEKS = 8;

/** DOMAIN.md 3.8: 0/1/3/5/20/50 %. */
const RATES: AllowanceRates = {
  not_due: new Decimal(0),
  d1_30: new Decimal('0.01'),
  d31_60: new Decimal('0.03'),
  d61_90: new Decimal('0.05'),
  d91_180: new Decimal('0.2'),
  d180_plus: new Decimal('0.5'),
};

/** What holds where settle.yaml says nothing. */
export const RECEIVABLES_DEFAULT: ReceivablesSettings = {
  allocation: 'fifo',
  autoApply: false,
  promiseGraceDays: 0,
  holdDays: HOLD_DAYS,
  allowance: RATES,
  dunning: { minimum: minor(1), pauseDays: PAUSE_DAYS, never: [], payWithinDays: PAY_WITHIN_DAYS },
  forecast: { weeks: FORECAST_WEEKS, payments: [] },
};
