import { createReadStream, readFileSync, statSync } from 'node:fs';
import { basename, resolve } from 'node:path';

import { templateForm } from '../../jobs/voucher-template.ts';
import { StopError } from '../../model/problem.ts';
import type { Call } from '../command.ts';
import { usage } from '../usage.ts';

/** A map is written by hand: more than this isn't one. */
const MAP_BYTES = 1024 ** 2;

/** The form that `--template` and `--map` describe. */
export async function formFromTemplate(call: Call): ReturnType<typeof templateForm> {
  const path = resolve(call.world.cwd, needed(call, 'template'));
  const map = readMap(resolve(call.world.cwd, needed(call, 'map')));
  const source = { name: basename(path), size: sizeOf(path), open: () => createReadStream(path) };
  return templateForm(source, map);
}

function needed({ given }: Call, name: 'template' | 'map'): string {
  return given.text(name) ?? usage('option-needed', { command: 'export vouchers --to template', option: `--${name}` });
}

function readMap(path: string): unknown {
  const file = basename(path);
  if (sizeOf(path) > MAP_BYTES) throw new StopError('FILE_TOO_LARGE', { file, limit: MAP_BYTES });
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new StopError('EXPORT_MAP', { map: '{"日期": "date"}' }, [], error);
  }
}

function sizeOf(path: string): number {
  const file = basename(path);
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) throw new StopError('FILE_MISSING', { file, path });
  if (!stat.isFile()) throw new StopError('FILE_UNREADABLE', { file, reason: 'not-regular' });
  return stat.size;
}
