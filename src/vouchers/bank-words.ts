import type { BankPurpose } from '../model/ledger.ts';
import type { Minor } from '../model/money.ts';

const INTEREST = /结息|利息|息税|\binterest\b/iu;
const FEE =
  /手续费|工本费|账户管理费|服务费|年费|汇划费|转账费|电汇费|回单费|\b(?:bank|service|account|transfer|wire|monthly)\s+(?:fee|charge)s?\b|\bcharges?\b/iu;

/** What a bank's own entry says it is, where nothing of ours answers it; money in is never a fee. */
export function bankPurpose(words: string, amount: Minor): Extract<BankPurpose, 'fee' | 'interest' | 'unknown'> {
  if (INTEREST.test(words)) return 'interest';
  return amount < 0 && FEE.test(words) ? 'fee' : 'unknown';
}
