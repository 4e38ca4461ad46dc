import { elemeDetails } from './words/eleme.ts';

/** 饿了么/淘宝闪购 · 赔偿单: what was paid for a mishap (formats/cn.md §13). */
export default elemeDetails({
  id: 'eleme-compensation',
  title: { en: 'Ele.me bill: compensation', zh: '饿了么赔偿单' },
  sheet: /赔偿|赔付/u,
  kind: 'adjustment',
});
