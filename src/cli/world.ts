import { fstatSync, writeSync } from 'node:fs';
import { userInfo } from 'node:os';
import { relative } from 'node:path';

import type { Day } from '../model/day.ts';
import { StopError } from '../model/problem.ts';
import { errnoOf } from './errno.ts';

/** Everything that comes from outside a command, in one door: nothing else in the program knows process or clock. */
export interface World {
  readonly cwd: string;
  /** How the program was called, for commands to copy: `settle`, or `node bin/settle.js` from a checkout. */
  readonly program?: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Who is logged in, as the system says; asked only where the environment names nobody (cron). */
  readonly user?: () => string | undefined;
  /** The present instant, ISO 8601 with offset. */
  now(): string;
  readonly out: Output;
  readonly err: Output;
  readonly stdin: Input;
}

export interface Output {
  readonly isTerminal: boolean;
  /** The terminal itself, for what is drawn over and over; undefined where there is none. */
  readonly terminal?: NodeJS.WritableStream;
  /** Columns of the terminal; undefined where there is none. */
  readonly columns?: number;
  /** True once the reader has gone away (`settle … | head`): what follows needn't be made any more. */
  readonly isClosed: boolean;
  /** True once anything was written. */
  readonly isUsed: boolean;
  /** Ends when the text is handed over whole. A reader that went away is no error; a full disk is `OUTPUT_FAILED`. */
  write(text: string): Promise<void>;
}

export interface Input {
  readonly isTerminal: boolean;
  chunks(): AsyncIterable<Uint8Array>;
}

/** The parts of `process` the program uses. */
export type Process = Pick<NodeJS.Process, 'argv' | 'cwd' | 'env' | 'stdin' | 'stdout' | 'stderr' | 'exitCode'>;

/** An account of the system may have no name (a container's number). */
function loggedIn(): string | undefined {
  try {
    return userInfo().username;
  } catch {
    return undefined;
  }
}

/** The real world of a started program. */
export function worldOf(process: Process): World {
  return {
    cwd: process.cwd(),
    program: programOf(process),
    env: process.env,
    user: loggedIn,
    now: () => new Date().toISOString(),
    out: outputTo(process.stdout),
    err: quietly(outputTo(process.stderr)),
    // Only whoever reads standard input opens it: it may be closed, or a folder.
    stdin: {
      get isTerminal() {
        return process.stdin.isTTY;
      },
      chunks: () => chunksOf(process.stdin),
    },
  };
}

/** An installed program is a link without an ending: npm puts it on the path under its own name. */
function programOf(process: Process): string {
  const path = process.argv[1] ?? '';
  return path.endsWith('.js') ? `node ${quoted(relative(process.cwd(), path))}` : 'settle';
}

/** A path as a shell takes it for one word. */
export function quoted(path: string): string {
  return /^[\p{L}\p{N}_./:@+-]+$/u.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}

/** The usual time zone. It has had no summer time since 1991: asking the system for it would cost every start. */
export const BEIJING = 'Asia/Shanghai';
const BEIJING_AHEAD = 8 * 3_600_000;

/** The civil day on which `instant` falls in a time zone: the default of `--as-of`. */
export function dayIn(instant: string, timezone: string): Day {
  if (timezone === BEIJING) return new Date(Date.parse(instant) + BEIJING_AHEAD).toISOString().slice(0, 10) as Day;
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: timezone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  const parts = new Map(format.formatToParts(new Date(instant)).map((part) => [part.type, part.value]));
  return `${parts.get('year') ?? ''}-${parts.get('month') ?? ''}-${parts.get('day') ?? ''}` as Day;
}

/** An instant as milliseconds, to tell how long something took. */
export function milliseconds(instant: string): number {
  return Date.parse(instant);
}

/** What is said about an answer must not spoil it: a full stderr is no reason to fail. */
function quietly(output: Output): Output {
  return {
    ...output,
    get isClosed() {
      return output.isClosed;
    },
    get isUsed() {
      return output.isUsed;
    },
    async write(text: string): Promise<void> {
      await output.write(text).catch(() => undefined);
    },
  };
}

type Stream = NodeJS.WriteStream & { readonly fd: number };

function outputTo(stream: Stream): Output {
  let closed = false;
  let used = false;
  // Without a listener a failing stream ends the program with a stack trace; the failure itself reaches `write`.
  stream.on('error', () => undefined);
  return {
    isTerminal: stream.isTTY,
    ...(stream.isTTY ? { columns: stream.columns, terminal: stream } : {}),
    get isClosed() {
      return closed;
    },
    get isUsed() {
      return used;
    },
    async write(text: string): Promise<void> {
      if (closed || text === '') return;
      used = true;
      try {
        await (isFile(stream) ? writeAll(stream.fd, text) : drained(stream, text));
      } catch (error) {
        if (errnoOf(error) !== 'EPIPE') throw new StopError('OUTPUT_FAILED', { reason: errnoOf(error) }, [], error);
        closed = true;
      }
    },
  };
}

/**
 * Node's own stream takes a short write to a full disk for a whole one and then reports success (RELIABILITY.md 2.13):
 * files and devices are written in a loop of our own.
 */
async function writeAll(fd: number, text: string): Promise<void> {
  const bytes = Buffer.from(text, 'utf8');
  let written = 0;
  while (written < bytes.length) written += writeSync(fd, bytes, written);
  return Promise.resolve();
}

async function drained(stream: Stream, text: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    stream.write(text, 'utf8', (error) => {
      if (error) reject(error);
      else resolve();
    });
  });
}

function isFile(stream: Stream): boolean {
  if (stream.isTTY) return false;
  const stat = fstatSync(stream.fd);
  return stat.isFile() || stat.isCharacterDevice();
}

async function* chunksOf(stream: NodeJS.ReadStream): AsyncIterable<Uint8Array> {
  for await (const chunk of stream) yield typeof chunk === 'string' ? Buffer.from(chunk, 'utf8') : (chunk as Buffer);
}
