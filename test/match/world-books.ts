import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { readSettings } from '../../src/cli/config/read.ts';
import { calendarFrom } from '../../src/model/calendar.ts';
import { CNY } from '../../src/model/currency.ts';
import { dayOf, type Day } from '../../src/model/day.ts';
import type { BookSettings } from '../../src/model/settings.ts';
import type { RowBatch } from '../../src/model/statement.ts';
import { createBooks, openBooks, type Books } from '../../src/store/open.ts';
import { ensureAccount, type NewAccount } from '../../src/store/write/accounts.ts';
import { saveRows } from '../../src/store/write/rows.ts';
import {
  closeStatementRow,
  openStatementRow,
  saveFile,
  saveIssues,
  saveRejected,
} from '../../src/store/write/statements.ts';
import { isVersioned, keepNewest, keepOneOfEach } from '../../src/store/write/versions.ts';
import type { WorldFile } from './world-table.ts';

/**
 * A small seller: one bank account for everybody's payouts, a second one, one in dollars; WeChat and Alipay without and
 * with a contract fee, an acquirer that pays by days, a platform that pays by batches.
 */
const SETTINGS_TEXT = `
book: 测试小店
accounts:
  - { id: ccb, kind: bank }
  - { id: icbc, kind: bank }
  - { id: boc, kind: bank, currency: USD }
  - { id: wechat, kind: wallet, platform: wechat, settles: D+0, pays_out: { to: ccb, by: manual, rule: D+0, roll: following, grace_days: 1 } }
  - { id: alipay, kind: wallet, platform: alipay, settles: D+0, pays_out: { to: ccb, rule: manual, bank_lag: T+1, grace_days: 1 } }
  - { id: wxfee, kind: wallet, platform: wechat, fee: { rate: 0.6%, rounding: half-up, returned_on_refund: true }, settles: D+0, pays_out: { rule: manual } }
  - { id: alifee, kind: wallet, platform: alipay, fee: { rate: 0.6%, rounding: half-up, returned_on_refund: true }, settles: D+0, pays_out: { rule: manual } }
  - { id: capped, kind: wallet, platform: lakala, fee: { rate: 0.6%, min: 0.10, max: 20.00 }, settles: T+1, pays_out: { rule: manual } }
  - { id: acquirer, kind: wallet, platform: chinaums, settles: D+0, pays_out: { to: ccb, by: days, rule: T+1, transfer_fee: 0.00 } }
  - { id: jd, kind: wallet, platform: jd, settles: D+0, pays_out: { to: ccb, by: batch, rule: T+1, grace_days: 1 } }
  - { id: douyin, kind: wallet, platform: douyin, settles: { base: confirmed, rule: D+7, grace_days: 2 } }
terms: { default: net 30 }
`;

export const SETTINGS: BookSettings = readSettings(SETTINGS_TEXT);
export const CALENDAR = calendarFrom();
export const AT = '2026-11-21T10:00:00+08:00';

/** Gives fresh books in a folder of their own to `body`, and clears them away. */
export async function withBooks<T>(body: (books: Books) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'settle-world-'));
  createBooks(folder);
  const books = openBooks(folder, { mode: 'write', busyMs: 1_000 });
  try {
    return await body(books);
  } finally {
    await books.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Stores files one after the other, each in one atomic step, as an import does. */
export async function storeFiles(books: Books, files: readonly WorldFile[], settings = SETTINGS): Promise<void> {
  for (const file of files) await books.db.atomic(() => storeFile(books, file, settings));
}

/** Stores one file; how many of its rows were known already. */
export async function storeFile(books: Books, file: WorldFile, settings = SETTINGS): Promise<number> {
  const { db } = books;
  const account = await ensureAccount(db, accountOf(file, settings));
  const fileId = await saveFile(db, {
    sha256: createHash('sha256').update(JSON.stringify(file)).digest('hex'),
    name: file.name,
    format: 'table-world',
    kind: file.kind,
    bytes: 1,
    archived: '',
    importedAt: AT,
  });
  const statementId = await openStatementRow(db, {
    accountId: account.id,
    fileId,
    kind: file.kind,
    currency: account.currency,
    ...(file.bill === undefined ? {} : { bill: file.bill }),
  });
  const owner = { accountId: account.id, statementId, currency: account.currency };
  const batch = { kind: file.kind, rows: file.rows.map((one) => one.row) } as unknown as RowBatch;
  await saveRows(
    db,
    batch,
    file.rows.map(() => owner),
    { bill: file.bill ?? 'both' },
  );
  await closeStatementRow(db, statementId, file.kind, {
    number: null,
    layout: null,
    ...spanOf(file),
    stated: file.stated !== undefined,
    horizon: horizonOf(file),
    rows: file.rows.length,
    currency: account.currency,
    opening: file.opening ?? null,
    closing: file.closing ?? null,
    newestFirst: file.newestFirst,
  });
  await saveIssues(db, owner, file.issues);
  await saveRejected(
    db,
    owner,
    file.rejected.map((row) => ({ ...row, raw: row.cell })),
  );
  if (isVersioned(file.kind)) return keepNewest(db, file.kind, statementId);
  return keepOneOfEach(db, file.kind, statementId);
}

function momentsOf(file: WorldFile): readonly string[] {
  return file.rows
    .flatMap((one): readonly (string | undefined)[] => {
      switch (one.kind) {
        case 'orders':
          return [one.row.orderedAt, one.row.paidAt, one.row.shippedAt, one.row.confirmedAt];
        case 'settlement':
          return [one.row.occurredAt];
        case 'bank':
          return [one.row.bookedAt];
        case 'invoices':
          return [one.row.issuedOn];
        case 'receipts':
          return [one.row.receivedOn];
        case 'customers':
          return [];
      }
    })
    .filter((moment) => moment !== undefined)
    .sort();
}

function accountOf(file: WorldFile, settings: BookSettings): NewAccount {
  const own = settings.accounts.find((account) => account.id === file.account);
  if (own)
    return { ref: own.id, kind: own.kind, currency: own.currency, ...(own.platform && { platform: own.platform }) };
  return { ref: file.account, kind: file.account === 'orders' ? 'orders' : 'receivables', currency: CNY };
}

interface Span {
  readonly from: Day | null;
  readonly to: Day | null;
}

function spanOf(file: WorldFile): Span {
  if (file.stated) return file.stated;
  const moments = file.kind === 'settlement' || file.kind === 'bank' ? momentsOf(file) : [];
  const [first] = moments;
  const last = moments.at(-1);
  return first === undefined || last === undefined
    ? { from: null, to: null }
    : { from: dayOf(first as Day), to: dayOf(last as Day) };
}

function horizonOf(file: WorldFile): string | null {
  return isVersioned(file.kind) ? (momentsOf(file).at(-1) ?? null) : null;
}
