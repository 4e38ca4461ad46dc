import { defined } from '../defined.ts';

/** What a `:86:` tells of an entry. */
export interface Narrative {
  readonly counterparty?: string;
  readonly counterpartyAccount?: string;
  /** The purpose with the references in it, as text to search. */
  readonly memo?: string;
}

/** `166?00`, `000>10`, `?20`: a business code and a separator before each two-digit key; the bank chooses the separator. */
const KEYED = /^\s*(?:\d{3}(?<after>[^\w\s/.,:-])|(?<bare>[?>]))\d{2}/u;
/** Keys of ABN AMRO, ING, Rabobank, Triodos (`/TRTP/…`), of Rabobank's own layout and of BAI-minded banks. */
const SLASH_KEYS =
  'TRTP|IBAN|BIC|NAME|REMI|EREF|MARF|CSID|CNTP|PREF|ORDP|BENM|ISDT|ULTC|ULTD|ULTB|PURP|RTRN|TRCD|ADDR|ACCW|ACNO|SVCL|BAI|OCMT|CHGS|EXCH';
const SLASHED = new RegExp(`^\\s*/(?:${SLASH_KEYS})/`, 'u');
const SLASH_KEY = new RegExp(`/(${SLASH_KEYS})/`, 'u');
/** The tags of SEPA within a purpose, and the bank's own note. */
const SEPA_TAG = /(EREF|KREF|MREF|CRED|DEBT|COAM|OAMT|SVWZ|ABWA|ABWE|IBAN|BIC|PURP|MTLG)(?:\+|(?<=MTLG):)/u;
const NONE = /^(?:NOTPROVIDED|NONREF|\s*)$/iu;

/** The lines of an entry's `:86:` fields, several of them one after the other (formats/bank.md 1). */
export function readNarrative(lines: readonly string[]): Narrative {
  const keyed = KEYED.exec(lines.join(''))?.groups;
  const separator = keyed?.['after'] ?? keyed?.['bare'];
  if (separator !== undefined) return fromKeys(unwrapped(lines, SHORT_CHARS, separator), separator);
  if (SLASHED.test(lines[0] ?? '')) return fromSlashes(unwrapped(lines, SHORT_CHARS, '/'));
  return withMemo([unwrapped(lines, LINE_CHARS)]);
}

/** A line holds so many characters, the tag before the first one may count. */
const LINE_CHARS = 61;
/** Clearly shorter than a line that was wrapped: broken on purpose. */
const SHORT_CHARS = 50;

/** The lines as one: a word goes on behind a full line, a new one begins behind a short one. */
function unwrapped(lines: readonly string[], fullChars: number, separator?: string): string {
  const opensKey = (line: string): boolean => separator !== undefined && line.startsWith(separator);
  return lines.reduce((text, line, at) => {
    const full = (lines[at - 1] ?? '').length >= fullChars;
    return at === 0 || full || opensKey(line) ? text + line : `${text} ${line}`;
  }, '');
}

/** German layout: ?00 posting text, ?20–?29 and ?60–?69 purpose, ?31 account, ?32 and ?33 name, ?38 IBAN. */
function fromKeys(text: string, separator: string): Narrative {
  const [, ...pieces] = text.split(new RegExp(`${escaped(separator)}(?=\\d{2})`, 'u'));
  const parts = pieces.map((piece) => ({ key: piece.slice(0, 2), text: piece.slice(2) }));
  const of = (keys: RegExp): readonly string[] => parts.filter(({ key }) => keys.test(key)).map((part) => part.text);
  const purposes = of(/^[26]\d$/);
  const tags = sepaTags(purposes.join(''));
  const memo = tags.size > 1 ? sepaMemo(tags) : [runOn(purposes)];
  return defined({
    counterparty: present(runOn(of(/^3[23]$/))) ?? present(tags.get('ABWA') ?? tags.get('ABWE') ?? ''),
    counterpartyAccount: accountIn(of(/^38$/).join('')) ?? accountIn(of(/^31$/).join('') || (tags.get('IBAN') ?? '')),
    ...withMemo(memo.join('') === '' ? [runOn(of(/^00$/))] : memo),
  });
}

const KEY_CHARS = 27;

/** A piece that fills its twenty-seven places runs on in the next one, a shorter one is a line of its own. */
function runOn(pieces: readonly string[]): string {
  return pieces.map((piece) => (piece.length < KEY_CHARS ? `${piece} ` : piece)).join('');
}

/** What stands behind each tag, and before the first one under an empty name. */
function sepaTags(purpose: string): ReadonlyMap<string, string> {
  const [before = '', ...pieces] = purpose.split(SEPA_TAG);
  const tags = new Map<string, string>([['', before]]);
  for (let at = 0; at + 1 < pieces.length; at += 2) {
    const tag = pieces[at] ?? '';
    tags.set(tag, `${tags.get(tag) ?? ''}${pieces[at + 1] ?? ''}`);
  }
  return tags;
}

function sepaMemo(tags: ReadonlyMap<string, string>): readonly string[] {
  const references = ['EREF', 'KREF', 'MREF'].flatMap((tag) => {
    const value = tags.get(tag)?.trim() ?? '';
    return NONE.test(value) ? [] : [`${tag}+${value}`];
  });
  return [...['', 'SVWZ', 'MTLG'].map((tag) => tags.get(tag) ?? ''), ...references];
}

/** Dutch layout: values may hold `/`, so that only a known key ends one. */
function fromSlashes(text: string): Narrative {
  const values = slashValues(text);
  const [account, , name] = (values.get('CNTP') ?? '').split('/');
  const reference = values.get('EREF') ?? '';
  const party = [values.get('NAME'), name, values.get('ORDP'), values.get('BENM')].find((one) => one !== undefined);
  const memo = [remittance(values), NONE.test(reference) ? '' : `EREF+${reference.trim()}`];
  return defined({
    counterparty: present(party ?? ''),
    counterpartyAccount: accountIn([values.get('IBAN'), values.get('ACNO'), account].find(Boolean) ?? ''),
    ...withMemo(memo.join('') === '' ? [text] : memo),
  });
}

/** What stands behind each key, where something does: `/ORDP//NAME/…` is the name, `/ORDP/Transfer` too. */
function slashValues(text: string): ReadonlyMap<string, string> {
  const [, ...pieces] = text.split(SLASH_KEY);
  const values = new Map<string, string>();
  for (let at = 0; at + 1 < pieces.length; at += 2) {
    const [key = '', value = ''] = [pieces[at], pieces[at + 1]];
    if (present(value) !== undefined && !values.has(key)) values.set(key, value);
  }
  return values;
}

function remittance(values: ReadonlyMap<string, string>): string {
  const text = values.get('REMI') ?? '';
  return text.replace(/^(?:USTD|STRD)\/\/?/u, '').replace(/\/+$/u, '');
}

function withMemo(parts: readonly string[]): Pick<Narrative, 'memo'> {
  return defined({ memo: present(parts.map((part) => part.trim()).join(' ')) });
}

/** Blanks made single; undefined for nothing. */
function present(text: string): string | undefined {
  const single = text
    .replace(/\s+/gu, ' ')
    .replace(/^\/+|\/+$/gu, '')
    .trim();
  return single === '' ? undefined : single;
}

/** An account's number; `NONREF` and zeros are none. */
export function accountIn(text: string): string | undefined {
  const bare = text.replace(/\s/gu, '');
  return /\d/.test(bare) && !/^0*$/.test(bare) ? bare : undefined;
}

function escaped(character: string): string {
  return character.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&');
}
