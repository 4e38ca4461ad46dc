import type { Day } from '../model/day.ts';

/** By code unit, as every order of refs here: `INV-10` comes before `INV-9`. */
export function compareText(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

/** Oldest first: by due day, then the day they were opened, then ref (DOMAIN.md 3.5). */
export function oldestFirst<T extends { readonly ref: string; readonly openedOn: Day; readonly dueOn: Day }>(
  items: readonly T[],
): readonly T[] {
  return [...items].sort(
    (left, right) =>
      compareText(left.dueOn, right.dueOn) ||
      compareText(left.openedOn, right.openedOn) ||
      compareText(left.ref, right.ref),
  );
}
