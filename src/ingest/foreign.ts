import { isUtf8 } from 'node:buffer';

import { StopError } from '../model/problem.ts';
import type { ByteSource } from './source.ts';
import { readHead } from './tokenise/meter.ts';

/** First bytes of files that are sent in place of a statement, as hexadecimal. */
const FOREIGN: readonly (readonly [start: string, what: string])[] = [
  ['25504446', 'PDF'],
  ['89504e47', 'PNG'],
  ['ffd8ff', 'JPEG'],
  ['47494638', 'GIF'],
  ['526172211a07', 'RAR'],
  ['377abcaf271c', '7z'],
  ['7f454c46', 'ELF'],
  ['53514c69746520666f726d6174203300', 'SQLite'],
];

/** Throws FORMAT_UNKNOWN with what the file is, when its first bytes say that it can be no statement. */
export async function refuseForeign(source: ByteSource): Promise<void> {
  const head = Buffer.from(await readHead(source.open(), 16)).toString('hex');
  const what = FOREIGN.find(([start]) => head.startsWith(start))?.[1];
  if (what !== undefined) throw new StopError('FORMAT_UNKNOWN', { file: source.name, what });
}

/** A page of a web site (a login that ran out) saved under a statement's name. */
const WEB_PAGE = /^\s*<(?:!doctype html|html|head|script)/iu;
/** UTF-8 read as Latin-1 and saved again (`è®¢å`), or with its bytes already replaced (`锟斤拷`). */
const MOJIBAKE = /锟斤拷|\uFFFD|(?:[\u00c2-\u00f4][\u0080-\u00bf\u20ac\u0152-\u017e\u2018-\u203a]{1,2}){3}/u;
/** So many words whose GBK bytes happen to be UTF-8 are no chance. */
const TELLING_WORDS = 2;

/** What an unrecognised text's head shows, as a reason: a web page, or text that was spoilt by a wrong encoding. */
export function spoiltText(cells: readonly string[]): 'web page' | 'mojibake' | undefined {
  if (WEB_PAGE.test(cells.join(','))) return 'web page';
  if (cells.some((cell) => MOJIBAKE.test(cell))) return 'mojibake';
  const words = cells.flatMap((cell) => cell.match(/[^\p{ASCII}]+/gu) ?? []);
  return words.filter(isUtf8ReadAsGbk).length >= TELLING_WORDS ? 'mojibake' : undefined;
}

/** `璁㈠崟缂栧彿` is `订单编号` whose UTF-8 bytes were read as GBK: written as GBK it is UTF-8 again. */
function isUtf8ReadAsGbk(word: string): boolean {
  const bytes: number[] = [];
  for (const character of word) {
    const code = gbkCodes().get(character);
    if (code === undefined) return false;
    bytes.push(code >> 8, code & 0xff);
  }
  return bytes.length >= 6 && isUtf8(Uint8Array.from(bytes));
}

let codes: ReadonlyMap<string, number> | undefined;

/** Character → its two bytes in GBK, read off the decoder; made only when a file wasn't recognised. */
function gbkCodes(): ReadonlyMap<string, number> {
  codes ??= readGbkCodes();
  return codes;
}

function readGbkCodes(): ReadonlyMap<string, number> {
  const decoder = new TextDecoder('gbk');
  const found = new Map<string, number>();
  for (let lead = 0x81; lead <= 0xfe; lead += 1) {
    for (let trail = 0x80; trail <= 0xfe; trail += 1)
      found.set(decoder.decode(Uint8Array.of(lead, trail)), (lead << 8) | trail);
  }
  return found;
}
