import type { Bucket } from '../receivables/index.ts';

/** The buckets' names in cases; those by invoice day begin with `0-30`. */
export const BUCKET_NAMES: Readonly<Record<Bucket | 'd0_30', string>> = {
  not_due: 'not_due',
  d0_30: '0-30',
  d1_30: '1-30',
  d31_60: '31-60',
  d61_90: '61-90',
  d91_180: '91-180',
  d180_plus: '180+',
};

/** Amounts by bucket under the names of cases, in the order of their ages. */
export function namedBuckets<T>(buckets: Readonly<Record<Bucket, T>>): Readonly<Record<string, T>> {
  const keys = Object.keys(buckets) as readonly Bucket[];
  return Object.fromEntries(keys.map((key) => [BUCKET_NAMES[key], buckets[key]]));
}
