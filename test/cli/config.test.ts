import { existsSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { readCalendar } from '../../src/cli/config/calendar.ts';
import { readSettings } from '../../src/cli/config/read.ts';
import { TEMPLATE_SETTINGS } from '../../src/cli/template-settings.ts';
import { StopError } from '../../src/model/problem.ts';
import { parsePlatform, PLATFORM_IDS } from '../../src/model/platform.ts';

const CLI_PAGE = '../shared/CLI.md';

/** The example of the contract, word for word. */
const EXAMPLE = `book: 杭州示例商贸有限公司
currency: CNY
timezone: Asia/Shanghai
calendar: cn                      # working days with 调休; a file of your own extends it
accounts:
  - id: ccb
    kind: bank
    number: "33050161763500000123"
  - id: wechat                    # an account at a platform: its statements and its balance
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
  - id: acquirer
    kind: wallet
    platform: chinaums
    number: "898330112345678"
    fee: { rate: 0.38%, min: 0.01 }
    settles: D+0
    pays_out: { to: ccb, by: days, rule: T+1, transfer_fee: 0.00 }
terms: { default: net 30, late_fee: { rate_per_day: 0.05% } }
tolerance: { amount: 0.00 }
check: { fail_on: high, bank_grace_days: 3 }
`;

const LEAST = 'book: Tea shop\naccounts:\n  - { id: ccb, kind: bank }\n';

function wallet(lines: string): string {
  return `book: Tea shop\naccounts:\n  - { id: ccb, kind: bank }\n  - id: shop\n    kind: wallet\n    platform: jd\n${lines}`;
}

function refusal(text: string): Readonly<Record<string, unknown>> {
  try {
    readSettings(text);
  } catch (error) {
    if (error instanceof StopError) return { code: error.code, ...error.params };
    throw error;
  }
  throw new Error('the settings were taken');
}

describe('settle.yaml is read as the contract says', () => {
  it('the example of the contract gives its three wallets, their fees and cycles', () => {
    const { accounts, ...rest } = readSettings(EXAMPLE);
    expect(rest).toMatchObject({ book: '杭州示例商贸有限公司', currency: 'CNY', calendar: 'cn' });
    expect(accounts.map(({ id, kind, platform, number }) => [id, kind, platform, number])).toEqual([
      ['ccb', 'bank', undefined, '33050161763500000123'],
      ['wechat', 'wallet', 'wechat', '1900000001'],
      ['alipay', 'wallet', 'alipay', '20880000000000010156'],
      ['acquirer', 'wallet', 'chinaums', '898330112345678'],
    ]);
  });

  it('fees are read exactly, with their defaults', () => {
    const [, wechat, , acquirer] = readSettings(EXAMPLE).accounts;
    expect(wechat?.fees?.[0]).toMatchObject({ rounding: 'half-up', returnedOnRefund: true, flat: 0 });
    expect(wechat?.fees?.[0]?.rate.toString()).toBe('0.006');
    expect(acquirer?.fees?.[0]).toMatchObject({ min: 1, returnedOnRefund: false });
    expect(acquirer?.fees?.[0]?.rate.toString()).toBe('0.0038');
  });

  it('cycles are read in their short and long form; manual says by manual', () => {
    const [, wechat, alipay, acquirer] = readSettings(EXAMPLE).accounts;
    expect(wechat?.settles?.[0]).toMatchObject({
      base: 'paid',
      step: { type: 'D', days: 0 },
      text: 'D+0',
      graceDays: 0,
    });
    expect(wechat?.paysOut?.[0]).toMatchObject({ to: 'ccb', roll: 'following', graceDays: 1 });
    expect(wechat?.paysOut?.[0]).not.toHaveProperty('by');
    expect(alipay?.paysOut?.[0]).toMatchObject({
      by: 'manual',
      step: { type: 'manual' },
      bankLag: { type: 'T', days: 1 },
    });
    expect(acquirer?.paysOut?.[0]).toMatchObject({ by: 'days', step: { type: 'T', days: 1 }, transferFee: 0 });
  });

  it.skipIf(!existsSync(CLI_PAGE))(
    'the example above is the one of the shared contract (skipped: no ../shared)',
    async () => {
      const { readFileSync } = await import('node:fs');
      const page = /```yaml\n([\s\S]*?)```/u.exec(readFileSync(CLI_PAGE, 'utf8'))?.[1] ?? '';
      expect(readSettings(page)).toEqual(readSettings(EXAMPLE));
    },
  );

  it('what is left out has the defaults that the example shows', () => {
    const example = readSettings(EXAMPLE);
    const least = readSettings(LEAST);
    for (const key of ['currency', 'timezone', 'calendar', 'terms', 'check'] as const) {
      expect(least[key]).toEqual(example[key]);
    }
    expect(least.tolerance.legs['order-settlement'].amount).toBe(0);
    expect(least.tolerance.payoutShare.toString()).toBe('0.01');
    expect(least.tolerance.payoutAmount).toBe(1000);
  });

  it('the settings that «settle init» writes are valid as they stand', () => {
    const settings = readSettings(TEMPLATE_SETTINGS);
    expect(settings.accounts.map((account) => account.id)).toEqual(['bank', 'wechat', 'alipay']);
    const uncommented = TEMPLATE_SETTINGS.replaceAll(
      /^( *)# ((?: {2})?(?:- )?(?:number|fee|id|kind|platform|settles|pays_out): )/gmu,
      '$1$2',
    );
    expect(readSettings(uncommented).accounts.at(-1)).toMatchObject({ id: 'acquirer', platform: 'chinaums' });
  });

  it('an account number of twenty digits keeps them without quotes, and its leading zeros', () => {
    const settings = readSettings('book: x\naccounts:\n  - { id: a, kind: bank, number: 00330501617635000001 }\n');
    expect(settings.accounts[0]?.number).toBe('00330501617635000001');
  });

  it('a rate is a percentage or a fraction, exactly', () => {
    for (const [text, rate] of [
      ['0.6%', '0.006'],
      ['0.006', '0.006'],
      ['6‰', '0.006'],
      ['0.38%', '0.0038'],
      ['0', '0'],
    ]) {
      expect(readSettings(wallet(`    fee: { rate: ${text} }\n`)).accounts[1]?.fees?.[0]?.rate.toString()).toBe(rate);
    }
  });

  it('rules of which each begins on a day are taken in the order of their days', () => {
    const settings = readSettings(
      wallet(
        '    settles: [{ rule: T+1, valid_from: 2026-06-16 }, T+7]\n' +
          '    pays_out:\n      - { rule: T+2, valid_from: 2026-07-01 }\n      - { rule: D+1, valid_from: 2026-06-01 }\n',
      ),
    );
    const shown = (rules: readonly { readonly text: string; readonly validFrom?: string }[] = []): readonly string[] =>
      rules.map(({ text, validFrom }) => `${text} from ${validFrom ?? 'ever'}`);
    expect(shown(settings.accounts[1]?.settles)).toEqual(['T+7 from ever', 'T+1 from 2026-06-16']);
    expect(shown(settings.accounts[1]?.paysOut)).toEqual(['D+1 from 2026-06-01', 'T+2 from 2026-07-01']);
  });

  it('the long form of settles has every key of a cycle', () => {
    const settings = readSettings(
      wallet(
        '    settles: { base: confirmed, rule: weekly:fri, week_start: sun, cutoff_time: "23:00", roll: modified-following,\n' +
          '      roll_trade_date: true, hold_days: 7, min_payout: 100.00, bank_lag: T+2, grace_days: 2 }\n',
      ),
    );
    expect(settings.accounts[1]?.settles?.[0]).toEqual({
      base: 'confirmed',
      step: { type: 'weekly', weekday: 5, weekStart: 7 },
      text: 'weekly:fri',
      cutoffTime: '23:00',
      roll: 'modified-following',
      rollTradeDate: true,
      holdDays: 7,
      minPayout: 10_000,
      bankLag: { type: 'T', days: 2 },
      graceDays: 2,
    });
  });

  it('amounts are in the currency of their account', () => {
    const settings = readSettings(
      'book: x\naccounts:\n  - { id: j, kind: wallet, platform: stripe, currency: JPY, fee: { rate: 3.6%, flat: 40 } }\n',
    );
    expect(settings.accounts[0]?.fees?.[0]?.flat).toBe(40);
  });

  it('late_fee: none charges nothing', () => {
    expect(readSettings(`${LEAST}terms: { late_fee: none }\n`).terms.lateFee).toBeUndefined();
  });

  it('a late fee has grace, cap, least fee, rounding and rates by days or by the year', () => {
    const { terms } = readSettings(
      `${LEAST}terms:\n  late_fee:\n    rates: [{ from: 2026-03-01, rate_per_year: 18%, year_days: 360 }, { to: 2026-02-28, rate_per_day: 0.05% }]\n` +
        '    grace_days: 5\n    grace_mode: deduct\n    cap_ratio: 20%\n    min_fee: 5.00\n    rounding: daily\n' +
        '    customers: { 青禾: { grace_days: 0, rate_per_day: 0.03% }, 海岳: none }\n',
    );
    expect(terms.lateFee).toMatchObject({
      grace: { days: 5, mode: 'deduct' },
      minFee: 500,
      rounding: 'daily',
      rates: [{ to: '2026-02-28' }, { from: '2026-03-01', yearly: { days: 360 } }],
    });
    expect(terms.lateFee?.capRatio?.toString()).toBe('0.2');
    // 18 % ÷ 360 = 0.05 %.
    expect(terms.lateFee?.rates.map(({ perDay }) => perDay.toString())).toEqual(['0.0005', '0.0005']);
    // What a customer's entry leaves out is as for everybody.
    const own = terms.lateFeeOf?.get('青禾');
    expect(own).toMatchObject({ grace: { days: 0, mode: 'deduct' }, minFee: 500, rounding: 'daily' });
    expect(own?.rates.map(({ perDay }) => perDay.toString())).toEqual(['0.0003']);
    expect(terms.lateFeeOf?.has('海岳')).toBe(true);
    expect(terms.lateFeeOf?.get('海岳')).toBeUndefined();
  });

  it('platforms go by their Chinese names too, and a platform nobody knows yet has an id of its own', () => {
    const platformOf = (text: string): string | undefined =>
      readSettings(`book: x\naccounts:\n  - { id: a, kind: wallet, platform: ${text} }\n`).accounts[0]?.platform;
    expect(platformOf('微信支付')).toBe('wechat');
    expect(platformOf('京东')).toBe('jd');
    expect(platformOf('tea-market')).toBe('tea-market');
  });
});

describe('a mistake in settle.yaml is named with its line and what was expected', () => {
  it.for([
    [
      'an unknown key and the nearest known one',
      'book: x\nacounts: []\n',
      { code: 'CONFIG_UNKNOWN_KEY', line: 2, nearest: 'accounts' },
    ],
    [
      'an unknown key of a fee',
      wallet('    fee: { rate: 1%, roundin: up }\n'),
      { code: 'CONFIG_UNKNOWN_KEY', line: 7, nearest: 'rounding' },
    ],
    ['no book', 'accounts: []\n', { code: 'CONFIG_VALUE', key: 'book', expected: 'missing' }],
    ['no accounts', 'book: x\n', { code: 'CONFIG_VALUE', key: 'accounts', expected: 'missing' }],
    ['accounts that are no list', 'book: x\naccounts: ccb\n', { line: 2, expected: 'list' }],
    ['an account without id', 'book: x\naccounts:\n  - kind: bank\n', { line: 3, key: 'id', expected: 'missing' }],
    ['an account without kind', 'book: x\naccounts:\n  - id: ccb\n', { line: 3, key: 'kind', expected: 'missing' }],
    [
      'another kind',
      'book: x\naccounts:\n  - { id: ccb, kind: banc }\n',
      { line: 3, text: 'banc', expected: 'choice', nearest: 'bank' },
    ],
    [
      'a wallet without platform',
      'book: x\naccounts:\n  - { id: a, kind: wallet }\n',
      { line: 3, expected: 'wallet-platform' },
    ],
    [
      'a bank with a platform',
      'book: x\naccounts:\n  - { id: a, kind: bank, platform: jd }\n',
      { line: 3, expected: 'wallet-only' },
    ],
    [
      'a mistyped platform',
      'book: x\naccounts:\n  - { id: a, kind: wallet, platform: wechta }\n',
      { expected: 'platform', nearest: 'wechat' },
    ],
    [
      'the same id twice',
      'book: x\naccounts:\n  - { id: a, kind: bank }\n  - { id: a, kind: bank }\n',
      { line: 4, expected: 'unique' },
    ],
    ['an id with a slash', 'book: x\naccounts:\n  - { id: a/b, kind: bank }\n', { line: 3, expected: 'account-id' }],
    [
      'an id that the books use themselves',
      'book: x\naccounts:\n  - { id: orders, kind: bank }\n',
      { expected: 'account-id' },
    ],
    ['the same key twice', 'book: x\nbook: y\naccounts: []\n', { code: 'CONFIG_VALUE', line: 2, expected: 'unique' }],
    [
      'an unknown bank to pay to',
      wallet('    pays_out: { to: icbc, rule: T+1 }\n'),
      { line: 7, expected: 'bank-account', choices: 'ccb' },
    ],
    ['a wallet to pay to', wallet('    pays_out: { to: shop, rule: T+1 }\n'), { line: 7, expected: 'bank-account' }],
    [
      'two rules that begin on one day',
      wallet('    settles:\n      - { rule: T+7 }\n      - { rule: T+1 }\n'),
      { line: 9, expected: 'rule-days' },
    ],
    [
      'a rule that begins on no day',
      wallet('    settles: { rule: T+7, valid_from: 2026-06-31 }\n'),
      { line: 7, expected: 'day' },
    ],
    ['a rule nobody knows', wallet('    settles: T1\n'), { line: 7, text: 'T1', expected: 'cycle' }],
    [
      'no rule in the long form',
      wallet('    settles: { base: paid }\n'),
      { line: 7, key: 'rule', expected: 'missing' },
    ],
    ['manual by days', wallet('    pays_out: { rule: manual, by: days }\n'), { line: 7, expected: 'by-rule' }],
    ['a rate with a comma', wallet('    fee: { rate: "0,6%" }\n'), { line: 7, expected: 'rate' }],
    ['a rate of one and more', wallet('    fee: { rate: 60 }\n'), { line: 7, expected: 'rate' }],
    ['an amount too fine', `${LEAST}tolerance: { amount: 0.005 }\n`, { line: 4, expected: 'amount' }],
    ['a negative amount', `${LEAST}tolerance: { amount: -1 }\n`, { line: 4, expected: 'amount' }],
    ['a currency that is none', `${LEAST}currency: RMX\n`, { line: 4, expected: 'currency' }],
    ['a time zone that is none', `${LEAST}timezone: Asia/Shanghia\n`, { line: 4, expected: 'timezone' }],
    ['a calendar elsewhere', `${LEAST}calendar: ../days.json\n`, { line: 4, expected: 'calendar' }],
    ['terms nobody knows', `${LEAST}terms: { default: whenever }\n`, { line: 4, expected: 'terms' }],
    [
      'two late fees at once',
      `${LEAST}terms: { late_fee: { rate_per_day: 0.05%, rate_per_year: 18% } }\n`,
      { line: 4, key: 'rate_per_year', expected: 'late-fee-rates' },
    ],
    [
      'a year’s days without a rate a year',
      `${LEAST}terms: { late_fee: { rate_per_day: 0.05%, year_days: 360 } }\n`,
      { key: 'year_days', expected: 'late-fee-rates' },
    ],
    [
      'a year of 364 days',
      `${LEAST}terms: { late_fee: { rate_per_year: 18%, year_days: 364 } }\n`,
      { expected: 'choice', choices: '365, 360' },
    ],
    [
      'a day with two late fees',
      `${LEAST}terms: { late_fee: { rates: [{ to: 2026-03-01, rate_per_day: 0.05% }, { from: 2026-03-01, rate_per_day: 0.03% }] } }\n`,
      { line: 4, expected: 'fee-days' },
    ],
    [
      'dated rates beside one for ever',
      `${LEAST}terms: { late_fee: { rate_per_day: 0.05%, rates: [{ rate_per_day: 0.03% }] } }\n`,
      { expected: 'late-fee-rates' },
    ],
    [
      'a late fee that ends before it begins',
      `${LEAST}terms: { late_fee: { rates: [{ from: 2026-03-01, to: 2026-02-01, rate_per_day: 0.05% }] } }\n`,
      { expected: 'from-to' },
    ],
    [
      'a way of grace without days',
      `${LEAST}terms: { late_fee: { grace_mode: waive } }\n`,
      { key: 'grace_mode', expected: 'grace-days' },
    ],
    [
      'a mistyped key of a customer’s late fee',
      `${LEAST}terms: { late_fee: { customers: { 青禾: { min_fees: 1.00 } } } }\n`,
      { code: 'CONFIG_UNKNOWN_KEY', nearest: 'min_fee' },
    ],
    ['half a day of grace', `${LEAST}check: { bank_grace_days: 0.5 }\n`, { line: 4, expected: 'days' }],
    ['a list for the book', 'book: [a]\naccounts: []\n', { line: 1, expected: 'text' }],
    ['a hidden character in the name', 'book: "a\\eb"\naccounts: []\n', { line: 1, expected: 'text' }],
    ['no YAML at all', 'book: "x\n', { code: 'CONFIG_UNREADABLE' }],
    ['an empty file', '', { code: 'CONFIG_VALUE', expected: 'map' }],
    ['a key of another shape', 'book: x\n? [a]\n: b\naccounts: []\n', { code: 'CONFIG_UNKNOWN_KEY', line: 2 }],
  ] as const)('%s', ([, text, expected]) => {
    expect(refusal(text)).toMatchObject(expected);
  });

  it('an alias that leads to itself ends in a refusal', () => {
    expect(refusal('book: x\naccounts: &a\n  - *a\n')).toMatchObject({ code: 'CONFIG_VALUE' });
  });
});

describe('a calendar of one’s own', () => {
  it('is read from JSON or YAML', () => {
    const years = { 2027: { off: ['2027-01-01'], work: ['2027-01-30'] } };
    expect(readCalendar(JSON.stringify(years), 'days.json')).toEqual(years);
    expect(readCalendar('2027:\n  off: [2027-01-01]\n  work:\n    - 2027-01-30\n', 'days.yaml')).toEqual(years);
  });

  it('names the line of a day that doesn’t exist', () => {
    const read = (): unknown => readCalendar('2027:\n  off:\n    - 2027-01-01\n    - 2027-02-30\n', 'days.yaml');
    expect(read).toThrow(
      expect.objectContaining({ params: expect.objectContaining({ line: 4, text: '2027-02-30' }) as unknown }),
    );
  });
});

describe('platforms', () => {
  it('every id is a name of itself, whatever its case or dashes', () => {
    for (const id of PLATFORM_IDS) expect(parsePlatform(id.toUpperCase().replaceAll('-', ' '))).toBe(id);
    expect(parsePlatform('支付宝')).toBe('alipay');
    expect(parsePlatform('天猫')).toBe('taobao');
    expect(parsePlatform('银联商务')).toBe('chinaums');
    expect(parsePlatform('nobody')).toBeUndefined();
    expect(parsePlatform('__proto__')).toBeUndefined();
  });
});
