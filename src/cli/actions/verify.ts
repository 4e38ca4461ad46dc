import { verifyBooks, type BooksState, type Fault, type Part } from '../../jobs/verify-books.ts';
import { EXIT } from '../../model/problem.ts';
import type { Column, Row, Table } from '../../model/table.ts';
import type { Words } from '../../model/words.ts';
import { answer } from '../answer.ts';
import type { Call } from '../command.ts';
import { withSession } from '../session.ts';
import { fill } from '../words/fill.ts';

/** Looks through everything the books rest on; ends with 6 when a part of it is broken. */
export async function run(call: Call): Promise<number> {
  const head = call.given.text('head');
  return withSession(call, 'read', async ({ books, settings }) => {
    const state = await verifyBooks(books, head === undefined ? [] : [head]);
    const isBroken = state.parts.some((part) => part.faults.length > 0);
    return answer(call, tableOf(state, settings.book), isBroken ? EXIT.integrity : EXIT.ok);
  });
}

const PART_WORDS: Readonly<Record<Part, Words>> = {
  database: { en: 'database file', zh: '数据库文件' },
  references: { en: 'references between rows', zh: '行间引用' },
  rows: { en: 'rows of every statement', zh: '各对账单行数' },
  archive: { en: 'archived files', zh: '存档文件' },
  audit: { en: 'audit chain', zh: '审计链' },
};

const FAULT_WORDS: Readonly<Record<Fault['what'], Words>> = {
  damaged: { en: '{text}', zh: '{text}' },
  orphan: {
    en: 'row {row} of {table} names a row of {parent} that is not there',
    zh: '{table} 第 {row} 行引用的 {parent} 行不存在',
  },
  'rows-missing': {
    en: '{file}: {actual} rows stored of {expected}',
    zh: '{file}：应有 {expected} 行，现存 {actual} 行',
  },
  'file-missing': { en: '{file} is not in the archive ({sha256})', zh: '存档中缺少 {file}（{sha256}）' },
  'file-changed': { en: '{file} was changed in the archive ({sha256})', zh: '存档中的 {file} 被改动（{sha256}）' },
  'event-missing': { en: 'event {seq} is missing', zh: '缺少第 {seq} 条日志' },
  'event-other-before': {
    en: 'event {seq} follows another one than stands before it',
    zh: '第 {seq} 条日志与前一条不衔接',
  },
  'event-changed': { en: 'event {seq} was changed', zh: '第 {seq} 条日志被改动' },
  'head-missing': {
    en: 'the chain does not hold {head}: events at its end are gone, or it is not of these books',
    zh: '链中没有 {head}：末尾日志丢失，或不属于本账套',
  },
};

const STATES: NonNullable<Column['values']> = {
  ok: { en: 'sound', zh: '完好' },
  broken: { en: 'BROKEN', zh: '损坏' },
};

function tableOf({ parts, head }: BooksState, book: string): Table {
  return {
    schema: 'settle.verify/1',
    title: { en: 'Integrity of the books', zh: '账套完整性' },
    columns: [
      { key: 'part', title: { en: 'Part', zh: '部分' }, type: 'text', values: PART_WORDS },
      { key: 'state', title: { en: 'State', zh: '状态' }, type: 'text', values: STATES },
      { key: 'looked_at', title: { en: 'Looked at', zh: '检查数' }, type: 'integer' },
      { key: 'faults', title: { en: 'Faults', zh: '问题数' }, type: 'integer' },
      { key: 'first', title: { en: 'First of them', zh: '首个问题' }, type: 'words', below: true },
    ],
    rows: parts.map(({ part, looked, faults }): Row => {
      const [first] = faults;
      return {
        part,
        state: first === undefined ? 'ok' : 'broken',
        looked_at: looked,
        faults: faults.length,
        ...(first === undefined ? {} : { first: wordsOf(first) }),
      };
    }),
    facts: { book, ...(head === '' ? {} : { audit_head: head }) },
    notes: [
      {
        words: {
          en: 'The chain shows that an event was changed, not who did it; to notice events cut off at its end keep audit_head elsewhere and give it to --head.',
          zh: '审计链可发现日志被改动，但不能防止改动；另行保存 audit_head 并以 --head 核对，可发现末尾被删除的日志。',
        },
      },
    ],
  };
}

function wordsOf({ what, params }: Fault): Words {
  const { en, zh } = FAULT_WORDS[what];
  return { en: fill(en, params), zh: fill(zh, params) };
}
