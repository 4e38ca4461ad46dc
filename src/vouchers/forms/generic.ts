import { columnSheet, type FormColumns } from '../columns.ts';
import type { VoucherForm } from '../form.ts';

const COLUMNS: FormColumns = [
  ['日期', 'date'],
  ['凭证字', 'word'],
  ['凭证号', 'number'],
  ['附单据数', 'attachments'],
  ['摘要', 'summary'],
  ['科目编码', 'code'],
  ['科目名称', 'name'],
  ['借方金额', 'debit'],
  ['贷方金额', 'credit'],
  ['客户', 'customer'],
  ['供应商', 'empty'],
  ['部门', 'empty'],
  ['项目', 'platform'],
  ['币别', 'currency'],
  ['原币', 'original'],
  ['汇率', 'rate'],
];

/** The columns most programs can be told to read (DOMAIN.md 1.7.5). */
const generic: VoucherForm = {
  name: 'generic',
  what: 'vouchers',
  write: (input) => columnSheet(input, '凭证', COLUMNS),
};
export default generic;
