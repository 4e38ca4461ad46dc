import type { WorkingCalendar } from '../model/calendar.ts';
import type { CheckContext, MoneyCase, OrderCase } from '../model/case.ts';
import type { Gap } from '../model/coverage.ts';
import type { Day } from '../model/day.ts';
import type { NamedFinding } from '../model/finding.ts';
import type { BookSettings } from '../model/settings.ts';
import type { Table } from '../model/table.ts';
import type { Words } from '../model/words.ts';
import type { Database } from '../store/database.ts';
import type { MonthVouchers } from '../vouchers/index.ts';

/** What a person narrows a list to; each is compared literally. */
export interface Filters {
  readonly account?: string;
  readonly platform?: string;
  readonly shop?: string;
  readonly customer?: string;
  readonly order?: string;
}

/** Ways to print a report that a person chooses; each report says which it knows. */
export interface ReportOptions {
  /** `report ageing`: days count from the due day (usual), or from the invoice day. */
  readonly by?: 'due' | 'invoice';
  /** `report ageing`: a row a debt or part, not a row a customer. */
  readonly detail?: boolean;
}

/** Everything a report may look at. It reads views and is handed what jobs worked out; it writes nothing. */
export interface ReportContext {
  readonly db: Database;
  readonly settings: BookSettings;
  readonly calendar: WorkingCalendar;
  /** Business days up to this one exist; later rows, matches and payments don't. */
  readonly asOf: Day;
  /** `--period` or `--from/--to`: rows of these days are listed; undefined: nothing is cut off. */
  readonly period?: Gap;
  readonly filters: Filters;
  readonly options?: ReportOptions;
  /** The findings as of the day. Worked out once, when first asked for. */
  readonly findings: () => Promise<readonly NamedFinding[]>;
  /** Payouts (and whole days), batches, open bank lines, ambiguities and receivables as of the day. */
  readonly money: () => Promise<readonly MoneyCase[]>;
  /** The same as of another day: what was known then. */
  readonly moneyOn: (day: Day) => Promise<readonly MoneyCase[]>;
  /** Orders that aren't provably clean as of the day, with their due days; in batches as they come. */
  readonly orders: () => AsyncIterable<OrderCase>;
  /** The vouchers of the months asked for, of all months where none are. Worked out once, when first asked for. */
  readonly vouchers: () => Promise<readonly MonthVouchers[]>;
  readonly check: CheckContext;
}

/** One report: its name on the command line, its words, and how its rows are made. */
export interface Report {
  readonly name: string;
  readonly title: Words;
  readonly summary: Words;
  /** Filters it honours; another one is refused. */
  readonly filters: readonly (keyof Filters)[];
  /** Options it honours; another one is refused. */
  readonly options?: readonly (keyof ReportOptions)[];
  /** A statement of one day, that of the period's end: what came later changes none of its numbers. */
  readonly isOfOneDay?: true;
  /** `later`: what is known by the day it is asked on, where its own day is an earlier one. */
  readonly build: (context: ReportContext, later?: ReportContext) => Promise<Table>;
}
