import { orderNumberIn } from './order-numbers.ts';

/** `Entry ID: 316, Product: …`: what form plug-ins write. */
const ENTRY = /\bentry id:?\s*#?([\w-]*\d[\w-]*)/iu;

/** The order a description names; a single word may be anything, so it is none. */
export function namedOrder(description: string | undefined): string | undefined {
  if (!description?.includes(' ')) return undefined;
  return ENTRY.exec(description)?.[1] ?? orderNumberIn(description);
}
