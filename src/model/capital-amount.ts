import type { Currency } from './currency.ts';
import { formatAmount, type Money } from './money.ts';

const DIGITS = ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖'] as const;
const PLACES = ['', '拾', '佰', '仟'] as const;
/** Every four digits. Above 亿 it is 万亿, of which 亿 is said once: 壹万零壹亿 (兆 has two readings). */
const GROUPS = ['', '万', '亿', '万'] as const;
const PARTS = ['角', '分', '厘'] as const;

/** What stands before the amount; other currencies by their code. */
const NAMES: ReadonlyMap<string, string> = new Map([
  ['CNY', '人民币'],
  ['USD', '美元'],
  ['HKD', '港币'],
  ['EUR', '欧元'],
  ['JPY', '日元'],
  ['GBP', '英镑'],
]);

/**
 * An amount in Chinese capitals as vouchers and letters print it: 1005.00 CNY → 人民币壹仟零伍元整. No money is
 * 人民币零元整, a negative one begins with 负. 整 follows 元 and 角, never 分; zeros between digits are said once
 * (会计基础工作规范, art. 52).
 */
export function capitalAmount({ minor, currency }: Money): string {
  const [whole = '0', fraction = ''] = formatAmount(minor, currency).replace('-', '').split('.');
  const yuan = wholeText(whole);
  const parts = partsText(fraction, yuan !== '');
  const body = yuan === '' && parts === '' ? '零元' : (yuan === '' ? '' : `${yuan}元`) + parts;
  return `${nameOf(currency)}${minor < 0 ? '负' : ''}${body}${body.endsWith('分') || body.endsWith('厘') ? '' : '整'}`;
}

function nameOf(currency: Currency): string {
  return NAMES.get(currency) ?? currency;
}

/** `10050` → 壹万零伍拾; nothing for zero. */
function wholeText(whole: string): string {
  let text = '';
  let isGap = false;
  for (const [at, character] of whole.split('').entries()) {
    const place = whole.length - 1 - at;
    const digit = Number(character);
    if (digit !== 0) text += (isGap && text !== '' ? '零' : '') + (DIGITS[digit] ?? '') + (PLACES[place % 4] ?? '');
    isGap = digit === 0;
    if (place % 4 === 0 && place > 0) text += groupText(whole, at, place);
  }
  return text;
}

/** The name of a group of four digits that just ended, where there is something in it; 亿 also ends the one above. */
function groupText(whole: string, at: number, place: number): string {
  const from = place === 8 ? 0 : Math.max(0, at - 3);
  return /[1-9]/.test(whole.slice(from, at + 1)) ? (GROUPS[place / 4] ?? '') : '';
}

/** 角, 分 (and 厘 where a currency has three places); a missing 角 between 元 and 分 is said as 零. */
function partsText(fraction: string, hasYuan: boolean): string {
  let text = '';
  for (const [at, character] of fraction.split('').entries()) {
    const digit = Number(character);
    if (digit === 0) continue;
    const isGap = at > 0 && fraction[at - 1] === '0' && (hasYuan || text !== '');
    text += (isGap ? '零' : '') + (DIGITS[digit] ?? '') + (PARTS[at] ?? '');
  }
  return text;
}
