import { displayWidth } from '../../model/width.ts';
import { padded } from '../text-width.ts';
import type { Letter } from './letter.ts';

/** The forms a letter can be written in. */
export const LETTER_FORMS = ['md', 'html', 'txt', 'eml'] as const;
export type LetterForm = (typeof LETTER_FORMS)[number];

/** The letter's text; `eml` is a draft that a mail program opens, it names no address. */
export function letterText(letter: Letter, form: LetterForm): string {
  switch (form) {
    case 'md':
      return markdown(letter);
    case 'html':
      return html(letter);
    case 'txt':
      return plain(letter);
    case 'eml':
      return mail(letter);
  }
}

/** Control and format characters that names from files may bring along, each a space. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]+/gu;

function line(text: string): string {
  return text.replace(UNSEEN, ' ').trim();
}

function markdown({ subject, greeting, before, header, rows, after, from, date }: Letter): string {
  const cell = (text: string): string => line(text).replace(/[\\`*_[\]<>|~&]/gu, (mark) => `\\${mark}`);
  // At the start of a line these would make a heading, a list or a rule of it.
  const paragraph = (text: string): string => cell(text).replace(/^(?:[#+=-]|\d+(?=[.)]))/u, startsNothing);
  const row = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;
  return [
    `# ${cell(subject)}`,
    paragraph(greeting),
    ...before.map(paragraph),
    [row(header), `|${header.map((_, index) => (index === 0 ? ' --- |' : ' ---: |')).join('')}`, ...rows.map(row)].join(
      '\n',
    ),
    ...after.map(paragraph),
    `${paragraph(from)}  \n${date}`,
  ]
    .map((part) => `${part}\n`)
    .join('\n');
}

function startsNothing(mark: string): string {
  return /^\d/u.test(mark) ? `${mark}\\` : `\\${mark}`;
}

function html({ subject, greeting, before, header, rows, after, from, date }: Letter): string {
  const safe = (text: string): string =>
    line(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
  const cells = (tag: string, texts: readonly string[]): string =>
    `<tr>${texts.map((text) => `<${tag}>${safe(text)}</${tag}>`).join('')}</tr>`;
  return `${[
    '<!doctype html>',
    '<html><head><meta charset="utf-8">',
    `<title>${safe(subject)}</title>`,
    '<style>body{font-family:serif;max-width:42em;margin:2em auto}table{border-collapse:collapse}th,td{border:1px solid;padding:.2em .6em}td{text-align:right}td:first-child{text-align:left}</style>',
    `</head><body><h1>${safe(subject)}</h1>`,
    `<p>${safe(greeting)}</p>`,
    ...before.map((text) => `<p>${safe(text)}</p>`),
    `<table>${cells('th', header)}${rows.map((row) => cells('td', row)).join('')}</table>`,
    ...after.map((text) => `<p>${safe(text)}</p>`),
    `<p>${safe(from)}<br>${date}</p>`,
    '</body></html>',
  ].join('\n')}\n`;
}

function plain({ subject, greeting, before, header, rows, after, from, date }: Letter): string {
  const texts = [header, ...rows].map((cells) => cells.map(line));
  const widths = header.map((_, column) => Math.max(...texts.map((cells) => displayWidth(cells[column] ?? ''))));
  const table = texts.map((cells) =>
    cells.map((text, column) => padded(text, widths[column] ?? 0, column === 0 ? 'right' : 'left')).join('  '),
  );
  const parts = [line(subject), line(greeting), ...before.map(line), table.join('\n'), ...after.map(line)];
  return `${[...parts, `${line(from)}\n${date}`].join('\n\n')}\n`;
}

const BASE64_LINE = 76;

/** RFC 5322, all of it ASCII: a name can start no header of its own. `X-Unsent` opens it as a draft. */
function mail(letter: Letter): string {
  const encoded = (text: string): string => `=?utf-8?B?${base64(line(text))}?=`;
  const body = base64(plain(letter)).match(new RegExp(`.{1,${BASE64_LINE}}`, 'gu')) ?? [];
  return `${[
    'X-Unsent: 1',
    `Subject: ${encoded(letter.subject)}`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: base64',
    '',
    ...body,
  ].join('\r\n')}\r\n`;
}

function base64(text: string): string {
  const bytes = new TextEncoder().encode(text);
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}
