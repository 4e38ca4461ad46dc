/** The areas of `settle calc`, in the order of CLI.md; here alone, so that looking at a command loads no rule. */
export const AREA_NAMES = [
  'late-fee',
  'ageing',
  'allocation',
  'bounced-cheque',
  'instalments',
  'due-date',
  'settlement-cycle',
  'fees',
  'fx',
  'bank-reconciliation',
  'bad-debt',
  'credit',
  'cash-forecast',
  'invoice-check',
  'month-close',
] as const;
export type AreaName = (typeof AREA_NAMES)[number];
