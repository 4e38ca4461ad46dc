import { describe, expect, it } from 'vitest';

import { readSettings } from '../../src/cli/config/read.ts';
import { whoseAccount } from '../../src/jobs/whose-account.ts';
import { CNY } from '../../src/model/currency.ts';

const SETTINGS = readSettings(
  'book: 测试商行\naccounts:\n  - { id: ccb, kind: bank, number: "33050161763500000123" }\n  - { id: icbc, kind: bank, number: "1202020419900012345" }\n',
);

/** The account a bank statement goes to that names its account so and is imported with `--account`. */
function given(said: string, account: string): string {
  const format = {
    id: 'qif',
    kind: 'bank',
    title: { en: 'QIF', zh: 'QIF' },
    grade: 'A',
    knownBy: [],
    joins: { en: '', zh: '' },
  } as const;
  const name = { numbers: [] };
  return whoseAccount(SETTINGS, { format, said, name, given: account, currency: CNY }).ref;
}

describe('a statement that a person says the account of', () => {
  it('goes there when it calls its account by a name without digits', () => {
    expect(given('Checking', 'ccb')).toBe('ccb');
    expect(given('基本户', 'icbc')).toBe('icbc');
  });

  it('goes there when it shows the last digits of its number', () => {
    expect(given('**** 0123', 'ccb')).toBe('ccb');
  });

  it('is refused when it shows another number, or calls another account by its id', () => {
    const refused = expect.objectContaining({ code: 'ACCOUNT_OTHER' }) as Error;
    expect(() => given('6222020000000000001', 'ccb')).toThrow(refused);
    expect(() => given('icbc', 'ccb')).toThrow(refused);
  });
});
