import { columnSheet, type FormColumns } from '../columns.ts';
import type { VoucherForm } from '../form.ts';

const COLUMNS: FormColumns = [
  ['凭证日期', 'date'],
  ['会计年度', 'year'],
  ['会计期间', 'month'],
  ['凭证字', 'word'],
  ['凭证号', 'number'],
  ['科目代码', 'code'],
  ['科目名称', 'name'],
  ['币别代码', 'currency_code'],
  ['币别名称', 'currency_name'],
  ['原币金额', 'original'],
  ['借方', 'debit_or_0'],
  ['贷方', 'credit_or_0'],
  ['制单', 'prepared_by'],
  ['审核', 'empty'],
  ['核准', 'empty'],
  ['出纳', 'empty'],
  ['经办', 'empty'],
  ['结算方式', 'empty'],
  ['结算号', 'empty'],
  ['凭证摘要', 'summary'],
  ['数量', 'zero'],
  ['数量单位', 'empty'],
  ['单价', 'zero'],
  ['参考信息', 'customer'],
  ['业务日期', 'date'],
  ['往来业务编号', 'empty'],
  ['附件数', 'attachments'],
  ['序号', 'sequence'],
  ['系统模块', 'empty'],
  ['业务描述', 'empty'],
  ['汇率类型', 'empty'],
  ['汇率', 'rate'],
  ['分录序号', 'entry_from_0'],
  ['核算项目', 'empty'],
  ['过账', 'empty'],
  ['机制凭证', 'empty'],
  ['现金流量', 'empty'],
];

/** 金蝶 K/3, KIS 专业版: 37 columns in this order (DOMAIN.md 1.7.2). */
const kingdee: VoucherForm = {
  name: 'kingdee',
  what: 'vouchers',
  write: (input) => columnSheet(input, 'Page1', COLUMNS),
};
export default kingdee;
