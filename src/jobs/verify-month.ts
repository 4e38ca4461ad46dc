import { StopError } from '../model/problem.ts';
import type { Books } from '../store/open.ts';
import { digestOfText, loadClosings, loadSnapshot } from '../store/read/closings.ts';
import { loadChain } from '../store/read/events.ts';
import { loadArchived } from '../store/read/integrity.ts';
import { keptDigest, keptTexts, type KeptTexts } from '../store/read/kept-texts.ts';
import { loadKeptTexts } from '../store/read/kept-vouchers.ts';
import { parseSnapshot, saidBy, type Rules, type SnapshotBody } from './close-snapshot.ts';
import { workOutMonth, type CloseRequest, type Look } from './close-work.ts';

export const SNAPSHOT_PARTS = [
  'digest',
  'audit',
  'files',
  'archive',
  'opening',
  'closing',
  'vouchers',
  'reports',
] as const;

/** One part of a snapshot and whether it is as it was; `what` names what isn't. */
export interface VerifiedPart {
  readonly part: (typeof SNAPSHOT_PARTS)[number];
  readonly state: 'same' | 'differs' | 'not-compared';
  readonly what: readonly string[];
}

export interface VerifiedMonth {
  readonly version: number;
  readonly sha256: string;
  readonly parts: readonly VerifiedPart[];
  /** What was kept, and what comes out now; undefined where the month is open and nothing was worked out. */
  readonly both?: { readonly kept: SnapshotBody; readonly now: SnapshotBody };
  /** The version that closed it, where this is another one: its own rules may differ. */
  readonly program?: string;
}

/** What a snapshot says of the rules it was made with: they are used again, whatever settle.yaml says now. */
export async function rulesOf(books: Books, month: string): Promise<Rules> {
  const snapshot = await loadSnapshot(books.db, month);
  if (snapshot === undefined) throw new StopError('SNAPSHOT_UNKNOWN', { snapshot: month });
  return parseSnapshot(snapshot.body).rules;
}

/**
 * Works a closed month out again, from what the books knew when it was closed and the rules they had, and compares it
 * with what was kept: every cell, sum and remark. Opened as of the month's last day.
 */
export async function verifyMonth(books: Books, request: CloseRequest, look: Look): Promise<VerifiedMonth> {
  const { db, archive } = books;
  const { month } = request;
  const snapshot = await loadSnapshot(db, month);
  if (snapshot === undefined) throw new StopError('SNAPSHOT_UNKNOWN', { snapshot: month });
  const kept = parseSnapshot(snapshot.body);
  const chain = await loadChain(db, [snapshot.auditHead]);
  const isSound =
    chain.broken === undefined && (snapshot.auditHead === '' || chain.holds.get(snapshot.auditHead) === true);
  const files = new Set(kept.files.map((file) => file.sha256));
  const damaged = (await loadArchived(db)).filter(
    ({ sha256, archived }) => files.has(sha256) && archive.stateOf(archived) !== 'ok',
  );
  const parts: VerifiedPart[] = [
    part('digest', digestOfText(snapshot.body) === snapshot.sha256 ? [] : [snapshot.sha256]),
    part('audit', isSound ? [] : [snapshot.auditHead]),
    part(
      'archive',
      damaged.map(({ name }) => name),
    ),
  ];
  const texts = await loadKeptTexts(db, month, snapshot.version);
  const isClosed = (await loadClosings(db)).some((one) => one.month === month && one.state === 'closed');
  const { program } = request.rules;
  const told = {
    version: snapshot.version,
    sha256: snapshot.sha256,
    ...(kept.rules.program === program ? {} : { program: kept.rules.program }),
  };
  if (!isClosed) {
    const rest = (['files', 'opening', 'closing', 'vouchers', 'reports'] as const).map((name) => ({
      part: name,
      state: 'not-compared' as const,
      what: [],
    }));
    return { ...told, parts: ordered([...parts, ...rest]) };
  }
  const worked = await workOutMonth(db, { ...request, rules: kept.rules }, look);
  const now = parseSnapshot(worked.text);
  const vouchers = comparedVouchers(kept.vouchers?.sha256, texts, keptTexts(worked.vouchers));
  return { ...told, parts: ordered([...parts, ...compared(kept, now), vouchers]), both: { kept, now } };
}

function part(name: VerifiedPart['part'], what: readonly string[]): VerifiedPart {
  return { part: name, state: what.length === 0 ? 'same' : 'differs', what };
}

function ordered(parts: readonly VerifiedPart[]): readonly VerifiedPart[] {
  return SNAPSHOT_PARTS.flatMap((name) => parts.filter((one) => one.part === name));
}

function compared(kept: SnapshotBody, now: SnapshotBody): readonly VerifiedPart[] {
  const names = [...new Set([...Object.keys(kept.reports), ...Object.keys(now.reports)])].sort();
  return [
    part('files', differing(kept.files.map(textOf), now.files.map(textOf))),
    part('opening', differing(kept.opening_open_items.map(textOf), now.opening_open_items.map(textOf))),
    part('closing', differing(kept.closing_open_items.map(textOf), now.closing_open_items.map(textOf))),
    part(
      'reports',
      names.filter((name) => saidBy(kept.reports[name]) !== saidBy(now.reports[name])),
    ),
  ];
}

/** Kept vouchers are what the snapshot says they are, and what comes out now; earlier versions kept none. */
function comparedVouchers(stated: string | undefined, kept: KeptTexts | undefined, now: KeptTexts): VerifiedPart {
  if (stated === undefined) return { part: 'vouchers', state: 'not-compared', what: [] };
  if (kept === undefined || keptDigest(kept.book, kept.vouchers) !== stated) return part('vouchers', [stated]);
  const named = ({ book, vouchers }: KeptTexts): readonly string[] => [
    `book ${book}`,
    ...vouchers.map(({ number, body }) => `${number} ${body}`),
  ];
  const what = differing(named(kept), named(now)).map((one) => one.slice(0, one.indexOf(' ')));
  return part('vouchers', [...new Set(what)]);
}

function textOf(value: unknown): string {
  return value === undefined ? '' : JSON.stringify(value);
}

/** What only one of two lists has. */
function differing(kept: readonly string[], now: readonly string[]): readonly string[] {
  const [left, right] = [new Set(kept), new Set(now)];
  return [...kept.filter((one) => !right.has(one)), ...now.filter((one) => !left.has(one))];
}
