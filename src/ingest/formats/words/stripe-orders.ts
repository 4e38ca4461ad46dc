import { orderNumberIn } from './order-numbers.ts';

/** `Entry ID: 316, Product: …`: what form plug-ins write. */
const ENTRY = /\bentry id:?\s*#?([\w-]*\d[\w-]*)/iu;

/** The order a description names; a single word may be anything, so it is none. */
export function namedOrder(description: string | undefined): string | undefined {
  if (!description?.includes(' ')) return undefined;
  return ENTRY.exec(description)?.[1] ?? orderNumberIn(description);
}

/** Keys under which shops put their order's number into a payment's metadata. */
const KEYS = [
  ...['order_id', 'order_number', 'order_no', 'order', 'orderId', 'order_ref', 'order_reference', 'order_key'],
  ...['merchant_order_id', 'external_identifier', 'external_id', 'reference', 'invoice_number', 'invoice_no'],
];

/** Columns that carry an order's number: Stripe's own, and the metadata's as the reports and the lists name them. */
export const STRIPE_ORDER_COLUMNS: readonly string[] = [
  'order_id',
  ...KEYS.flatMap((key) => [`payment_metadata[${key}]`, `${key} (metadata)`]),
];

/** Whatever else a report has of the payments' metadata. */
export const STRIPE_METADATA_COLUMNS: readonly string[] = ['payment_metadata[]'];
