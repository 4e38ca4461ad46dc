import type { SignatureRole } from '../model/close.ts';
import { StopError } from '../model/problem.ts';
import type { Books } from '../store/open.ts';
import { loadCloseSignatures } from '../store/read/closings.ts';
import { saveCloseSignature, saveMonth } from '../store/write/closings.ts';
import { appendEvent } from '../store/write/events.ts';
import { closableMonth, spanOf, workOutMonth, type CheckLine, type CloseRequest, type Look } from './close-work.ts';
import { workOutMatches } from './match-open-items.ts';

export interface SignRequest extends CloseRequest {
  readonly role: SignatureRole;
}

export interface Signed {
  /** SHA-256 of the snapshot that was signed: a close with other numbers asks for another signature. */
  readonly sha256: string;
  readonly checks: readonly CheckLine[];
}

/** A person signs a month as it stands now. Throws PERIOD_CLOSED, PERIOD_NOT_READY, SIGNER_TWICE. */
export async function signMonth(books: Books, request: SignRequest, look: Look): Promise<Signed> {
  const { db } = books;
  const { month, role, operator: name, at } = request;
  return db.atomic(async () => {
    const before = await closableMonth(db, request);
    await workOutMatches(db, request);
    const { sha256, checks } = await workOutMonth(db, request, look);
    const others = (await loadCloseSignatures(db, month)).filter((one) => one.role !== role && one.sha256 === sha256);
    if (others.some((one) => one.name === name)) throw new StopError('SIGNER_TWICE', { name, month });
    await appendEvent(db, { at, operator: name, verb: 'sign', target: month, detail: { role, snapshot: sha256 } });
    const version = before?.version ?? 0;
    await saveMonth(db, { month, nextOn: spanOf(month).nextOn, state: 'review', version, isHard: false });
    await saveCloseSignature(db, { month, role, name, signedAt: at, sha256 });
    return { sha256, checks };
  });
}
