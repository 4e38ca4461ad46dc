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
/** UTF-8 read as GBK and saved again (`璁㈠崟`), as Latin-1 (`è®¢å`), or with its bytes already replaced (`锟斤拷`). */
const MOJIBAKE = /锟斤拷|\uFFFD|(?:[\u00c2-\u00f4][\u0080-\u00bf\u20ac\u0152-\u017e\u2018-\u203a]{1,2}){3}/u;

/** What an unrecognised text's head shows, as a reason: a web page, or text that was spoilt by a wrong encoding. */
export function spoiltText(head: string): 'web page' | 'mojibake' | undefined {
  if (WEB_PAGE.test(head)) return 'web page';
  return MOJIBAKE.test(head) || isUtf8ReadAsGbk(head) ? 'mojibake' : undefined;
}

/** Characters that UTF-8 bytes of common Chinese become when read as GBK; no statement of ours has several of them. */
const READ_AS_GBK = /[璁鍗鏀浠鍟鎴氦鏄閲戦鍙缁锛鐢ㄦ埛鏃湡绗]/gu;
const TELLING = 6;

function isUtf8ReadAsGbk(head: string): boolean {
  const found = head.slice(0, 400).match(READ_AS_GBK);
  return found !== null && new Set(found).size >= TELLING;
}
