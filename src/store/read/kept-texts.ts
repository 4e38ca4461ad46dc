import type { KeptBook, KeptVouchers, SourceRuns, Voucher, VoucherLine } from '../../model/voucher.ts';
import { digestOfText } from './closings.ts';

/** How vouchers of a closed month are stored: a text for what they rest on, a text each, and the SHA-256 of all. */
export interface KeptTexts {
  readonly book: string;
  readonly vouchers: readonly { readonly number: number; readonly body: string }[];
  readonly sha256: string;
}

/** A voucher's line that names its rows by their place in the voucher's lists. */
interface PackedLine extends Omit<VoucherLine, 'sources'> {
  readonly sources: number;
}

interface Packed extends Omit<Voucher, 'isExported' | 'lines'> {
  /** Not kept: whether a program was given it stands with the exports. */
  readonly isExported?: undefined;
  readonly sources: readonly (readonly SourceRuns[])[];
  readonly lines: readonly PackedLine[];
}

/** The same vouchers make the same texts, whether a program was given them or not. */
export function keptTexts({ book, vouchers }: Omit<KeptVouchers, 'period'>): KeptTexts {
  const texts = vouchers.map((voucher) => ({ number: voucher.number, body: packed(voucher) }));
  const head = JSON.stringify(book);
  return { book: head, vouchers: texts, sha256: keptDigest(head, texts) };
}

export function keptDigest(book: string, vouchers: KeptTexts['vouchers']): string {
  return digestOfText([book, ...vouchers.map(({ body }) => body)].join('\n'));
}

export function parseBook(text: string): KeptBook {
  return JSON.parse(text) as KeptBook;
}

/** Lists of rows that several lines of a voucher rest on stand in it once. */
function packed({ lines, ...voucher }: Voucher): string {
  const lists = [...new Set(lines.map(({ sources }) => JSON.stringify(sources)))];
  const own: Packed = {
    ...voucher,
    isExported: undefined,
    sources: lists.map((list) => JSON.parse(list) as readonly SourceRuns[]),
    lines: lines.map((line) => ({ ...line, sources: lists.indexOf(JSON.stringify(line.sources)) })),
  };
  return JSON.stringify(own);
}

export function unpacked(body: string, isExported: boolean): Voucher {
  const { sources, lines, ...voucher } = JSON.parse(body) as Packed;
  return { ...voucher, lines: lines.map((line) => ({ ...line, sources: sources[line.sources] ?? [] })), isExported };
}
