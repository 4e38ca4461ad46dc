import type { Day } from './day.ts';
import type { Minor } from './money.ts';

/** How money that names nothing is spread over a customer's open items (DOMAIN.md 3.5). */
export const ALLOCATIONS = ['fifo', 'civil-code-560', 'civil-code-561'] as const;
export type AllocationPolicy = (typeof ALLOCATIONS)[number];

/** Why a due day was moved. */
export const EXTENSION_CAUSES = ['force-majeure', 'agreement', 'other'] as const;
export type ExtensionCause = (typeof EXTENSION_CAUSES)[number];

/** Why a debt was given up: the conditions of 小企业会计准则 (DOMAIN.md 1.6), and small rests of short payments. */
export const WRITE_OFF_CAUSES = [
  'bankrupt',
  'missing',
  'three-years',
  'restructuring',
  'force-majeure',
  'short-payment',
  'other',
] as const;
export type WriteOffCause = (typeof WRITE_OFF_CAUSES)[number];

/** One part of an instalment plan. */
export interface PlanPart {
  readonly dueOn: Day;
  readonly amount: Minor;
}

/** What a person decided or learnt about one receivable (or, for `return`, one receipt). Never edited (DOMAIN.md 3.2). */
export type Decision =
  | {
      readonly kind: 'extend';
      readonly newDue: Day;
      readonly cause: ExtensionCause;
      /** Late fee accrued by the day it was granted stays; else it counts from the new due day. */
      readonly keepAccrued: boolean;
    }
  | { readonly kind: 'plan'; readonly parts: readonly PlanPart[] }
  | { readonly kind: 'dispute'; readonly to?: Day; readonly amount?: Minor }
  | { readonly kind: 'promise'; readonly by: Day; readonly amount?: Minor }
  | { readonly kind: 'method'; readonly from?: string; readonly to: string }
  | { readonly kind: 'write-off'; readonly amount: Minor; readonly cause: WriteOffCause }
  | {
      /** 计收: the late fee up to the day is billed; `amount` on top of what was billed or paid before. */
      readonly kind: 'late-fee';
      readonly amount: Minor;
      /** Paid by then without having been billed (民法典 561): billed with it, and nothing to ask for. */
      readonly paid?: Minor;
    }
  | {
      /** 豁免: so much of the late fee isn't asked for; of it `billed` had been billed, and is taken back in red. */
      readonly kind: 'waive';
      readonly amount: Minor;
      readonly billed: Minor;
    }
  | { readonly kind: 'return' };

/** Before the ref of a debt: its late fee, as what money pays. */
export const LATE_FEE = 'late-fee:';

/** All payments of one late fee, or of one debt, go by one ref: without the day. */
export function debtRef(ref: string): string {
  const debt = debtOfLateFee(ref);
  return debt === undefined ? ref : `${LATE_FEE}${debt}`;
}

/** The debt whose late fee a ref names, also with the day of a further payment (`late-fee:2026-07-31:order:NO`). */
export function debtOfLateFee(ref: string): string | undefined {
  return /^late-fee:(?:\d{4}-\d{2}-\d{2}:)?(.+)$/su.exec(ref)?.[1];
}

/** How a member of a group names its row, by the ref the row has today: a late fee keeps its mark and day before it. */
export function memberRef(member: string, row: string): string {
  const debt = debtOfLateFee(member);
  return debt === undefined ? row : `${member.slice(0, member.length - debt.length)}${row}`;
}

/** A stored decision. It holds from `on` up to the day before `undoneOn`. */
export interface ReceivableEvent {
  readonly id: string;
  /** `order:NO`, `invoice:NO`; a receipt's ref for `return`. */
  readonly ref: string;
  /** The business day on which it was granted, decided or learnt. */
  readonly on: Day;
  readonly reason: string;
  readonly operator: string;
  readonly approvedBy?: string;
  readonly decision: Decision;
  readonly undoneOn?: Day;
}

/** Whether a decision holds on a day. */
export function isInForce({ on, undoneOn }: Pick<ReceivableEvent, 'on' | 'undoneOn'>, day: Day): boolean {
  return on <= day && (undoneOn === undefined || undoneOn > day);
}
