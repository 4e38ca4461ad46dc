import { absolute, formatGrouped, type Minor } from '../model/money.ts';
import type { Finding } from '../model/finding.ts';
import type { Language } from '../model/words.ts';
import { KINDS } from './list.ts';

/** A sentence cut at its placeholders: words and the names of placeholders take turns. */
type Template = readonly string[];

const TEMPLATES: ReadonlyMap<string, Readonly<Record<Language, Template>>> = new Map(
  KINDS.map(({ code, message }) => [code, { en: templateOf(message.en), zh: templateOf(message.zh) }]),
);

function templateOf(sentence: string): Template {
  return sentence.split(/\{(\w+)\}/u);
}

/**
 * A finding as a sentence; `account` is what its account is called. Placeholders that the finding has no value for print
 * a dash; `{actual_size}` is the amount without its sign, where the words say the direction.
 */
export function messageOf(finding: Finding, language: Language, account = finding.account): string {
  const template = TEMPLATES.get(finding.code)?.[language] ?? [finding.code];
  let sentence = '';
  for (const [at, part] of template.entries()) {
    sentence += at % 2 === 0 ? part : (valueOf(finding, part, language, account) ?? '–');
  }
  return sentence;
}

type Told<T> = Readonly<Record<string, (finding: Finding, account: string | undefined) => T | undefined>>;

const AMOUNTS: Told<Minor> = {
  expected: ({ expected }) => expected,
  actual: ({ actual }) => actual,
  difference: ({ difference }) => difference,
  expected_size: ({ expected }) => (expected === undefined ? undefined : absolute(expected)),
  actual_size: ({ actual }) => (actual === undefined ? undefined : absolute(actual)),
};

const REFS: Told<string> = {
  order: ({ orderNo }) => orderNo,
  trade: ({ tradeNo }) => tradeNo,
  // Whole days have no number: they are called by what they are.
  batch: ({ batchNo, details }) => batchNo ?? details?.['ref'],
  bank: ({ bankRef }) => bankRef,
  account: (_, account) => account,
  counterparty: ({ counterparty }) => counterparty,
  date: ({ date }) => date,
  others: ({ others }) => others?.join(', '),
};

/** Details that differ by language stand above what the finding is about, and that above its other details. */
function valueOf(finding: Finding, key: string, language: Language, account: string | undefined): string | undefined {
  const { details, currency } = finding;
  const amount = AMOUNTS[key]?.(finding, account);
  if (amount !== undefined) return formatGrouped(amount, currency);
  const told = REFS[key];
  return details?.[`${key}.${language}`] ?? (told === undefined ? details?.[key] : told(finding, account));
}
