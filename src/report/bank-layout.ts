import type { Currency } from '../model/currency.ts';
import { daysBetween, type Day } from '../model/day.ts';
import { formatGrouped, plus, type Minor } from '../model/money.ts';
import type { Language, Words } from '../model/words.ts';
import type { Table } from '../model/table.ts';
import { brokenTo, displayWidth, joinedTo } from '../model/width.ts';
import type { BankItem, ItemKind } from './bank-items.ts';
import { wordsOf } from './columns.ts';
import { padded, pieces, plainText } from './text-width.ts';

/** One account's statement of reconciliation: both sides, what is outstanding, what is left over. */
export interface BankStatement {
  readonly book: string;
  /** Id and masked number. */
  readonly name: string;
  readonly currency: Currency;
  readonly day: Day;
  readonly bookBalance: Minor | undefined;
  readonly bankBalance: Minor | undefined;
  readonly adjustedBook: Minor | undefined;
  readonly adjustedBank: Minor | undefined;
  readonly difference: Minor | undefined;
  readonly items: readonly BankItem[];
  /** Of the statements it rests on. */
  readonly fingerprint: string;
}

/** Ages at which an open item asks for attention (REPORTS.md 1). */
const AGE_MARKS = [90, 60, 30] as const;

/** What the form's last line counts (DOMAIN.md 1.5). */
const OLD_DAYS = 60;

/** Widest a prescribed form may be, and as wide as a terminal has room for. */
const WIDTH_MAX = 96;
const WIDTH_NARROW = 80;
const LABEL_MAX = 28;
const AMOUNT_MIN = 12;
/** Bars and the spaces beside them. */
const FRAME = 13;

/** The words of the form, of a bank account; a wallet has its own (wallet-reconciliation.ts). */
export type FormWords = Readonly<Record<'title' | 'item' | 'amount' | 'book' | 'bank' | 'adjusted' | ItemKind, Words>>;

const BANK_WORDS: FormWords = {
  title: wordsOf('BANK RECONCILIATION STATEMENT | 银 行 存 款 余 额 调 节 表'),
  item: wordsOf('Item | 项  目'),
  amount: wordsOf('Amount | 金额'),
  book: wordsOf('Balance per books | 企业银行存款日记账余额'),
  bank: wordsOf('Balance per bank statement | 银行对账单余额'),
  bank_in_not_book: wordsOf('Add: in bank, not in books | 加：银行已收、企业未收'),
  bank_out_not_book: wordsOf('Less: out of bank, not books | 减：银行已付、企业未付'),
  book_in_not_bank: wordsOf('Add: in books, not in bank | 加：企业已收、银行未收'),
  book_out_not_bank: wordsOf('Less: out of books, not bank | 减：企业已付、银行未付'),
  adjusted: wordsOf('Adjusted balance | 调节后的存款余额'),
};

interface Sizes {
  readonly label: number;
  readonly amount: number;
}

/** One side's cell: its lines, each with an amount or none. */
type CellLines = readonly (readonly [string, string])[];

/** The forms of several accounts below each other, as DOMAIN.md 1.5 draws them and for 80 columns; undefined for none. */
export function formsOf(statements: readonly BankStatement[], texts?: FormWords): Pick<Table, 'layout'> {
  const forms = (lang: Language, room: number): readonly string[] =>
    statements.flatMap((statement, at) => [...(at === 0 ? [] : ['']), ...layoutOf(statement, lang, { texts, room })]);
  const inBoth = (room: number): Readonly<Record<Language, readonly string[]>> => ({
    en: forms('en', room),
    zh: forms('zh', room),
  });
  return statements.length === 0 ? {} : { layout: { ...inBoth(WIDTH_MAX), narrow: inBoth(WIDTH_NARROW) } };
}

interface Paper {
  readonly texts?: FormWords | undefined;
  /** Columns there is room for. */
  readonly room: number;
}

