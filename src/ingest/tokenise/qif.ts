import { textLines } from './lines.ts';

/** An entry of a list: its fields by their letter, in file order. */
export interface QifRecord {
  /** Of its `!Type:`, in lower case: `bank`, `invst`; `account` in an `!Account` block. */
  readonly section: string;
  /** The `N` of the `!Account` block above it. */
  readonly account?: string;
  readonly line: number;
  readonly fields: readonly (readonly [letter: string, value: string])[];
}

/** QIF text → the entries of all its lists, in file order (formats/bank.md 5). Empty ones are left out. */
export async function* qifRecords(chunks: AsyncIterable<string>, file: string): AsyncGenerator<QifRecord> {
  const lists = new Lists();
  for await (const lines of textLines(chunks, file)) {
    for (const { line, text } of lines) {
      const done = lists.take(text, line);
      if (done !== undefined) yield done;
    }
  }
  const last = lists.end();
  if (last !== undefined) yield last;
}

class Lists {
  /** Before the first `!` there are only comments. */
  private section = '';
  private account: string | undefined;
  private fields: (readonly [string, string])[] = [];
  private line = 0;

  take(text: string, line: number): QifRecord | undefined {
    const trimmed = text.trim();
    if (trimmed === '' || (this.section === '' && !trimmed.startsWith('!'))) return undefined;
    if (trimmed.startsWith('!')) return this.begin(trimmed);
    if (trimmed.startsWith('^')) return this.end();
    if (this.fields.length === 0) this.line = line;
    this.fields.push([trimmed.slice(0, 1).toUpperCase(), trimmed.slice(1).trim()]);
    return undefined;
  }

  /** The entry that is open, which a missing `^` at the end of the file leaves so. */
  end(): QifRecord | undefined {
    const { section, account, fields, line } = this;
    this.fields = [];
    if (fields.length === 0) return undefined;
    if (section === 'account') this.account = fields.find(([letter]) => letter === 'N')?.[1];
    return { section, line, fields, ...(account !== undefined && { account }) };
  }

  private begin(header: string): QifRecord | undefined {
    const done = this.end();
    const type = /^!Type:\s*(.+)$/iu.exec(header)?.[1];
    if (type !== undefined) this.section = type.trim().toLowerCase();
    else if (/^!Account/iu.test(header)) this.section = 'account';
    // The list of all accounts is over: what follows belongs to none of them.
    else if (/^!Clear:\s*AutoSwitch/iu.test(header)) this.account = undefined;
    if (this.section === '') this.section = 'option';
    return done;
  }
}
