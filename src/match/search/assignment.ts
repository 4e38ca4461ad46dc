import { invariant } from '../../model/problem.ts';
import { LIMITS } from './limits.ts';

/**
 * The pairing of rows with columns that has the most points in all (Hungarian method with potentials, O(n³)); a pair
 * without points (`undefined`) is never made. Answers the column of each row, or undefined. Among equally good pairings
 * the earlier rows get the earlier columns, so the order of rows and columns must be a total one.
 */
export function assign(points: readonly (readonly (number | undefined)[])[]): readonly (number | undefined)[] {
  const columns = Math.max(0, ...points.map((row) => row.length));
  const size = Math.max(points.length, columns);
  invariant(size <= LIMITS.assigned, 'an exact assignment stays within its limit');
  const best = Math.max(0, ...points.flatMap((row) => row.map((value) => value ?? 0)));
  // A pair that may not be made costs as much as making none.
  const cost = (row: number, column: number): number => best - Math.max(0, points[row]?.[column] ?? 0);
  const owner = hungarian(size, cost);
  return points.map((row, at) => {
    const column = owner.indexOf(at);
    return row[column] === undefined ? undefined : column;
  });
}

/** Shortest augmenting paths: the row of each column. Indices from 1 inside, 0 is the row being placed. */
function hungarian(size: number, cost: (row: number, column: number) => number): readonly number[] {
  const rowPotential = new Array<number>(size + 1).fill(0);
  const columnPotential = new Array<number>(size + 1).fill(0);
  const owner = new Array<number>(size + 1).fill(0);
  const came = new Array<number>(size + 1).fill(0);
  for (let row = 1; row <= size; row += 1) {
    owner[0] = row;
    let column = 0;
    const least = new Array<number>(size + 1).fill(Infinity);
    const used = new Array<boolean>(size + 1).fill(false);
    do {
      used[column] = true;
      const next = relax(column, { size, cost, owner, rowPotential, columnPotential, least, used, came });
      shift(next.delta, { size, owner, rowPotential, columnPotential, least, used });
      column = next.column;
    } while (owner[column] !== 0);
    while (column !== 0) {
      const before = came[column] ?? 0;
      owner[column] = owner[before] ?? 0;
      column = before;
    }
  }
  return owner.slice(1).map((row) => row - 1);
}

interface Potentials {
  readonly size: number;
  readonly owner: readonly number[];
  readonly rowPotential: number[];
  readonly columnPotential: number[];
  readonly least: number[];
  readonly used: readonly boolean[];
}

interface Search extends Potentials {
  readonly cost: (row: number, column: number) => number;
  readonly came: number[];
}

/** Reduced costs from the row that owns `from`; answers the nearest column not yet used and how far it is. */
function relax(from: number, search: Search): { readonly column: number; readonly delta: number } {
  const { size, cost, owner, rowPotential, columnPotential, least, used, came } = search;
  const row = owner[from] ?? 0;
  let delta = Infinity;
  let nearest = 0;
  for (let column = 1; column <= size; column += 1) {
    if (used[column]) continue;
    const reduced = cost(row - 1, column - 1) - (rowPotential[row] ?? 0) - (columnPotential[column] ?? 0);
    if (reduced < (least[column] ?? Infinity)) {
      least[column] = reduced;
      came[column] = from;
    }
    if ((least[column] ?? Infinity) < delta) {
      delta = least[column] ?? Infinity;
      nearest = column;
    }
  }
  return { column: nearest, delta };
}

function shift(delta: number, { size, owner, rowPotential, columnPotential, least, used }: Potentials): void {
  for (let column = 0; column <= size; column += 1) {
    if (used[column]) {
      const row = owner[column] ?? 0;
      rowPotential[row] = (rowPotential[row] ?? 0) + delta;
      columnPotential[column] = (columnPotential[column] ?? 0) - delta;
    } else {
      least[column] = (least[column] ?? 0) - delta;
    }
  }
}
