import { elemeDetails } from './words/eleme.ts';

/** 饿了么/淘宝闪购 · 保险相关业务账单明细: insurance, a fee (formats/cn.md §13). */
export default elemeDetails({
  id: 'eleme-insurance',
  title: { en: 'Ele.me bill: insurance', zh: '饿了么保险相关业务账单明细' },
  sheet: /保险|保障/u,
  kind: 'fee',
});
