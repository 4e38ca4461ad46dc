import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

const DEEPEST = 64;

export function isGlob(path: string): boolean {
  return /[*?]/u.test(path);
}

/**
 * Files and folders that fit a pattern of `*`, `?` and `**` (any folders between), as full paths by code unit. For
 * callers without a shell (cron, quotes): a shell has put the names in by itself. Hidden names need their dot.
 */
export function expandGlob(cwd: string, pattern: string): readonly string[] {
  const segments = pattern.split('/').filter((segment) => segment !== '' && segment !== '.');
  const root = pattern.startsWith('/') ? '/' : resolve(cwd);
  return [...new Set(walk(root, segments, 0))].sort((left, right) => (left < right ? -1 : 1));
}

/** True when the name fits; each star first takes as little as it can, then a character more: no regular expression. */
export function fits(name: string, pattern: string): boolean {
  if (name.startsWith('.') && !pattern.startsWith('.')) return false;
  let at = 0;
  let star = -1;
  let taken = 0;
  let index = 0;
  while (index < name.length) {
    if (pattern[at] === '*') {
      star = at;
      taken = index;
      at += 1;
    } else if (pattern[at] === '?' || pattern[at] === name[index]) {
      at += 1;
      index += 1;
    } else if (star >= 0) {
      at = star + 1;
      taken += 1;
      index = taken;
    } else {
      return false;
    }
  }
  return /^\**$/u.test(pattern.slice(at));
}

function walk(folder: string, segments: readonly string[], depth: number): readonly string[] {
  const [segment, ...rest] = segments;
  if (segment === undefined) return [folder];
  if (depth > DEEPEST) return [];
  if (segment === '**') return anywhereBelow(folder, segments, rest, depth);
  if (!isGlob(segment)) {
    const path = join(folder, segment);
    return existsSync(path) ? walk(path, rest, depth) : [];
  }
  return namesIn(folder)
    .filter((name) => fits(name, segment))
    .filter((name) => rest.length === 0 || isFolder(join(folder, name)))
    .flatMap((name) => walk(join(folder, name), rest, depth + 1));
}

function anywhereBelow(
  folder: string,
  segments: readonly string[],
  rest: readonly string[],
  depth: number,
): readonly string[] {
  const here = walk(folder, rest, depth + 1);
  const folders = namesIn(folder, true).filter((name) => !name.startsWith('.'));
  return [...here, ...folders.flatMap((name) => walk(join(folder, name), segments, depth + 1))];
}

/** Names in a folder; with `folders`, those of real folders only, so that links can't lead in a circle. */
function namesIn(folder: string, folders = false): readonly string[] {
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    return entries.filter((entry) => !folders || entry.isDirectory()).map((entry) => entry.name);
  } catch {
    return [];
  }
}

function isFolder(path: string): boolean {
  return existsSync(path) && statSync(path).isDirectory();
}
