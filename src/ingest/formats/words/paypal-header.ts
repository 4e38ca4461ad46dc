import { PAYPAL_COLUMNS } from './paypal-event.ts';

/** The head up to and with the column header: the CH record of a report of payments. */
const HEADER_RECORD = /^\uFEFF?(?:"?(?:RH|FH|SH)"?[,\t][^\r\n]*[\r\n]+)*("?CH"?[,\t][^\r\n]*)/u;

/** The names in the CH record at the head of a text; undefined for any other text (formats/intl.md §2a). */
export function paypalHeader(head: string): readonly string[] | undefined {
  const record = HEADER_RECORD.exec(head)?.[1];
  if (record === undefined) return undefined;
  const names = record.split(record.includes('\t') ? '\t' : ',').map((name) => name.replaceAll('"', '').trim());
  return NEEDED.every((name) => names.includes(name)) ? names : undefined;
}

const NEEDED = [
  PAYPAL_COLUMNS.eventId[0],
  PAYPAL_COLUMNS.eventCode[0],
  PAYPAL_COLUMNS.side[0],
  PAYPAL_COLUMNS.gross[0],
  PAYPAL_COLUMNS.currency[0],
];
