import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { readSettings } from '../../src/cli/config/read.ts';
import { importFiles } from '../../src/jobs/import-files.ts';
import { workOutFindings } from '../../src/jobs/flag-discrepancies.ts';
import { matchOpenItems } from '../../src/jobs/match-open-items.ts';
import { moneyCases } from '../../src/jobs/money-cases.ts';
import { orderCases } from '../../src/jobs/order-cases.ts';
import { spanVouchers } from '../../src/jobs/voucher-months.ts';
import { calendarFrom } from '../../src/model/calendar.ts';
import type { Day } from '../../src/model/day.ts';
import type { Row } from '../../src/model/table.ts';
import { render } from '../../src/render/index.ts';
import type { Table } from '../../src/model/table.ts';
import type { Filters, ReportContext } from '../../src/report/report.ts';
import { createBooks, openBooks, type Books } from '../../src/store/open.ts';
import { loadAccounts } from '../../src/store/read/accounts.ts';
import { joined } from '../render/worlds.ts';

const SETTINGS = `book: 测试商行
accounts:
  - id: bank
    kind: bank
    number: "6222000011112222"
  - id: shop
    kind: wallet
    platform: wechat
    number: "1900000009"
    fee: { rate: 1% }
    settles: D+0
    pays_out: { to: bank, rule: D+0, grace_days: 1 }
terms: { default: net 10, late_fee: { rate_per_day: 0.05% } }
`;

/** The texts of canonical CSV files by their names, without folder. */
export type Files = Readonly<Record<string, string>>;

export interface SmallBooks {
  readonly books: Books;
  readonly context: (asOf: string, asked?: Asked) => Promise<ReportContext>;
  readonly remove: () => Promise<void>;
}

export interface Asked {
  readonly period?: { readonly from: string; readonly to: string };
  readonly filters?: Filters;
}

const AT = '2026-01-01T00:00:00+08:00';

/** Books in a folder of their own with these files imported and matched. */
export async function smallBooks(files: Files, yaml = SETTINGS): Promise<SmallBooks> {
  const folder = mkdtempSync(join(tmpdir(), 'settle-report-'));
  createBooks(folder);
  const books = openBooks(folder, { mode: 'write', busyMs: 1_000 });
  const settings = readSettings(yaml);
  const calendar = calendarFrom();
  const sources = Object.entries(files).map(([name, text]) => ({ name, open: () => bytesOf(text) }));
  const run = { settings, dryRun: false, operator: 'test', at: AT };
  const options = { ...run, currency: settings.currency, partial: false, acceptDifferences: true };
  for await (const rows of importFiles(books, sources, options)) {
    for (const row of rows) if (row.status !== 'stored') throw new Error(JSON.stringify(row));
  }
  await matchOpenItems(books, { ...run, calendar });
  const accounts = await loadAccounts(books.db);
  return {
    books,
    context: (day, { period, filters = {} } = {}) => {
      const asOf = day as Day;
      const asked = { settings, calendar, asOf };
      const span = period as ReportContext['period'];
      return Promise.resolve({
        ...asked,
        db: books.db,
        filters,
        findings: () => workOutFindings(books.db, { ...asked, ...(span === undefined ? {} : { period: span }) }),
        money: () => moneyCases(books.db, accounts, asked),
        moneyOn: (then) => moneyCases(books.db, accounts, { ...asked, asOf: then }),
        orders: () => orderCases(books.db, accounts, asked),
        vouchers: () => spanVouchers(books.db, span ?? {}, asked),
        check: { asOf, tolerances: settings.tolerance.legs, bankGraceDays: 3 },
        ...(span === undefined ? {} : { period: span }),
      });
    },
    remove: async () => {
      await books.close();
      rmSync(folder, { recursive: true });
    },
  };
}

async function* bytesOf(text: string): AsyncIterable<Uint8Array> {
  await Promise.resolve();
  yield new TextEncoder().encode(text);
}

/** The answer as a program reads it. */
export async function asJson(table: Table | undefined, lang: 'en' | 'zh' = 'en'): Promise<Answer> {
  return JSON.parse(await asText(table, 'json', lang)) as Answer;
}

export interface Answer {
  readonly rows: readonly JsonRow[];
  readonly totals?: JsonRow;
  readonly warnings: readonly string[];
  readonly [section: string]: unknown;
}
export type JsonRow = Readonly<Record<string, string | number | boolean | readonly string[]>> & Row;

export async function asText(
  table: Table | undefined,
  format: 'json' | 'csv' | 'table',
  lang: 'en' | 'zh' = 'en',
): Promise<string> {
  if (table === undefined) throw new Error('no answer');
  return joined(render(table, { format, lang, colour: false, width: 80 }));
}
