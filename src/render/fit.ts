import { rowBatches } from '../model/rows.ts';
import type { Column, Row, Rows } from '../model/table.ts';
import { isRightAligned } from './cell.ts';
import { gridWidth } from './grid.ts';
import { displayWidth } from './width.ts';

/** Text columns shrink to this and no further: four Chinese characters. */
const TEXT_MIN = 8;
const CHINESE_MIN = 4;

interface Fitting {
  readonly columns: readonly Column[];
  readonly titles: readonly string[];
  readonly rows: Rows;
  readonly totals: Row | undefined;
  readonly texts: (row: Row) => readonly string[];
  readonly width: number;
}

/** How a body fits. */
interface Fit {
  /** Undefined where even the narrowest columns don't fit. */
  readonly widths: readonly number[] | undefined;
  /** There is no row, whatever the totals. */
  readonly isEmpty: boolean;
}

/**
 * Widths that fit the terminal: the widest column gives way first, amounts and days never break. Goes once through all
 * rows.
 */
export async function columnWidths({ columns, titles, rows, totals, texts, width }: Fitting): Promise<Fit> {
  let isEmpty = true;
  const contents = columns.map(() => 1);
  const measure = (row: Row): void => {
    for (const [at, text] of texts(row).entries()) contents[at] = Math.max(contents[at] ?? 1, displayWidth(text));
  };
  for await (const batch of rowBatches(rows)) {
    isEmpty = false;
    batch.forEach(measure);
  }
  if (totals !== undefined) measure(totals);
  const natural = columns.map((_, at) => Math.max(contents[at] ?? 1, displayWidth(titles[at] ?? '')));
  const least = columns.map((column, at) => leastWidth(column, titles[at] ?? '', contents[at] ?? 1));
  return { widths: gridWidth(least) > width ? undefined : shrunk(natural, least, width), isEmpty };
}

function leastWidth(column: Column, title: string, content: number): number {
  if (column.whole === true) return Math.max(content, Math.min(displayWidth(title), TEXT_MIN));
  const word = Math.max(...title.split(' ').map(unbroken));
  const mayBreak = !isRightAligned(column) && column.type !== 'day';
  if (mayBreak) return Math.min(Math.max(content, word), TEXT_MIN);
  return Math.max(content, Math.min(word, TEXT_MIN));
}

/** A word breaks nowhere, Chinese after any two characters. */
function unbroken(word: string): number {
  const width = displayWidth(word);
  return width > word.length ? Math.min(width, CHINESE_MIN) : width;
}

function shrunk(natural: readonly number[], least: readonly number[], width: number): readonly number[] {
  const widths = [...natural];
  for (let over = gridWidth(widths) - width; over > 0; over -= 1) {
    const slack = widths.map((value, at) => (value > (least[at] ?? 0) ? value : -1));
    const widest = slack.indexOf(Math.max(...slack));
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
  return widths;
}