/** Words that have no room in their cell go on below. */
function layoutOf(statement: BankStatement, lang: Language, { texts = BANK_WORDS, room }: Paper): readonly string[] {
  const sizes = sizesOf(statement, room);
  const say = (words: Words): string => words[lang];
  const rule = (left: string, middle: string, right: string): string => {
    const cells = [sizes.label, sizes.amount, sizes.label, sizes.amount].map((width) => '─'.repeat(width + 2));
    return left + cells.join(middle) + right;
  };
  const both = (left: CellLines, right: CellLines): readonly string[] => rowsOf(left, right, sizes);
  const part = (kind: ItemKind): CellLines => partOf(statement, kind, { sizes, lang, texts });
  const width = displayWidth(rule('┌', '┬', '┐'));
  return [
    ...headingOf(statement, { lang, texts, width, room }),
    rule('┌', '┬', '┐'),
    ...both([[say(texts.item), say(texts.amount)]], [[say(texts.item), say(texts.amount)]]),
    rule('├', '┼', '┤'),
    ...both(
      [[say(texts.book), amountText(statement.bookBalance, statement.currency)]],
      [[say(texts.bank), amountText(statement.bankBalance, statement.currency)]],
    ),
    ...both(part('bank_in_not_book'), part('book_in_not_bank')),
    ...both(part('bank_out_not_book'), part('book_out_not_bank')),
    ...both(
      [[say(texts.adjusted), amountText(statement.adjustedBook, statement.currency)]],
      [[say(texts.adjusted), amountText(statement.adjustedBank, statement.currency)]],
    ),
    rule('├', '┴', '┤'),
    ...brokenTo(footerOf(statement, lang), width - 4).map((line) => `│ ${padded(line, width - 4)} │`),
    rule('└', '─', '┘'),
    ...joinedTo(signatures(statement, lang), '      ', room),
  ];
}

function sizesOf(statement: BankStatement, room: number): Sizes {
  const { bookBalance, bankBalance, adjustedBook, adjustedBank, items, currency } = statement;
  const sums = KINDS.map((kind) => sumOf(items, kind));
  const all = [bookBalance, bankBalance, adjustedBook, adjustedBank, ...sums, ...items.map((item) => item.amount)];
  const amount = Math.max(AMOUNT_MIN, ...all.map((one) => amountText(one, currency).length));
  return { amount, label: Math.min(LABEL_MAX, Math.floor((room - FRAME - 2 * amount) / 2)) };
}

const KINDS: readonly ItemKind[] = ['bank_in_not_book', 'bank_out_not_book', 'book_in_not_bank', 'book_out_not_bank'];

export function sumOf(items: readonly BankItem[], kind: ItemKind): Minor {
  return plus(...items.filter((item) => item.kind === kind).map((item) => item.amount));
}

interface Heading {
  readonly lang: Language;
  readonly texts: FormWords;
  readonly width: number;
  readonly room: number;
}

function headingOf(statement: BankStatement, { lang, texts, width, room }: Heading): readonly string[] {
  const title = texts.title[lang];
  const facts = {
    en: [
      `Unit: ${plainText(statement.book)}`,
      `Account: ${statement.name}`,
      `Currency: ${statement.currency}`,
      `As of: ${statement.day}`,
      'Page 1/1',
    ],
    zh: [
      `单位: ${plainText(statement.book)}`,
      `账户: ${statement.name}`,
      `币种: ${statement.currency}`,
      `截止日期: ${statement.day}`,
      '第 1 页/共 1 页',
    ],
  }[lang];
  const gap = displayWidth(facts.join('     ')) <= room ? '     ' : '   ';
  return [
    `${' '.repeat(Math.max(0, Math.floor((width - displayWidth(title)) / 2)))}${title}`,
    ...joinedTo(facts, gap, room),
  ];
}

/** Both cells at the height of the taller one. */
function rowsOf(left: CellLines, right: CellLines, sizes: Sizes): readonly string[] {
  const [one, other] = [left, right].map((cell) => cell.flatMap((line) => unfolded(line, sizes.label)));
  return Array.from({ length: Math.max(one?.length ?? 0, other?.length ?? 0) }, (_, at) => {
    const cells = [one?.[at] ?? ['', ''], other?.[at] ?? ['', '']] as const;
    const texts = cells.map(
      ([label, amount]) => ` ${padded(label, sizes.label)} │ ${padded(amount, sizes.amount, 'left')} `,
    );
    return `│${texts.join('│')}│`;
  });
}

