import { elemeDetails } from './words/eleme.ts';

/** 饿了么/淘宝闪购 · 抖音渠道佣金明细: commission for orders that came by another platform (formats/cn.md §13). */
export default elemeDetails({
  id: 'eleme-channel-commission',
  title: { en: 'Ele.me bill: channel commission', zh: '饿了么渠道佣金明细' },
  sheet: /佣金/u,
  kind: 'commission',
});
