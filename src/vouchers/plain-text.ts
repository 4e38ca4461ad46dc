/** Control and format characters (bidi marks, zero width), separators, lone surrogates: nothing a reader sees. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]+/gu;

/** One line without anything that isn't seen; what was a line feed or a tab is a blank. */
export function oneLine(text: string): string {
  return text.replace(UNSEEN, ' ').replace(/ {2,}/gu, ' ').trim();
}

/** What means something to a journal (comments, tags, dates in brackets, payees, expressions), in its full-width form. */
const MEANING: Readonly<Record<string, string>> = {
  ';': '；',
  '|': '｜',
  ':': '：',
  ',': '，',
  '[': '［',
  ']': '］',
  '{': '｛',
  '}': '｝',
  '(': '（',
  ')': '）',
  '"': '＂',
  '\\': '＼',
  '=': '＝',
  '@': '＠',
  '*': '＊',
  '!': '！',
  '#': '＃',
  '^': '＾',
  '~': '～',
  '%': '％',
  '&': '＆',
  '<': '＜',
  '>': '＞',
  $: '＄',
  '`': '｀',
};

/** Words for a journal: whatever hledger, ledger or beancount would take for more than words is made harmless. */
export function journalText(text: string): string {
  return oneLine(text).replace(/[;|:,[\]{}()"\\=@*!#^~%&<>$`]/gu, (mark) => MEANING[mark] ?? ' ');
}

/** Text in a format without quoting: commas would begin the next field. */
export function unquotedText(text: string, longest: number): string {
  return Array.from(oneLine(text).replaceAll(',', '，').replaceAll('"', '＂')).slice(0, longest).join('');
}

const MARKUP: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** One line that a browser shows as it is. */
export function htmlText(text: string): string {
  return oneLine(text).replace(/[&<>"']/gu, (mark) => MARKUP[mark] ?? '');
}
