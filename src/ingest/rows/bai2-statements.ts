import { StopError } from '../../model/problem.ts';
import type { DocumentContext, DocumentStatement } from '../document.ts';
import { bai2Records, type Bai2Code, type Bai2Record } from '../tokenise/bai2.ts';
import { Bai2Reading, type Bai2Group } from './bai2-account.ts';
import { bai2Amount, bai2Cells, bai2Day } from './bai2-fields.ts';

/** What a trailer has to come to: the sum of those below it, how many they are, and the records with its own. */
interface Scope {
  sum: number;
  members: number;
  records: number;
}

/**
 * The accounts of a BAI2 text, each as a statement of the group's as-of day (formats/bank.md 4); several files may
 * follow each other. Throws CURRENCY_UNKNOWN, DATE_UNREADABLE (the as-of day), FILE_TRUNCATED where a trailer is missing.
 */
export async function* bai2Statements(
  text: AsyncIterable<string>,
  context: DocumentContext,
): AsyncGenerator<DocumentStatement<'bank'>> {
  const reading = new Bai2FileReading(context.file);
  for await (const record of bai2Records(text, context.file)) yield* reading.take(record);
  yield* reading.end();
}

/** What may stand open when a record comes, and what it belongs under. */
const BELONGS: Readonly<Record<Bai2Code, 'nothing' | 'file' | 'group' | 'account'>> = {
  '01': 'nothing',
  '02': 'file',
  '03': 'group',
  '16': 'account',
  '49': 'account',
  '98': 'group',
  '99': 'file',
};
const TRAILER = { nothing: '01', file: '99', group: '98', account: '49' } as const;

class Bai2FileReading {
  private readonly name: string;
  private readonly seen = new Map<string, number>();
  private file: Scope | undefined;
  private group: (Bai2Group & Scope) | undefined;
  private account: Bai2Reading | undefined;
  /** Read to its end, but its group's and file's trailers may still have a word. */
  private last: Bai2Reading | undefined;

  constructor(name: string) {
    this.name = name;
  }

  take(record: Bai2Record): readonly DocumentStatement<'bank'>[] {
    const open = this.openScope();
    if (open !== BELONGS[record.code]) throw this.truncated(record.line, TRAILER[open]);
    switch (record.code) {
      case '01':
        this.file = { sum: 0, members: 0, records: record.records };
        return this.release();
      case '02':
        this.group = { ...groupOf(record, this.name), sum: 0, members: 0, records: record.records };
        return [];
      case '03':
        return this.openAccount(record);
      case '16':
        this.account?.detail(record);
        return [];
      default:
        this.close(record);
        return [];
    }
  }

  end(): readonly DocumentStatement<'bank'>[] {
    const open = this.openScope();
    if (open !== 'nothing') throw this.truncated(undefined, TRAILER[open]);
    return this.release();
  }

  private openScope(): keyof typeof TRAILER {
    if (this.account !== undefined) return 'account';
    if (this.group !== undefined) return 'group';
    return this.file === undefined ? 'nothing' : 'file';
  }

  private truncated(line: number | undefined, what: string): StopError {
    return new StopError('FILE_TRUNCATED', { file: this.name, ...(line !== undefined && { line }), what });
  }

  private openAccount(record: Bai2Record): readonly DocumentStatement<'bank'>[] {
    const released = this.release();
    if (this.group !== undefined) this.account = new Bai2Reading(record, this.group, this.name);
    return released;
  }

  private release(): readonly DocumentStatement<'bank'>[] {
    if (this.last === undefined) return [];
    const statement = this.last.statement();
    this.last = undefined;
    const number = statement.statement;
    if (number === undefined) return [statement];
    const before = this.seen.get(number) ?? 0;
    this.seen.set(number, before + 1);
    return [before === 0 ? statement : { ...statement, statement: `${number} (${String(before + 1)})` }];
  }

  private close(record: Bai2Record): void {
    if (record.code === '49') this.closeAccount(record);
    else if (record.code === '98') this.closeGroup(record);
    else this.closeFile(record);
  }

  private closeAccount(record: Bai2Record): void {
    const [sum, records] = bai2Cells(record).map(bai2Amount);
    this.account?.check(record, sum, records);
    if (this.group !== undefined) {
      this.group.sum += sum ?? 0;
      this.group.members += 1;
      this.group.records += this.account?.counted() ?? 0;
    }
    this.last = this.account;
    this.account = undefined;
  }

  private closeGroup(record: Bai2Record): void {
    const { group, file } = this;
    if (group === undefined || file === undefined) return;
    group.records += record.records;
    this.compare(record, group, 'accounts');
    file.sum += bai2Amount(bai2Cells(record)[0] ?? '') ?? 0;
    file.members += 1;
    file.records += group.records;
    this.group = undefined;
  }

  private closeFile(record: Bai2Record): void {
    if (this.file === undefined) return;
    this.file.records += record.records;
    this.compare(record, this.file, 'groups');
    this.file = undefined;
  }

  /** What a trailer declares against what stood below it; told with the last account before it. */
  private compare(record: Bai2Record, scope: Scope, members: string): void {
    const [sum, count, records] = bai2Cells(record).map(bai2Amount);
    const checks = [
      { what: 'control total', declared: sum, actual: scope.sum, unit: 'amount' as const },
      { what: members, declared: count, actual: scope.members, unit: 'count' as const },
      { what: 'records', declared: records, actual: scope.records, unit: 'count' as const },
    ];
    for (const { what, declared, actual, unit } of checks) {
      if (declared === undefined || declared === actual) continue;
      this.last?.issue(record, `${record.code} ${what}`, { expected: declared, actual, unit });
    }
  }
}

const IGNORED: Readonly<Record<string, string>> = { '2': '2 (deletion)', '4': '4 (test)' };

/** Updates (1) and corrections (3) of a day that is over are booked; corrections take the place of the day sent before. Throws DATE_UNREADABLE. */
function groupOf(record: Bai2Record, file: string): Bai2Group {
  const [, , status = '', asOfText = '', , currency = '', modifier = ''] = bai2Cells(record);
  const asOf = bai2Day(asOfText);
  if (asOf === undefined) {
    throw new StopError('DATE_UNREADABLE', { file, line: record.line, column: record.code, text: asOfText });
  }
  const interim = modifier === '1' || modifier === '3';
  const counts = status === '' || status === '1' || status === '3';
  return {
    line: record.line,
    asOf,
    currency,
    booked: counts && !interim,
    ignored: counts ? undefined : `02 ${IGNORED[status] ?? status}`,
  };
}
