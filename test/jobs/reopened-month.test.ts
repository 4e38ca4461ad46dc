import { cpSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';

import { succeedHere } from '../property/program-in-process.ts';

/*
 * A month that is opened again holds what came late for it: the books are those into which the same files came while it
 * was open, and closing it again gives the snapshot of such books.
 */

vi.setConfig({ testTimeout: 90_000 });

const CASES = join(import.meta.dirname, '../../fixtures/cli/close');
const JUNE = ['orders-06.csv', 'settlement-06.csv', 'bank-06.csv', 'bank-07.csv'];
const BANK = 'account,booked_on,amount,balance,counterparty,reference,memo\n';

/** Beside a bank's and orders' that came late: a sale's line, a statement with another fee, a receipt. */
const LATE: Readonly<Record<string, string>> = {
  'settlement-late.csv': `trade_no,order_no,account,kind,occurred_at,gross,fee,net,batch_no
T3,W2606003,wechat,sale,2026-06-30 20:01:00,50.00,0.30,49.70,
T4,W2607001,wechat,sale,2026-07-08 10:01:00,70.00,0.42,69.58,
`,
  'settlement-again.csv': `trade_no,order_no,account,kind,occurred_at,gross,fee,net,batch_no
T1,W2606001,wechat,sale,2026-06-03 10:01:00,100.00,0.70,99.30,
T2,W2606002,wechat,sale,2026-06-29 10:01:00,200.00,1.20,198.80,
P1,,wechat,payout,2026-06-05 09:00:00,-99.40,0,-99.40,P1
P2,,wechat,payout,2026-06-30 09:00:00,-198.80,0,-198.80,P2
`,
  'receipts-late.csv': 'receipt_no,received_on,customer,amount,currency\nR1,2026-06-20,甲公司,30.00,CNY\n',
};
const ALL_LATE = ['bank-06-again.csv', 'orders-late.csv', ...Object.keys(LATE)];

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

function newBooks(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'settle-reopened-')));
  folders.push(folder);
  cpSync(join(CASES, '001-what-blocks'), folder, { recursive: true });
  for (const name of ['bank-06-again.csv', 'orders-late.csv'])
    cpSync(join(CASES, '003-late-data', name), join(folder, name));
  for (const [name, text] of Object.entries(LATE)) writeFileSync(join(folder, name), text);
  return folder;
}

function settle(folder: string, args: readonly string[]): Promise<string> {
  return succeedHere([...args, '--books', folder], '2026-07-10T09:00:00+08:00');
}

async function bring(folder: string, files: readonly string[]): Promise<void> {
  for (const file of files) await settle(folder, ['import', join(folder, file), '--quiet']);
}

async function close(folder: string, month: string): Promise<string> {
  const codes = Array.from({ length: 21 }, (_, at) => `C${String(at + 1).padStart(2, '0')}`);
  await settle(folder, ['close', month, '--override', codes.join(','), '--reason', 'test', '--quiet']);
  const status = await settle(folder, ['close', 'status', '--format', 'json']);
  const { rows } = JSON.parse(status) as { rows: readonly { month: string; sha256?: string }[] };
  return rows.find((row) => row.month === month)?.sha256 ?? '';
}

const PAPERS = [
  ['report', 'late'],
  ['report', 'bank-reconciliation', '--as-of', '2026-06-30'],
  ['report', 'bank-reconciliation', '--as-of', '2026-07-09'],
  ['report', 'summary', '--period', '2026-06', '--as-of', '2026-06-30'],
  ['report', 'discrepancies', '--as-of', '2026-07-09'],
  ['report', 'vouchers', '--period', '2026-06', '--as-of', '2026-06-30'],
  ['report', 'coverage', '--period', '2026-06'],
  ['accounts'],
];

async function papers(folder: string): Promise<readonly string[]> {
  const said: string[] = [];
  for (const words of PAPERS) said.push(await settle(folder, [...words, '--format', 'csv']));
  return said;
}

describe('a month that is opened again', () => {
  it('holds what came late for it, as if it had come before the close; closing it gives the snapshot of that', async () => {
    const reopened = newBooks();
    await bring(reopened, JUNE);
    const first = await close(reopened, '2026-06');
    await bring(reopened, ALL_LATE);
    expect(await settle(reopened, ['report', 'late', '--format', 'csv'])).toContain('2026-07-01');
    await settle(reopened, ['reopen', '2026-06', '--reason', 'fees']);

    const open = newBooks();
    await bring(open, [...JUNE, ...ALL_LATE]);
    await settle(open, ['match', '--quiet']);
    expect(await papers(reopened)).toEqual(await papers(open));

    const again = await close(reopened, '2026-06');
    expect(again).not.toBe(first);
    expect(again).toBe(await close(open, '2026-06'));
    await settle(reopened, ['close', 'verify', '2026-06']);
  });

  it('leaves what came late for a month that stays closed where it counts', async () => {
    const folder = newBooks();
    writeFileSync(join(folder, 'bank-05.csv'), `${BANK}6217000010001234,2026-05-20,4.00,4.00,老板,B0,\n`);
    writeFileSync(
      join(folder, 'bank-late.csv'),
      `${BANK}6217000010001234,2026-05-21,3.00,,老板,L5,\n6217000010001234,2026-06-21,2.00,,老板,L6,\n`,
    );
    await bring(folder, ['bank-05.csv', ...JUNE]);
    await close(folder, '2026-05');
    await close(folder, '2026-06');
    await bring(folder, ['bank-late.csv']);
    await settle(folder, ['reopen', '2026-06', '--reason', 'fees']);
    const late = await settle(folder, ['report', 'late', '--format', 'csv']);
    expect(late).toContain('bank:ccb/L5');
    expect(late).not.toContain('bank:ccb/L6');
    await settle(folder, ['reopen', '2026-05', '--reason', 'fees']);
    expect(await settle(folder, ['report', 'late', '--format', 'csv'])).not.toContain('bank:ccb');
  });

  it('takes a corrected statement that reaches into the open month whole', async () => {
    const fees = `${BANK}6217000010001234,2026-06-01,1000.00,1000.00,老板,B1,
6217000010001234,2026-06-30,-20.00,980.00,建设银行,B3,
6217000010001234,2026-07-01,5.00,985.00,老板,B4,
`;
    const corrected = fees
      .replace('6217000010001234,2026-06-30,-20', '6217000010001234,2026-06-29,-1.00,999.00,建设银行,B2,\n$&')
      .replace('980.00', '979.00')
      .replace('985.00', '984.00');
    const written = (folder: string): void => {
      writeFileSync(join(folder, 'one.csv'), fees);
      writeFileSync(join(folder, 'two.csv'), corrected);
    };
    const reopened = newBooks();
    written(reopened);
    await bring(reopened, ['one.csv']);
    await close(reopened, '2026-06');
    await bring(reopened, ['two.csv']);
    await settle(reopened, ['reopen', '2026-06', '--reason', 'fees']);
    const open = newBooks();
    written(open);
    await bring(open, ['one.csv', 'two.csv']);
    await settle(open, ['match', '--quiet']);
    expect(await papers(reopened)).toEqual(await papers(open));
    expect((await papers(open)).at(-1)).toContain('984.00');
    expect(await close(reopened, '2026-06')).toBe(await close(open, '2026-06'));
  });
});
