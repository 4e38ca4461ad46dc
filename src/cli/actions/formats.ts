import { existsSync } from 'node:fs';
import { join } from 'node:path';

import {
  formats,
  namedHeaders,
  preview,
  recognise,
  unpack,
  type ByteSource,
  type FormatInfo,
  type ReadOptions,
  type Recognition,
} from '../../jobs/formats.ts';
import { CNY } from '../../model/currency.ts';
import { EXIT, StopError } from '../../model/problem.ts';
import type { StatementKind } from '../../model/statement.ts';
import type { Cell, Column, Row, Table } from '../../model/table.ts';
import type { Words } from '../../model/words.ts';
import { answer } from '../answer.ts';
import type { Call } from '../command.ts';
import { sourcesOf } from '../files.ts';
import { readingOptions } from '../reading.ts';
import { booksFolder, loadFormats, loadSettings, SETTINGS_FILE, withSession } from '../session.ts';
import { describe } from '../words.ts';
import { EXPLAIN_COLUMNS, explainRow } from './formats-explain.ts';

/** Lists the formats; with files says what each is, how that is known, and what the nearest format misses. */
export async function run(call: Call): Promise<number> {
  const options = await optionsOf(call);
  if (call.args.length === 0) return answer(call, listTable(call, options.declared));
  const rows: Row[] = [];
  for (const source of sourcesOf(call.world, call.args)) rows.push(...(await rowsOf(call, source, options)));
  const isRead = rows.every((row) => row['status'] === 'known');
  return answer(call, fileTable(rows, call.given.flag('explain')), isRead ? EXIT.ok : EXIT.input);
}

type Options = ReadOptions & Required<Pick<ReadOptions, 'declared'>>;

/** Needs no books; where there are some, their own formats and the headers named in them are known too. */
async function optionsOf(call: Call): Promise<Options> {
  const folder = booksFolder(call);
  const isAsked = call.given.text('books') !== undefined;
  if (!isAsked && !existsSync(join(folder, SETTINGS_FILE))) {
    return { currency: CNY, declared: [], ...readingOptions(call) };
  }
  const { currency } = loadSettings(folder);
  const declared = await loadFormats(folder);
  const signatures =
    call.args.length > 0 && existsSync(join(folder, 'books.db'))
      ? await withSession(call, 'read', ({ books }) => namedHeaders(books))
      : new Map<string, string>();
  return { currency, declared, signatures, ...readingOptions(call) };
}

const KIND: Column = {
  key: 'kind',
  title: { en: 'Kind', zh: '类型' },
  type: 'text',
  values: {
    orders: { en: 'orders', zh: '订单' },
    settlement: { en: 'settlement', zh: '平台结算' },
    bank: { en: 'bank', zh: '银行流水' },
    invoices: { en: 'invoices', zh: '发票' },
    customers: { en: 'customers', zh: '客户' },
    receipts: { en: 'receipts', zh: '收款' },
    rates: { en: 'rates', zh: '汇率' },
  } satisfies Readonly<Record<StatementKind, Words>>,
};

const DECLARED: Column = {
  key: 'declared',
  title: { en: 'Your own', zh: '自定义' },
  type: 'data',
};

const TITLE = { en: 'Formats', zh: '格式' };

/** Header names or marks a format is known by; one that is declared without a header is only known by its id. */
function knownLine(cell: Cell): readonly Words[] {
  const names = Array.isArray(cell) ? cell.map(String) : [];
  if (names.length === 0) return [];
  return [{ en: `known by ${names.join(', ')}`, zh: `识别：${names.join('、')}` }];
}

function joinedLine(cell: Cell): readonly Words[] {
  return typeof cell === 'string' ? [{ en: `joined by ${cell}`, zh: `关联：${cell}` }] : [];
}

function listTable({ lang }: Call, declared: Options['declared']): Table {
  const columns: readonly Column[] = [
    { key: 'format', title: { en: 'Format', zh: '格式' }, type: 'text' },
    { key: 'title', title: { en: 'Name', zh: '名称' }, type: 'text' },
    KIND,
    ...(declared.length > 0 ? [DECLARED] : []),
    { key: 'platform', title: { en: 'Platform', zh: '平台' }, type: 'text', wide: true },
    { key: 'grade', title: { en: 'Grade', zh: '依据' }, type: 'text' },
    { key: 'known_by', title: { en: 'Known by', zh: '识别列' }, type: 'data', below: true, shown: knownLine },
    { key: 'joined_by', title: { en: 'Joined by', zh: '关联字段' }, type: 'text', below: true, shown: joinedLine },
  ];
  const rowOf = (format: FormatInfo): Row => ({
    format: format.id,
    title: format.title[lang],
    kind: format.kind,
    declared: format.declared,
    platform: format.platform,
    grade: format.grade,
    joined_by: format.joins[lang],
    known_by: format.knownBy,
  });
  const grades = {
    en: 'Grade: A official or several sources, B one real source, C inferred.',
    zh: '依据：A 官方或多个来源，B 一个真实来源，C 推断。',
  };
  return {
    schema: 'settle.formats/1',
    title: TITLE,
    columns,
    rows: formats(declared).map(rowOf),
    notes: [{ words: grades }],
  };
}

