import { describe, expect, it } from 'vitest';

import { CHECKS, runCheck, type CloseFacts } from '../../src/close/index.ts';
import { CNY } from '../../src/model/currency.ts';
import type { Day } from '../../src/model/day.ts';
import type { FindingCode, NamedFinding } from '../../src/model/finding.ts';
import { minor } from '../../src/model/money.ts';

/* The checklist of DOMAIN.md 1.2: a clean month passes every line, and each line stops at what it is there for. */

const day = (text: string): Day => text as Day;
const yuan = (amount: number): { readonly currency: typeof CNY; readonly amount: ReturnType<typeof minor> } => ({
  currency: CNY,
  amount: minor(amount * 100),
});

const CLEAN: CloseFacts = {
  month: '2026-06',
  from: day('2026-06-01'),
  to: day('2026-06-30'),
  currency: CNY,
  accounts: [{ account: 'ccb', kind: 'bank', isCovered: true, gaps: [] }],
  findings: [],
  titles: new Map([['settlement-without-order', { en: 'Settlement without order', zh: '结算无订单' }]]),
  wallets: [{ account: 'wechat', currency: CNY, difference: minor(0) }],
  banks: [{ account: 'ccb', currency: CNY, difference: minor(0) }],
  open: [],
  strays: [],
  receivables: {
    ageing: [yuan(80)],
    overpaid: [],
    lateFeesOwed: [],
    ledger: [yuan(80)],
    unapplied: [],
    lateFees: [],
    arrangements: 0,
    expired: [],
    allowance: { isKept: true, needed: [yuan(4)], booked: [yuan(4)], old: ['order:A7'] },
  },
  suspense: [],
  vouchers: { count: 3, unbalanced: [], missing: [], unexported: [], isUsed: true },
  rates: [],
  backup: { lastChange: 4, lastBackup: 5, isChainSound: true },
  signatures: [],
  requireTwoSignatures: false,
  snapshot: 'abc',
};

function found(code: FindingCode, state: NamedFinding['state'] = 'open'): Pick<CloseFacts, 'findings'> {
  const finding: NamedFinding = {
    ...{ id: 'f-1', state, code, severity: 'high', leg: 'file', currency: CNY, account: 'ccb' },
    ...{ date: day('2026-06-10'), since: day('2026-06-10'), orderNo: 'A1' },
  };
  return { findings: [finding] };
}

function stateOf(code: string, facts: Partial<CloseFacts>): string {
  const check = CHECKS.find((one) => one.code === code) ?? expect.fail(`there is no ${code}`);
  return runCheck(check, { ...CLEAN, ...facts }).state;
}

const item = { kind: 'order', ref: 'order:A1', amount: minor(100), currency: CNY, ageDays: 10 } as const;
const owed = CLEAN.receivables;
const signed = (role: 'preparer' | 'reviewer', snapshot = 'abc'): CloseFacts['signatures'][number] => ({
  ...{ role, snapshot },
  name: role === 'preparer' ? '李娜' : '王强',
});

