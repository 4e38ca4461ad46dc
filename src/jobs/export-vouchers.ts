import type { WorkingCalendar } from '../model/calendar.ts';
import type { Day } from '../model/day.ts';
import { StopError } from '../model/problem.ts';
import type { BookSettings } from '../model/settings.ts';
import type { Document } from '../model/sheet.ts';
import type { Voucher, VoucherPaper, VoucherRemark } from '../model/voucher.ts';
import type { Books } from '../store/open.ts';
import { loadGivenNumbers } from '../store/read/exported-vouchers.ts';
import { appendEvent } from '../store/write/events.ts';
import { saveExportedVouchers } from '../store/write/exported-vouchers.ts';
import { inHomeCurrency, type FormInput, type HomeVoucher, type RateBook } from '../vouchers/index.ts';
import { loadRateBook } from './book-rates.ts';
import { handedOutAsOf } from './kept-months.ts';
import { monthVouchers } from './month-vouchers.ts';
import { labelOf } from './voucher-paper.ts';

export interface VoucherExportOptions {
  readonly settings: BookSettings;
  readonly calendar: WorkingCalendar;
  readonly asOf: Day;
  /** `2026-06`. */
  readonly period: string;
  /** Which program it is for, and how its file is made. */
  readonly program: string;
  readonly form: (input: FormInput) => Document;
  /** Only vouchers that this program wasn't given yet. */
  readonly onlyNew: boolean;
  readonly dryRun: boolean;
  readonly operator: string;
  /** ISO 8601 with offset, for the event log. */
  readonly at: string;
}

export interface VoucherExportAnswer {
  readonly period: string;
  /** Vouchers in the file, and of them those that were never exported before. */
  readonly vouchers: number;
  readonly fresh: number;
  readonly remarks: readonly VoucherRemark[];
}

/** What was asked for was only looked at. */
class OnlyLooked extends Error {
  readonly answer: VoucherExportAnswer;

  constructor(answer: VoucherExportAnswer) {
    super('only looked');
    this.answer = answer;
  }
}

/**
 * Hands a month's vouchers to a program: from then on they keep number and contents. The file is written before the
 * books are: where it can't be, nothing was exported. Throws RATE_MISSING for a foreign voucher without booking rate.
 */
export async function exportVouchers(
  books: Books,
  options: VoucherExportOptions,
  write: (document: Document) => Promise<void>,
): Promise<VoucherExportAnswer> {
  const { period, program, operator, at } = options;
  try {
    return await books.db.atomic(async () => {
      const asOf = await handedOutAsOf(books.db, period, options.asOf);
      const month = await monthVouchers(books.db, period, { ...options, asOf });
      const rates = await loadRateBook(books.db, options);
      const given = options.onlyNew ? await loadGivenNumbers(books.db, period, program) : new Set<number>();
      const chosen = month.vouchers.filter((voucher) => !given.has(voucher.number));
      const fresh = chosen.filter((voucher) => !voucher.isExported).length;
      const document = options.form(inputOf(month.paper, chosen, rates));
      const answer = { period, vouchers: chosen.length, fresh, remarks: month.remarks };
      if (options.dryRun) throw new OnlyLooked(answer);
      await saveExportedVouchers(books.db, chosen, { program, at, operator });
      const detail = { program, vouchers: chosen.length, fresh };
      await appendEvent(books.db, { at, operator, verb: 'export', target: period, detail });
      await write(document);
      return answer;
    });
  } catch (error) {
    if (error instanceof OnlyLooked) return error.answer;
    throw error;
  }
}

function homeOf(voucher: Voucher, { currency, rounding }: VoucherPaper, rates: RateBook): HomeVoucher {
  const home = inHomeCurrency(voucher, { currency, rates, rounding });
  if (home !== undefined) return home;
  throw new StopError('RATE_MISSING', { currency: voucher.currency, period: voucher.period });
}

/** A month's papers: what every form prints of the books, and the vouchers in their currency. */
function inputOf(paper: VoucherPaper, vouchers: readonly Voucher[], rates: RateBook): FormInput {
  const { book, currency, preparedBy } = paper;
  const inBooks = vouchers.map((voucher) => homeOf(voucher, paper, rates));
  return { book, currency, preparedBy, label: labelOf(paper), vouchers: inBooks };
}
