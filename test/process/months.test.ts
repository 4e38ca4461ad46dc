import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { beforeAll, describe, expect, it } from 'vitest';

import { identityOf, COMPLETE_CODES, type Truth } from '../sim/truth.ts';
import { judge, type FindingRow, type MatchRow } from '../sim/judge.ts';
import { json, newBooks } from './program.ts';

const MONTHS = join(import.meta.dirname, '../../../shared/months');
const HERE = existsSync(MONTHS);
const REASON = HERE ? '' : ' (skipped: the shared sample months are not here)';

/** settle.yaml of CLI.md for the seller of the sample months. */
const SETTINGS = `book: 杭州示例商贸有限公司
currency: CNY
timezone: Asia/Shanghai
calendar: cn
accounts:
  - id: ccb
    kind: bank
    number: "33050161763500000123"
  - id: wechat
    kind: wallet
    platform: wechat
    number: "1900000001"
    fee: { rate: 0.6%, rounding: half-up, returned_on_refund: true }
    settles: D+0
    pays_out: { to: ccb, rule: D+0, roll: following, grace_days: 1 }
  - id: alipay
    kind: wallet
    platform: alipay
    number: "20880000000000010156"
    fee: { rate: 0.6%, rounding: half-up, returned_on_refund: true }
    settles: D+0
    pays_out: { to: ccb, rule: manual, bank_lag: T+1, grace_days: 1 }
terms: { default: net 30, late_fee: { rate_per_day: 0.05% } }
tolerance: { amount: 0.00 }
check: { fail_on: high, bank_grace_days: 3 }
`;

interface ImportAnswer {
  readonly rows: readonly ImportedRow[];
}
interface ImportedRow {
  readonly file: string;
  readonly format: string;
  readonly kind: string;
  readonly account: string;
  readonly rows: number;
  readonly stored: number;
  readonly status: string;
  readonly opening?: string;
  readonly closing?: string;
  readonly credits?: string;
  readonly debits?: string;
}
interface OverdueRow {
  readonly ref: string;
  readonly paid: string;
  readonly original: string;
  readonly due: string;
}
interface Month {
  readonly truth: Truth;
  readonly imported: readonly ImportedRow[];
  readonly findings: readonly FindingRow[];
  readonly matches: readonly MatchRow[];
  readonly receivables: readonly OverdueRow[];
}

const months = HERE
  ? readdirSync(MONTHS).filter((name) => existsSync(join(MONTHS, name, 'truth.json')))
  : ['june-a', 'june-clean'];

describe.skipIf(!HERE).each(months)(`%s is reconciled as its truth says${REASON}`, (name) => {
  let month: Month;
  beforeAll(async () => {
    month = await reconcile(join(MONTHS, name));
  });

  it('every file is stored whole, with the rows and sums that the truth counts', () => {
    const { counts, sums } = month.truth;
    expect(month.imported.filter(({ status, rows, stored }) => status !== 'stored' || rows !== stored)).toEqual([]);
    const rowsOf = (keep: (row: ImportedRow) => boolean): number =>
      month.imported.filter(keep).reduce((sum, { rows }) => sum + rows, 0);
    const counted: Readonly<Record<string, number>> = {
      orders: rowsOf(({ kind }) => kind === 'orders'),
      wechat_lines: rowsOf(({ format }) => format === 'wechat-trade-bill'),
      wechat_fund: rowsOf(({ format }) => format === 'wechat-fund-bill'),
      alipay_fund: rowsOf(({ format }) => format === 'alipay-fund-bill'),
      bank: rowsOf(({ kind }) => kind === 'bank'),
    };
    for (const [key, count] of Object.entries(counts))
      if (key in counted) expect([key, counted[key]]).toEqual([key, count]);
    const bank = month.imported.find(({ kind }) => kind === 'bank');
    const shown = {
      bank_in: bank?.credits,
      bank_out: bank?.debits,
      bank_opening: bank?.opening,
      bank_closing: bank?.closing,
    };
    for (const [key, text] of Object.entries(shown)) {
      if (sums[key] !== undefined) expect([key, fen(text)]).toEqual([key, Math.abs(sums[key])]);
    }
  });

  it('findings and payout pairs are exactly those of the truth', () => {
    const verdict = judge({ ...month.truth, debits: debitsOf(month) }, month.findings, month.matches);
    const wrong = { ...verdict, right: 0, payoutsRight: 0 };
    const clean = { missing: [], extra: [], amounts: [], payoutsMissing: [], payoutsWrong: [] };
    expect(wrong, table(month)).toEqual({ ...clean, right: 0, payoutsRight: 0 });
  });

  it('each receivable past its day shows what was paid on it', () => {
    const paid = new Map(month.receivables.map((row) => [row.ref, fen(row.paid)]));
    for (const receivable of month.truth.receivables) {
      const shown = paid.get(`order:${receivable.order_no}`);
      const isOverdue = receivable.due < month.truth.as_of && receivable.paid < receivable.amount;
      expect([receivable.order_no, shown]).toEqual([receivable.order_no, isOverdue ? receivable.paid : undefined]);
    }
  });
});

async function reconcile(folder: string): Promise<Month> {
  const truth = JSON.parse(readFileSync(join(folder, 'truth.json'), 'utf8')) as Truth;
  const books = await newBooks(SETTINGS);
  const asOf = ['--as-of', truth.as_of];
  const imported = await json<ImportAnswer>(['import', join(folder, 'in'), '--books', books]);
  await json(['match', '--books', books]);
  const check = await json<{ rows: FindingRow[] }>(['check', '--books', books, ...asOf]);
  const matches = await json<{ rows: MatchRow[] }>(['report', 'matches', '--books', books, ...asOf]);
  const overdue = await json<{ rows: OverdueRow[] }>(['report', 'overdue', '--books', books, ...asOf]);
  return { truth, imported: imported.rows, findings: check.rows, matches: matches.rows, receivables: overdue.rows };
}

/** `bank-debit-unexplained` comes on top of what the truth lists: whichever is named is taken. */
function debitsOf({ findings }: Month): readonly string[] {
  return findings.filter(({ code }) => code === 'bank-debit-unexplained').map(({ bank_ref: ref }) => ref ?? '');
}

/** What was expected beside what was found, a code a line. */
function table({ truth, findings }: Month): string {
  const codes = [...new Set([...truth.findings, ...findings].map(({ code }) => code))].sort();
  const names = (list: readonly { readonly code: string }[], code: string): string =>
    list
      .filter((finding) => finding.code === code)
      .map((finding) => identityOf(finding).slice(code.length + 1))
      .sort()
      .join(' ');
  const lines = codes.map((code) => {
    const told = names(truth.findings, code);
    const found = names(findings, code);
    return `${told === found || !COMPLETE_CODES.has(code) ? '  ' : '! '}${code}: truth ${told || '–'}; found ${found || '–'}`;
  });
  return lines.join('\n');
}

/** `128.00` as fen. */
function fen(text: string | undefined): number | undefined {
  return text !== undefined && /^-?\d+\.\d\d$/.test(text) ? Number(text.replace('.', '')) : undefined;
}
