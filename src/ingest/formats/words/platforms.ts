import { parsePlatform } from '../../../model/platform.ts';

/** A statement names few platforms, on many rows: each name is looked up once. */
const known = new Map<string, string | undefined>();
const KNOWN_MAX = 1_000;

/** «微信支付», «WeChat Pay», «wechat» → `wechat`; a word nobody knows stays itself, in lower case. */
export function platformId(words: string): string {
  return (
    platformOf(words) ??
    words
      .normalize('NFKC')
      .trim()
      .toLowerCase()
      .replace(/[\s_]+/gu, '-')
  );
}

/** As `platformId` for a word that may name a platform; any other text stays as it is. */
export function platformWord(words: string): string {
  return platformOf(words) ?? words;
}

function platformOf(words: string): string | undefined {
  if (!known.has(words)) {
    if (known.size >= KNOWN_MAX) known.clear();
    known.set(words, parsePlatform(words));
  }
  return known.get(words);
}
