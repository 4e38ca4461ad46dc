import type { Language } from '../model/words.ts';

/**
 * The language of an answer: `--lang`, else the locale (in the order POSIX asks for), else English. Read before the
 * arguments are checked, because what is wrong with them is said in it.
 */
export function languageOf(argv: readonly string[], env: Readonly<Record<string, string | undefined>>): Language {
  const asked = optionIn(argv, 'lang');
  if (asked === 'zh' || asked === 'en') return asked;
  const locale =
    [env['LC_ALL'], env['LC_MESSAGES'], env['LANG']].find((text) => text !== undefined && text !== '') ?? '';
  return /^zh(?:[_.@-]|$)/iu.test(locale) ? 'zh' : 'en';
}

/** The value of a long option as it stands in raw arguments, before they are checked. */
export function optionIn(argv: readonly string[], name: string): string | undefined {
  const end = argv.indexOf('--');
  const options = end < 0 ? argv : argv.slice(0, end);
  const at = options.lastIndexOf(`--${name}`);
  const joined = options.findLast((argument) => argument.startsWith(`--${name}=`));
  return joined?.slice(name.length + 3) ?? (at < 0 ? undefined : options[at + 1]);
}