type Evidence = Extract<Recognition, { readonly ok: true }>['evidence'];

/** A row for each statement in a file; an archive's members are files of their own. */
async function rowsOf(call: Call, source: ByteSource, options: Options): Promise<readonly Row[]> {
  const rows: Row[] = [];
  try {
    for await (const member of unpack(source, {})) rows.push(...(await memberRows(call, member, options)));
  } catch (error) {
    if (!(error instanceof StopError) || error.exit !== EXIT.input) throw error;
    rows.push(recognised(call, source.name, { ok: false, code: error.code, params: error.params }));
  }
  return rows;
}

async function memberRows(call: Call, member: ByteSource, options: Options): Promise<readonly Row[]> {
  const recognitions = await recognise(member, options);
  const rows = recognitions.map((one) => recognised(call, member.name, one));
  if (!call.given.flag('explain') || !recognitions.every(({ ok }) => ok)) return rows;
  const previews = await preview(member, options);
  // A document is recognised once, whatever number of statements lie in it.
  return rows.map((row, at) => ({ ...row, ...explainRow(rows.length === 1 ? previews : previews.slice(at, at + 1)) }));
}

function recognised({ lang }: Call, file: string, one: Recognition): Row {
  if (one.ok) {
    const { encoding, headerLine, matched } = one.evidence;
    const { id, title, kind } = one.format;
    const known = { file, status: 'known', format: id, title: title[lang], kind, how: howKnown(one.evidence) };
    return { ...known, encoding, header_line: headerLine, matched };
  }
  const { nearest } = one;
  const { message, remedy } = describe(one.code, one.params, lang);
  return {
    file,
    status: 'refused',
    code: one.code,
    message,
    remedy,
    nearest: nearest?.format.id,
    header_line: nearest?.headerLine,
    matched: nearest?.matched,
    missing: nearest?.missing,
  };
}

/** Header names said of a file; CSV and JSON have them all. */
const NAMES_SAID = 6;

/** By which columns, where they stand, and in which encoding they could be read. */
function howKnown({ encoding, headerLine, matched, remembered }: Evidence): Words {
  if (remembered) {
    return {
      en: `named with --as before, line ${headerLine}, ${encoding}`,
      zh: `此前已用 --as 指定，第 ${headerLine} 行，${encoding}`,
    };
  }
  if (matched.length === 0) return { en: `by its structure, ${encoding}`, zh: `按文件结构识别，${encoding}` };
  const more = matched.length > NAMES_SAID;
  const said = matched.slice(0, NAMES_SAID);
  return {
    en: `columns ${said.join(', ')}${more ? ' …' : ''} in line ${headerLine}, ${encoding}`,
    zh: `第 ${headerLine} 行的列 ${said.join('、')}${more ? '……' : ''}，${encoding}`,
  };
}

const MISSING: Column = { key: 'missing', title: { en: 'Missing', zh: '缺少' }, type: 'data', wide: true };

const STATUS = { known: { en: 'known', zh: '可识别' }, refused: { en: 'refused', zh: '无法识别' } };

function fileTable(rows: readonly Row[], isExplained: boolean): Table {
  return {
    schema: 'settle.formats.files/1',
    title: TITLE,
    columns: [
      { key: 'file', title: { en: 'File', zh: '文件' }, type: 'text' },
      { key: 'status', title: { en: 'Status', zh: '状态' }, type: 'text', values: STATUS },
      { key: 'format', title: { en: 'Format', zh: '格式' }, type: 'text' },
      { key: 'title', title: { en: 'Name', zh: '名称' }, type: 'text', wide: true },
      KIND,
      { key: 'how', title: { en: 'How it is known', zh: '识别依据' }, type: 'words', below: true },
      { key: 'encoding', title: { en: 'Encoding', zh: '编码' }, type: 'text', wide: true },
      { key: 'header_line', title: { en: 'Header line', zh: '表头行' }, type: 'integer', wide: true },
      { key: 'matched', title: { en: 'Known by', zh: '识别列' }, type: 'data', wide: true },
      { key: 'code', title: { en: 'Code', zh: '代码' }, type: 'text', wide: true },
      { key: 'message', title: { en: 'Why not', zh: '原因' }, type: 'text', below: true },
      { key: 'nearest', title: { en: 'Nearest', zh: '最接近' }, type: 'text', wide: true },
      ...(isExplained ? EXPLAIN_COLUMNS : [MISSING]),
    ],
    rows,
  };
}
