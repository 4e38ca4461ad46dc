import { absolute, formatGrouped } from '../model/money.ts';
import type { Finding } from '../model/finding.ts';
import type { Language } from '../model/words.ts';
import { KINDS } from './list.ts';

/**
 * A finding as a sentence; `account` is what its account is called. Placeholders that the finding has no value for print
 * a dash; `{actual_size}` is the amount without its sign, where the words say the direction.
 */
export function messageOf(finding: Finding, language: Language, account = finding.account): string {
  const template = KINDS.find((kind) => kind.code === finding.code)?.message[language] ?? finding.code;
  const amounts = {
    expected: finding.expected,
    actual: finding.actual,
    difference: finding.difference,
    expected_size: finding.expected === undefined ? undefined : absolute(finding.expected),
    actual_size: finding.actual === undefined ? undefined : absolute(finding.actual),
  };
  return template.replace(/\{(\w+)\}/gu, (_, key: string) => {
    if (key in amounts) {
      const amount = amounts[key as keyof typeof amounts];
      return amount === undefined ? (finding.details?.[key] ?? '–') : formatGrouped(amount, finding.currency);
    }
    return (
      finding.details?.[`${key}.${language}`] ??
      textOf({ ...finding, ...(account === undefined ? {} : { account }) }, key) ??
      '–'
    );
  });
}

function textOf(finding: Finding, key: string): string | undefined {
  const refs: Readonly<Record<string, string | undefined>> = {
    order: finding.orderNo,
    trade: finding.tradeNo,
    // Whole days have no number: they are called by what they are.
    batch: finding.batchNo ?? finding.details?.['ref'],
    bank: finding.bankRef,
    account: finding.account,
    counterparty: finding.counterparty,
    date: finding.date,
    others: finding.others?.join(', '),
  };
  return key in refs ? refs[key] : finding.details?.[key];
}