/** A line whose words have no room goes on below, two columns further in; its amount stands with the first words. */
function unfolded([label, amount]: CellLines[number], width: number): CellLines {
  if (displayWidth(label) <= width) return [[label, amount]];
  const indent = ' '.repeat(label.length - label.trimStart().length);
  const [first = '', ...rest] = brokenTo(label.trimStart(), width - indent.length - 2);
  return [[indent + first, amount], ...rest.map((line): CellLines[number] => [`${indent}  ${line}`, ''])];
}

interface Drawing {
  readonly sizes: Sizes;
  readonly lang: Language;
  readonly texts: FormWords;
}

/** The heading of a kind with its sum, then its items: day and words with the amount, below them the ref and age. */
function partOf(statement: BankStatement, kind: ItemKind, { sizes, lang, texts }: Drawing): CellLines {
  const own = statement.items.filter((item) => item.kind === kind);
  // A number stands further in than its item, where there is room for it.
  const deep = sizes.label < LABEL_MAX ? 2 : 4;
  const indent = ' '.repeat(deep);
  const lines: (readonly [string, string])[] = [
    [texts[kind][lang], amountText(sumOf(statement.items, kind), statement.currency)],
  ];
  for (const item of own) {
    lines.push([`  ${item.date} ${plainText(itemText(item, lang))}`, amountText(item.amount, statement.currency)]);
    const ref = plainText(shortRef(item.ref));
    const age = ageText(daysBetween(item.date, statement.day), lang);
    const isOneLine = displayWidth(ref + age) <= sizes.label - deep;
    for (const piece of pieces(isOneLine ? ref + age : ref, sizes.label - deep)) lines.push([indent + piece, '']);
    if (!isOneLine && age !== '') lines.push([indent.slice(1) + age, '']);
  }
  return lines;
}

function itemText(item: BankItem, lang: Language): string {
  const summary = item.summary[lang];
  if (item.counterparty === undefined) return summary;
  return item.kind.startsWith('bank') ? `${item.counterparty} ${summary}` : summary;
}

/** The bare number: the form has little room, and `settle explain` takes it too. */
function shortRef(ref: string): string {
  if (ref.startsWith('bank:')) return ref.slice(ref.indexOf('/') + 1);
  return ref.startsWith('batch:') ? ref.slice('batch:'.length) : ref;
}

function ageText(days: number, lang: Language): string {
  const mark = AGE_MARKS.find((age) => days > age);
  if (mark === undefined) return '';
  return { en: ` >${mark} days`, zh: ` 超${mark}天` }[lang];
}

function footerOf({ difference, items, currency, day }: BankStatement, lang: Language): string {
  const older = (days: number): number => items.filter((item) => daysBetween(item.date, day) > days).length;
  const amount = difference === undefined ? '–' : amountText(difference, currency);
  return {
    en: `Difference: ${amount}   ${items.length} outstanding, older than 60 days: ${older(OLD_DAYS)}`,
    zh: `差额：${amount}   未达账项 ${items.length} 笔，其中超过 ${OLD_DAYS} 天 ${older(OLD_DAYS)} 笔`,
  }[lang];
}

function signatures({ fingerprint }: BankStatement, lang: Language): readonly string[] {
  return {
    en: ['Prepared: ________ Date: ______', 'Reviewed: ________ Date: ______', `Made by: settle ${fingerprint}`],
    zh: ['编制人：________ 日期：____', '复核人：________ 日期：____', `生成：settle ${fingerprint}`],
  }[lang];
}

/** Grouped by thousands, without the currency: the heading names it. */
function amountText(amount: Minor | undefined, currency: Currency): string {
  return amount === undefined ? '–' : formatGrouped(amount, currency);
}