describe('the checklist', () => {
  it('has the lines C01 to C21, those that block and those that warn as agreed', () => {
    const codes = Array.from({ length: 21 }, (_, index) => `C${String(index + 1).padStart(2, '0')}`);
    expect(CHECKS.map((check) => check.code)).toEqual(codes);
    expect(CHECKS.filter((check) => check.severity === 'W').map((check) => check.code)).toEqual([
      'C06',
      'C09',
      'C10',
      'C12',
      'C13',
      'C14',
      'C16',
      'C19',
    ]);
  });

  it.each(CHECKS.map((check) => check.code))('%s passes a clean month', (code) => {
    expect(stateOf(code, {})).toBe('passed');
  });

  it.each<[string, string, Partial<CloseFacts>, string]>([
    [
      'C01',
      'an account without a statement',
      { accounts: [{ account: 'x', kind: 'bank', isCovered: false, gaps: [] }] },
      'blocked',
    ],
    [
      'C01',
      'a day that no statement covers',
      {
        accounts: [
          { account: 'ccb', kind: 'bank', isCovered: true, gaps: [{ from: day('2026-06-10'), to: day('2026-06-10') }] },
        ],
      },
      'blocked',
    ],
    [
      'C01',
      'a gap that a person looked into',
      {
        accounts: [
          { account: 'ccb', kind: 'bank', isCovered: true, gaps: [{ from: day('2026-06-10'), to: day('2026-06-10') }] },
        ],
        ...found('coverage-gap', 'resolved'),
      },
      'passed',
    ],
    ['C01', 'a row kept aside', found('rejected-row'), 'blocked'],
    ['C02', 'a balance that breaks', found('balance-break'), 'blocked'],
    ['C02', 'an open item from nowhere', { strays: ['order:A0'] }, 'blocked'],
    ['C03', 'a wallet one fen out', { wallets: [{ account: 'w', currency: CNY, difference: minor(1) }] }, 'blocked'],
    ['C04', 'a bank one fen out', { banks: [{ account: 'ccb', currency: CNY, difference: minor(-1) }] }, 'blocked'],
    [
      'C04',
      'a bank without a balance',
      { banks: [{ account: 'ccb', currency: CNY, difference: undefined }] },
      'blocked',
    ],
    ['C05', 'a payout past its day', found('payout-missing'), 'blocked'],
    ['C05', 'a payout on its way', { open: [{ ...item, kind: 'payout', due: day('2026-07-01') }] }, 'passed'],
    ['C06', 'an order nobody settled', found('order-unsettled'), 'warned'],
    ['C06', 'an order without an expected day', { open: [item] }, 'warned'],
    ['C07', 'a settlement without an order', found('settlement-without-order'), 'blocked'],
    ['C07', 'one that was decided about', found('settlement-without-order', 'resolved'), 'passed'],
    ['C08', 'a difference', found('amount-mismatch'), 'blocked'],
    ['C08', 'late data for a closed month', found('closed-period-change'), 'blocked'],
    ['C09', 'a duplicate', found('duplicate-settlement'), 'warned'],
    ['C10', 'a late payout', { open: [{ ...item, kind: 'payout', due: day('2026-06-20') }] }, 'warned'],
    [
      'C11',
      'ageing a fen off the ledger',
      { receivables: { ...owed, ledger: [{ currency: CNY, amount: minor(8001) }] } },
      'blocked',
    ],
    ['C11', 'nothing aged and something owed', { receivables: { ...owed, ageing: [] } }, 'blocked'],
    [
      'C11',
      'late fees billed and money paid too much',
      { receivables: { ...owed, lateFeesOwed: [yuan(3)], overpaid: [yuan(5)], ledger: [yuan(78)] } },
      'passed',
    ],
    ['C11', 'money that pays nothing yet', found('receipt-unapplied'), 'warned'],
    ['C12', 'a broken promise', { receivables: { ...owed, expired: ['order:A1'] } }, 'warned'],
    ['C13', 'late fees nobody billed', { receivables: { ...owed, lateFees: [yuan(1)] } }, 'warned'],
    ['C14', 'an invoice that differs', found('invoice-mismatch'), 'warned'],
    ['C15', 'dollars without a rate', { rates: [{ currency: 'USD' as never, isKnown: false }] }, 'blocked'],
    [
      'C16',
      'an allowance that isn’t what the ages ask for',
      { receivables: { ...owed, allowance: { ...owed.allowance, booked: [yuan(3)] } } },
      'warned',
    ],
    [
      'C16',
      'debts of half a year where no allowance is kept',
      { receivables: { ...owed, allowance: { ...owed.allowance, isKept: false } } },
      'warned',
    ],
    [
      'C16',
      'no old debt where no allowance is kept',
      { receivables: { ...owed, allowance: { isKept: false, needed: [yuan(4)], booked: [], old: [] } } },
      'passed',
    ],
    ['C17', 'money in that nobody explains', found('bank-credit-unexplained'), 'blocked'],
    ['C17', 'a suspense account that isn’t empty', { suspense: [yuan(9)] }, 'warned'],
    ['C18', 'a voucher that does not balance', { vouchers: { ...CLEAN.vouchers, unbalanced: ['2'] } }, 'blocked'],
    ['C18', 'a number that is missing', { vouchers: { ...CLEAN.vouchers, missing: ['2'] } }, 'blocked'],
    ['C18', 'vouchers not handed over', { vouchers: { ...CLEAN.vouchers, unexported: ['3'] } }, 'blocked'],
    ['C18', 'vouchers nobody uses', { vouchers: { ...CLEAN.vouchers, unexported: ['3'], isUsed: false } }, 'warned'],
    ['C19', 'an item of 61 days', { open: [{ ...item, ageDays: 61 }] }, 'warned'],
    ['C19', 'an item of 60 days', { open: [{ ...item, ageDays: 60 }] }, 'passed'],
    [
      'C19',
      'an old item with a decision',
      { open: [{ ...item, ageDays: 61 }], ...found('order-unsettled', 'resolved') },
      'passed',
    ],
    ['C20', 'a change after the backup', { backup: { lastChange: 6, lastBackup: 5, isChainSound: true } }, 'blocked'],
    ['C20', 'a broken chain', { backup: { lastChange: 4, lastBackup: 5, isChainSound: false } }, 'blocked'],
    ['C21', 'no signature where two are asked for', { requireTwoSignatures: true }, 'blocked'],
    ['C21', 'one signature', { requireTwoSignatures: true, signatures: [signed('preparer')] }, 'blocked'],
    [
      'C21',
      'a signature of other numbers',
      { requireTwoSignatures: true, signatures: [signed('preparer'), signed('reviewer', 'old')] },
      'blocked',
    ],
    ['C21', 'both', { requireTwoSignatures: true, signatures: [signed('preparer'), signed('reviewer')] }, 'passed'],
  ])('%s: %s', (code, _, facts, state) => {
    expect(stateOf(code, facts)).toBe(state);
  });

  it('names what blocks and the command that mends it', () => {
    const check = CHECKS.find((one) => one.code === 'C07') ?? expect.fail();
    expect(runCheck(check, { ...CLEAN, ...found('settlement-without-order') }).reasons).toEqual([
      {
        words: { en: 'Settlement without order: 1 open (A1)', zh: '结算无订单：1 项未处理（A1）' },
        command: 'settle resolve f-1 --as RESOLUTION --reason TEXT --period 2026-06 --as-of 2026-06-30',
      },
    ]);
  });
});
