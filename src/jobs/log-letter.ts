import type { Books } from '../store/open.ts';
import { appendEvent } from '../store/write/events.ts';
import { saveLetter, type NewLetter } from '../store/write/dunning-letters.ts';

/** Keeps in the dunning log, and in the audit chain, that a letter was written. */
export async function logLetter({ db }: Books, letter: NewLetter): Promise<void> {
  await db.atomic(async () => {
    await saveLetter(db, letter);
    await appendEvent(db, {
      at: letter.at,
      operator: letter.operator,
      verb: 'receivable-letter',
      target: letter.customer,
      detail: { level: letter.level, on: letter.on, amount: letter.amount, currency: letter.currency },
    });
  });
}
