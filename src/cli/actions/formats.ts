import { formats, recognise, unpack, type ByteSource, type FormatInfo, type Recognition } from '../../jobs/formats.ts';
import { CNY } from '../../model/currency.ts';
import { EXIT, StopError } from '../../model/problem.ts';
import type { StatementKind } from '../../model/statement.ts';
import type { Column, Row, Table } from '../../model/table.ts';
import type { Words } from '../../model/words.ts';
import { answer } from '../answer.ts';
import type { Call } from '../command.ts';
import { sourcesOf } from '../files.ts';
import { describe } from '../words.ts';

/** Lists the formats; with files says what each is, how that is known, and what the nearest format misses. */
export async function run(call: Call): Promise<number> {
  if (call.args.length === 0) return answer(call, listTable(call));
  const rows: Row[] = [];
  for (const source of sourcesOf(call.world, call.args)) rows.push(...(await rowsOf(call, source)));
  const isRead = rows.every((row) => row['status'] === 'known');
  return answer(call, fileTable(rows), isRead ? EXIT.ok : EXIT.input);
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
  } satisfies Readonly<Record<StatementKind, Words>>,
};

const TITLE = { en: 'Formats', zh: '格式' };

function listTable({ lang }: Call): Table {
  const columns: readonly Column[] = [
    { key: 'format', title: { en: 'Format', zh: '格式' }, type: 'text' },
    { key: 'title', title: { en: 'Name', zh: '名称' }, type: 'text' },
    KIND,
    { key: 'platform', title: { en: 'Platform', zh: '平台' }, type: 'text', wide: true },
    { key: 'grade', title: { en: 'Grade', zh: '依据' }, type: 'text' },
    { key: 'joined_by', title: { en: 'Joined by', zh: '关联字段' }, type: 'text', wide: true },
    { key: 'known_by', title: { en: 'Known by', zh: '识别列' }, type: 'data', wide: true },
  ];
  const rowOf = (format: FormatInfo): Row => ({
    format: format.id,
    title: format.title[lang],
    kind: format.kind,
    platform: format.platform,
    grade: format.grade,
    joined_by: format.joins[lang],
    known_by: format.knownBy,
  });
  const grades = {
    en: 'Grade: A official or several sources, B one real source, C inferred.',
    zh: '依据：A 官方或多个来源，B 一个真实来源，C 推断。',
  };
  return { schema: 'settle.formats/1', title: TITLE, columns, rows: formats().map(rowOf), notes: [{ words: grades }] };
}

type Evidence = Extract<Recognition, { readonly ok: true }>['evidence'];

/** A row for each statement in a file; an archive's members are files of their own. */
async function rowsOf(call: Call, source: ByteSource): Promise<readonly Row[]> {
  const rows: Row[] = [];
  try {
    for await (const member of unpack(source, {})) {
      const recognitions = await recognise(member, { currency: CNY });
      rows.push(...recognitions.map((one) => recognised(call, member.name, one)));
    }
  } catch (error) {
    if (!(error instanceof StopError) || error.exit !== EXIT.input) throw error;
    rows.push(recognised(call, source.name, { ok: false, code: error.code, params: error.params }));
  }
  return rows;
}

function recognised({ lang }: Call, file: string, one: Recognition): Row {
  if (one.ok) {
    const { encoding, headerLine, matched } = one.evidence;
    const { id, title, kind } = one.format;
    const known = { file, status: 'known', format: id, title: title[lang], kind, how: howKnown(one.evidence) };
    return { ...known, encoding, header_line: headerLine, matched };
  }
  const { nearest } = one;
  return {
    file,
    status: 'refused',
    code: one.code,
    message: describe(one.code, one.params, lang).message,
    nearest: nearest?.format.id,
    header_line: nearest?.headerLine,
    matched: nearest?.matched,
    missing: nearest?.missing,
  };
}

/** Header names said of a file; CSV and JSON have them all. */
const NAMES_SAID = 6;

/** By which columns, where they stand, and in which encoding they could be read. */
function howKnown({ encoding, headerLine, matched }: Evidence): Words {
  if (matched.length === 0) return { en: `by its structure, ${encoding}`, zh: `按文件结构识别，${encoding}` };
  const more = matched.length > NAMES_SAID;
  const said = matched.slice(0, NAMES_SAID);
  return {
    en: `columns ${said.join(', ')}${more ? ' …' : ''} in line ${headerLine}, ${encoding}`,
    zh: `第 ${headerLine} 行的列 ${said.join('、')}${more ? '……' : ''}，${encoding}`,
  };
}

const STATUS = { known: { en: 'known', zh: '可识别' }, refused: { en: 'refused', zh: '无法识别' } };

function fileTable(rows: readonly Row[]): Table {
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
      { key: 'missing', title: { en: 'Missing', zh: '缺少' }, type: 'data', wide: true },
    ],
    rows,
  };
}
