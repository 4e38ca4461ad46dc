import { columnSheet, type FormColumns } from '../columns.ts';
import type { VoucherForm } from '../form.ts';

const COLUMNS: FormColumns = [
  ['日期', 'date'],
  ['凭证字', 'word'],
  ['凭证号', 'number'],
  ['附件数', 'attachments'],
  ['分录序号', 'entry'],
  ['摘要', 'summary'],
  ['科目代码', 'code'],
  ['科目名称', 'name'],
  ['借方金额', 'debit'],
  ['贷方金额', 'credit'],
  ['客户', 'customer'],
  ['供应商', 'empty'],
  ['职员', 'empty'],
  ['项目', 'platform'],
  ['部门', 'empty'],
  ['存货', 'empty'],
  ['自定义辅助核算类别', 'empty'],
  ['自定义辅助核算编码', 'empty'],
  ['数量', 'empty'],
  ['单价', 'empty'],
  ['原币金额', 'original'],
  ['币别', 'currency_code'],
  ['汇率', 'rate'],
];

/** 金蝶精斗云, 云会计: 23 columns in this order (DOMAIN.md 1.7.4). */
const kingdeeCloud: VoucherForm = {
  name: 'kingdee-cloud',
  what: 'vouchers',
  write: (input) => columnSheet(input, '凭证列表', COLUMNS),
};
export default kingdeeCloud;
