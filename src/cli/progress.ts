import type { ByteSource } from '../jobs/formats.ts';
import type { Call } from './command.ts';
import { milliseconds, type World } from './world.ts';

/** Work shorter than this needs no bar. */
const QUIET_MS = 1_000;

/** How far an import has come, on a terminal's stderr only: rows, rows a second, time left. */
export interface Progress {
  readonly rows: (count: number) => void;
  readonly fileDone: (source: string) => void;
  readonly stop: () => void;
}

const NONE: Progress = { rows: () => undefined, fileDone: () => undefined, stop: () => undefined };

/** A bar over the bytes of the files; it appears once the work has taken a second. */
export async function progressOf(call: Call, sources: readonly ByteSource[]): Promise<Progress> {
  const { world, given } = call;
  const stream = world.err.terminal;
  if (stream === undefined || given.flag('quiet')) return NONE;
  const { SingleBar } = await import('cli-progress');
  const words = { en: ['rows', 'left'], zh: ['行', '剩余'] }[call.lang];
  const format = `{bar} {percentage}%  {rows} ${words[0] ?? ''}  {rate}/s  ${words[1] ?? ''} {eta_formatted}`;
  const bar = new SingleBar({ format, stream, clearOnComplete: true, hideCursor: true, barsize: 20 });
  const sizes = new Map(sources.map((source) => [source.name, source.size ?? 0]));
  const total = [...sizes.values()].reduce((sum, size) => sum + size, 0);
  const started = now(world);
  let [rows, bytes, isShown] = [0, 0, false];
  const draw = (): void => {
    const elapsed = now(world) - started;
    if (elapsed < QUIET_MS) return;
    if (!isShown) bar.start(total, bytes, { rows: 0, rate: 0 });
    isShown = true;
    bar.update(bytes, { rows, rate: Math.round((rows * 1_000) / elapsed) });
  };
  return {
    rows(count: number): void {
      rows += count;
      draw();
    },
    fileDone(source: string): void {
      bytes += sizes.get(source.split('/')[0] ?? source) ?? 0;
      sizes.delete(source.split('/')[0] ?? source);
      draw();
    },
    stop(): void {
      if (isShown) bar.stop();
    },
  };
}

function now(world: World): number {
  return milliseconds(world.now());
}
