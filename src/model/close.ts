/** How a month stands (DOMAIN.md 1.1): a month that nobody has touched is open. */
export type MonthState = 'open' | 'review' | 'closed' | 'reopened' | 'needs-reclose';

export type SignatureRole = 'preparer' | 'reviewer';
export const SIGNATURE_ROLES = ['preparer', 'reviewer'] as const satisfies readonly SignatureRole[];

/** `close:` of settle.yaml. */
export interface CloseSettings {
  /** Two different people sign before a month is closed. */
  readonly requireTwoSignatures: boolean;
}
