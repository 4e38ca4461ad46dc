import type { Resolution } from '../../model/finding.ts';
import type { Words } from '../../model/words.ts';

/** How a person closed a finding. */
export const RESOLUTION_WORDS: Readonly<Record<Resolution, Words>> = {
  'matched-late': { en: 'matched later', zh: '事后勾对' },
  'manual-match': { en: 'matched by hand', zh: '人工勾对' },
  'write-off': { en: 'written off', zh: '核销' },
  'fee-adjust': { en: 'fee adjusted', zh: '调整手续费' },
  'fx-adjust': { en: 'exchange difference', zh: '汇兑调整' },
  'order-added': { en: 'order added', zh: '已补录订单' },
  refund: { en: 'refunded', zh: '已退款' },
  recovered: { en: 'recovered', zh: '已追回' },
  'cancelled-out': { en: 'cancelled out', zh: '相互抵消' },
  reclassified: { en: 'reclassified', zh: '重分类' },
  parked: { en: 'parked', zh: '挂账待查' },
  accepted: { en: 'accepted', zh: '已确认' },
};
