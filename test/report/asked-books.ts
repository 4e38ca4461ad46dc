import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { onTestFinished } from 'vitest';

import { readSettings } from '../../src/cli/config/read.ts';
import { workOutFindings } from '../../src/jobs/flag-discrepancies.ts';
import { importFiles } from '../../src/jobs/import-files.ts';
import { matchOpenItems } from '../../src/jobs/match-open-items.ts';
import { moneyCases } from '../../src/jobs/money-cases.ts';
import { orderCases } from '../../src/jobs/order-cases.ts';
import { spanVouchers } from '../../src/jobs/voucher-months.ts';
import { calendarFrom } from '../../src/model/calendar.ts';
import { parseDay, type Day } from '../../src/model/day.ts';
import type { Language } from '../../src/model/words.ts';
import { render, type TextFormName } from '../../src/render/index.ts';
import { REPORTS, type Filters, type ReportContext } from '../../src/report/index.ts';
import { createBooks, openBooks, type Books } from '../../src/store/open.ts';
import { loadAccounts } from '../../src/store/read/accounts.ts';
import { joined } from '../render/worlds.ts';

/* Books of a few rows on disk, filled by the real import and match, and asked for reports as a reader gets them. */

const OPERATOR = { operator: 'anna', at: '2026-06-30T09:00:00+08:00' };

export interface World {
  readonly yaml: string;
  /** Name → text of canonical CSV. */
  readonly files: Readonly<Record<string, string>>;
}

export interface Question {
  readonly asOf: string;
  readonly from?: string;
  readonly to?: string;
  readonly filters?: Filters;
}

export interface Answer {
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  readonly warnings: readonly string[];
  readonly [key: string]: unknown;
}

export interface AskedBooks {
  readonly ask: (name: string, question: Question, form?: TextFormName, lang?: Language) => Promise<string>;
  readonly json: (name: string, question: Question) => Promise<Answer>;
}

export async function askedBooks({ yaml, files }: World): Promise<AskedBooks> {
  const books = freshBooks();
  const settings = readSettings(yaml);
  await fill(books, settings, files);
  const ask: AskedBooks['ask'] = async (name, question, format = 'json', lang = 'en') => {
    const report = REPORTS.find((one) => one.name === name);
    if (!report) throw new Error(`no report ${name}`);
    const table = await report.build(await contextOf(books, settings, question));
    return joined(render(table, { format, lang, width: 80, colour: false }));
  };
  return { ask, json: async (name, question) => JSON.parse(await ask(name, question)) as Answer };
}

function freshBooks(): Books {
  const folder = mkdtempSync(join(tmpdir(), 'settle-report-'));
  createBooks(folder);
  const books = openBooks(folder, { mode: 'write', busyMs: 1_000 });
  onTestFinished(async () => {
    await books.close();
    rmSync(folder, { recursive: true });
  });
  return books;
}

async function fill(books: Books, settings: ReportContext['settings'], files: World['files']): Promise<void> {
  const sources = Object.entries(files).map(([name, text]) => ({
    name,
    async *open(): AsyncIterable<Uint8Array> {
      yield await Promise.resolve(new TextEncoder().encode(text));
    },
  }));
  const options = { settings, currency: settings.currency, partial: false, acceptDifferences: false, dryRun: false };
  for await (const rows of importFiles(books, sources, { ...options, ...OPERATOR })) {
    for (const row of rows) if (row.status !== 'stored') throw new Error(JSON.stringify(row));
  }
  await matchOpenItems(books, { settings, calendar: calendarFrom(), dryRun: false, ...OPERATOR });
}

async function contextOf(
  { db }: Books,
  settings: ReportContext['settings'],
  { asOf: text, from, to, filters = {} }: Question,
): Promise<ReportContext> {
  const asOf = day(text);
  const options = { settings, calendar: calendarFrom(), asOf };
  const accounts = await loadAccounts(db);
  return {
    ...options,
    db,
    ...(from === undefined || to === undefined ? {} : { period: { from: day(from), to: day(to) } }),
    filters,
    findings: () => workOutFindings(db, options),
    money: () => moneyCases(db, accounts, options),
    moneyOn: (then) => moneyCases(db, accounts, { ...options, asOf: then }),
    orders: () => orderCases(db, accounts, options),
    vouchers: () => spanVouchers(db, {}, options),
    check: { asOf, tolerances: settings.tolerance.legs, bankGraceDays: settings.check.bankGraceDays },
  };
}

function day(text: string): Day {
  const parsed = parseDay(text);
  if (parsed === undefined) throw new Error(text);
  return parsed;
}
