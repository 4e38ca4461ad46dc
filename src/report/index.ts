// Room: report. One file a report: a SELECT over views and what jobs hand in → rows, totals, sections, notes.
// Here: the reports (all.ts), their letters and explanations; tables.ts holds the tables and words that commands share.
// Never here: INSERT, UPDATE, DELETE, base tables, colours, writing out.
import { wholeTable } from '../model/rows.ts';
import type { WholeTable } from '../model/table.ts';
import * as reports from './all.ts';
import type { Report, ReportContext } from './report.ts';
import { withNames } from './shown-names.ts';

export { dueLetters, LETTER_FORMS, lettersTable, type WrittenLetter } from './letter/index.ts';
export { explain } from './explain/index.ts';
export { remarkWords as remarkSentence } from '../vouchers/index.ts';
export { statedBalances, type AccountBalance, type StatedBalances } from './stated-balances.ts';
export type { Filters, Report, ReportContext, ReportOptions } from './report.ts';

/** A report as it is asked for; `buildWhole`: with its rows at hand, as a close keeps them. */
export interface AskedReport extends Report {
  readonly buildWhole: (context: ReportContext) => Promise<WholeTable>;
}

/** Every report, by name. */
export const REPORTS: readonly AskedReport[] = Object.values<Report>(reports)
  .map((report) => ({
    ...report,
    build: async (context: ReportContext, later?: ReportContext) =>
      withNames(await report.build(context, later), context.settings),
    buildWhole: async (context: ReportContext) =>
      withNames(await wholeTable(await report.build(context)), context.settings),
  }))
  .sort((left, right) => (left.name < right.name ? -1 : 1));
