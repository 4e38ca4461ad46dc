import type { FileCase } from '../model/case.ts';
import type { Finding, Severity } from '../model/finding.ts';
import { minor } from '../model/money.ts';
import { finding } from './finding.ts';

/** The finding of a file case of this code: amounts as amounts, counts as words. */
export function fileFinding(subject: FileCase, code: FileCase['code'], severity: Severity): readonly Finding[] {
  if (subject.code !== code) return [];
  const isAmount = subject.unit === 'amount';
  const { expected, actual } = subject;
  return [
    finding({
      code,
      severity,
      leg: 'file',
      account: subject.account,
      expected: isAmount && expected !== undefined ? minor(expected) : undefined,
      actual: isAmount && actual !== undefined ? minor(actual) : undefined,
      currency: subject.currency,
      date: subject.day,
      since: subject.day,
      place: subject.place,
      others: subject.others,
      details: {
        what: subject.what,
        to: subject.to ?? subject.day,
        ...(isAmount ? {} : { expected: String(expected ?? ''), actual: String(actual ?? '') }),
      },
    }),
  ];
}
