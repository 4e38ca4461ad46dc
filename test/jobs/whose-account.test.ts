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

describe('a number that banks print in more than one way', () => {
  const settings = readSettings(
    'book: 测试商行\naccounts:\n  - { id: abn, kind: bank, currency: EUR, number: "NL91ABNA0417164300" }\n',
  );
  const bank = { kind: 'bank', title: { en: '', zh: '' }, grade: 'A', knownBy: [], joins: { en: '', zh: '' } } as const;
  const whose = (said: string, numbers: readonly (readonly [string, string])[] = []): string => {
    const clue = { format: { ...bank, id: 'mt940' }, said, name: { numbers: [] }, currency: CNY };
    return whoseAccount(settings, { ...clue, numbers: new Map(numbers) }).ref;
  };

  it.each(['NL91ABNA0417164300', 'NL91 ABNA 0417 1643 00', 'NL91ABNA0417164300EUR', 'NL91 ABNA 0417 1643 00 EUR'])(
    '%s is the account that settle.yaml names',
    (said) => {
      expect(whose(said)).toBe('abn');
    },
  );

  it('is one account when settle.yaml names none', () => {
    expect(whose('NL20 INGB 0001 2345 67 EUR')).toBe('bank-NL20INGB0001234567');
    expect(whose('1234.56.789EUR')).toBe('bank-1234.56.789');
  });

  it('keeps the name under which it was met first', () => {
    expect(whose('1234.56.789', [['bank-1234.56.789EUR', '1234.56.789EUR']])).toBe('bank-1234.56.789EUR');
  });

  it('keeps letters that are no currency', () => {
    expect(whose('GB33BUKB20201555555XYZ')).toBe('bank-GB33BUKB20201555555XYZ');
  });
});
