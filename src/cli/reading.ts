import type { ReadOptions } from '../jobs/formats.ts';
import type { Call } from './command.ts';
import type { OptionSpec } from './option-spec.ts';
import { usage } from './usage.ts';

export const AS: OptionSpec = {
  name: 'as',
  value: 'FORMAT',
  summary: { en: 'read it as this format (see «settle formats»)', zh: '指定格式（见“settle formats”）' },
};
export const ENCODING: OptionSpec = {
  name: 'encoding',
  value: 'NAME',
  summary: {
    en: 'such as utf-8, gb18030, windows-1252, big5, shift_jis',
    zh: '编码，如 utf-8、gb18030、windows-1252、big5、shift_jis',
  },
};
export const DATE_ORDER: OptionSpec = {
  name: 'date-order',
  value: 'ORDER',
  choices: ['dmy', 'mdy', 'ymd'],
  summary: { en: 'order of day, month and year', zh: '日期顺序' },
};

/** What a person says about a file that is to be read. */
export function readingOptions({ given }: Call): Pick<ReadOptions, 'as' | 'encoding' | 'dateOrder'> {
  const as = given.text('as');
  const encoding = given.text('encoding');
  const order = given.text('date-order');
  return {
    ...(as === undefined ? {} : { as }),
    ...(encoding === undefined ? {} : { encoding: knownEncoding(encoding) }),
    ...(order === 'dmy' || order === 'mdy' || order === 'ymd' ? { dateOrder: order } : {}),
  };
}

/** A label that TextDecoder knows. */
function knownEncoding(label: string): string {
  try {
    return new TextDecoder(label).encoding;
  } catch {
    return usage('encoding', { option: '--encoding', text: label });
  }
}
