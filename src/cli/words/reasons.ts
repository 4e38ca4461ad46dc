import type { Words } from '../../model/words.ts';
import { DECISION_REASONS } from './decision-reasons.ts';

/** Why the machine didn't let us, in words; a code that isn't here is printed as it is. */
export const REASONS = {
  ...DECISION_REASONS,
  'not-over': { en: 'the month is not over', zh: '该月尚未结束' },
  'no-rows': { en: 'no row speaks of it or of a month before it', zh: '该月及以前没有任何数据' },
  'earlier-open': { en: '{earlier} comes before it and is not closed', zh: '前一月份 {earlier} 尚未结账' },
  'not-closed': { en: 'it is not closed', zh: '该月未结账' },
  EACCES: { en: 'no permission', zh: '没有权限' },
  EPERM: { en: 'not permitted', zh: '不允许' },
  EEXIST: { en: 'a file stands there', zh: '文件已存在' },
  ENOENT: { en: 'there is no such folder', zh: '文件夹不存在' },
  ENOTDIR: { en: 'part of the path is no folder', zh: '路径中有非文件夹' },
  EISDIR: { en: 'a folder stands there', zh: '该处是文件夹' },
  ENOSPC: { en: 'the disk is full', zh: '磁盘已满' },
  EDQUOT: { en: 'the quota is used up', zh: '配额已满' },
  EFBIG: { en: 'larger than a file may be here', zh: '超过允许的文件大小' },
  EROFS: { en: 'the disk is read-only', zh: '磁盘只读' },
  EIO: { en: 'the device failed', zh: '设备故障' },
  ELOOP: { en: 'links that lead in a circle', zh: '链接循环' },
  EMFILE: { en: 'too many open files', zh: '打开的文件过多' },
  'not-regular': { en: "it isn't a regular file", zh: '不是普通文件' },
  'not-text': { en: "it isn't UTF-8 text", zh: '不是 UTF-8 文本' },
  'too-large': { en: 'it is too large', zh: '文件过大' },
  rows: { en: 'other statements are in', zh: '账单已变化' },
  rules: { en: 'settle.yaml was changed', zh: 'settle.yaml 已修改' },
  decisions: { en: 'people decided since', zh: '其间有人工决定' },
  groups: { en: 'the passes come to something else', zh: '匹配结果不同' },
  'no-file': { en: 'there is no such file', zh: '没有此文件' },
  JSON: { en: 'it is no JSON', zh: '不是 JSON' },
} as const satisfies Readonly<Record<string, Words>>;

/** What there is too much of, for `LIMIT_REACHED`; named as in ingest's LIMITS. */
export const LIMIT_NAMES = {
  files: { en: 'files in one import', zh: '一次导入的文件数' },
  fileBytes: { en: 'bytes in a file', zh: '文件字节数' },
  containerBytes: { en: 'bytes in a container', zh: '容器文件字节数' },
  recordBytes: { en: 'bytes in a row', zh: '单行字节数' },
  cellChars: { en: 'characters in a cell', zh: '单元格字符数' },
  columns: { en: 'columns', zh: '列数' },
  rows: { en: 'rows', zh: '行数' },
  zipEntries: { en: 'files in an archive', zh: '压缩包内文件数' },
  zipTotalBytes: { en: 'bytes in an archive once unpacked', zh: '压缩包解压后字节数' },
  zipRatio: { en: 'times its size when unpacked (an archive made to fill disks)', zh: '解压倍数（疑似压缩炸弹）' },
  nesting: { en: 'archives inside archives', zh: '压缩包嵌套层数' },
  sheetRows: { en: 'rows on a page of a workbook', zh: '工作表行数' },
} as const satisfies Readonly<Record<string, Words>>;

const SPLIT = { en: 'split it by days and import the parts', zh: '请按日期拆分后分别导入' };
const UNCLOSED = {
  en: 'look at that line: most likely a quotation mark is left open there',
  zh: '请检查该行：很可能有未闭合的引号',
};
const UNPACK = { en: 'unpack it and import the files inside', zh: '请先解压，再导入其中的文件' };

/** What helps against each of them: ends the remedy of `LIMIT_REACHED`. */
export const LIMIT_ADVICE = {
  files: { en: 'import it folder by folder', zh: '请按文件夹分批导入' },
  fileBytes: SPLIT,
  containerBytes: SPLIT,
  recordBytes: UNCLOSED,
  cellChars: UNCLOSED,
  columns: {
    en: 'delete the columns to the right of the table, or check that it is a statement',
    zh: '请删除表格右侧多余的列，或确认它是账单',
  },
  rows: SPLIT,
  zipEntries: UNPACK,
  zipTotalBytes: UNPACK,
  zipRatio: { en: 'ask where it comes from', zh: '请核实来源' },
  nesting: UNPACK,
  sheetRows: { en: 'ask for a shorter period, or for csv', zh: '请缩短期间，或改用 csv' },
} as const satisfies Readonly<Record<keyof typeof LIMIT_NAMES, Words>>;

/** What a file turned out to be, or lacks; a word that isn't here (PDF, 手续费总金额) is printed as it is. */
export const WHAT_NAMES = {
  'web page': { en: 'a web page', zh: '网页' },
  mojibake: { en: 'text that was read in a wrong encoding and saved again', zh: '曾以错误编码打开并另存的文本' },
  quote: { en: 'inside quotation marks', zh: '引号未闭合' },
  row: { en: 'inside a row', zh: '行不完整' },
  footer: { en: 'before its totals', zh: '缺少合计行' },
  element: { en: 'inside an element', zh: '元素未闭合' },
  'not XML': { en: 'XML that is not well-formed', zh: '格式不正确的 XML' },
  DOCTYPE: { en: 'XML with a DOCTYPE, which no bank sends', zh: '含 DOCTYPE 声明的 XML，银行不会发送' },
  'error answer': { en: 'an answer with the error «{answer}»', zh: '返回错误“{answer}”的应答' },
  'no statement': { en: 'a message without a statement', zh: '不含对账单的报文' },
} as const satisfies Readonly<Record<string, Words>>;
