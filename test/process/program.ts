import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { env, execPath } from 'node:process';

import { execa, type Options, type ResultPromise } from 'execa';
import { afterAll } from 'vitest';

import * as reports from '../../src/report/all.ts';
import { succeedHere } from '../property/program-in-process.ts';

/* The built program as processes of its own, and folders for it to work in. */

/** `SETTLE_PROGRAM` names another copy of the program: an installed one, say. */
export const PROGRAM = env['SETTLE_PROGRAM'] ?? join(import.meta.dirname, '../../bin/settle.js');
/** All but the audit log, which tells when and in which order things were done. */
export const REPORT_NAMES = Object.values(reports)
  .map((report) => report.name)
  .filter((name) => name !== 'audit');

/** What a process needs of the machine to start at all; everything else is what a test says. */
export const BARE_ENV: Readonly<Record<string, string>> = { PATH: env['PATH'] ?? '', LANG: 'C.UTF-8', USER: 'anna' };

export interface Ended {
  /** The exit code; undefined when a signal ended it. */
  readonly code: number | undefined;
  readonly signal: string | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Start {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string | Uint8Array;
  /** Standard input stays open, with nothing in it. */
  readonly isStdinOpen?: boolean;
}

/** Runs the program to its end. Fails on a stack trace or anything a terminal would obey, whatever the test asks. */
export async function settle(args: readonly string[], start: Start = {}): Promise<Ended> {
  return checked(args, await ended(startSettle(args, start)));
}

/** Starts the program and leaves it running. */
export function startSettle(args: readonly string[], start: Start = {}): Running {
  const { cwd = tmpdir(), env: environment = BARE_ENV, input, isStdinOpen = false } = start;
  const options: Options = {
    ...{ ...HOW, cwd, env: environment },
    ...(input === undefined ? { stdin: isStdinOpen ? 'pipe' : 'ignore' } : { input }),
  };
  return execa(execPath, [PROGRAM, ...args], options);
}

/** Runs a line of the shell with `$SETTLE` standing for the program. */
export async function shell(line: string, { cwd = tmpdir(), ...start }: Start = {}): Promise<Ended> {
  const environment = { ...(start.env ?? BARE_ENV), SETTLE: `${execPath} ${PROGRAM}` };
  const options: Options = { ...HOW, cwd, env: environment, stdin: 'ignore' };
  return checked([line], await ended(execa('sh', ['-c', line], options)));
}

export type Running = ResultPromise;
/** As the program is called, nothing added, nothing taken away, and no exit code an exception. */
const HOW: Options = { extendEnv: false, reject: false, stripFinalNewline: false };

export async function ended(running: Running): Promise<Ended> {
  const { exitCode, signal, stdout, stderr } = await running;
  return { code: exitCode, signal, stdout: stdout as string, stderr: stderr as string };
}

// eslint-disable-next-line no-control-regex -- these are what must not be there
const UNSAFE = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/u;

/** No stack trace and nothing a terminal obeys, on neither stream (RELIABILITY.md R8, X6). */
export function checked(args: readonly string[], result: Ended): Ended {
  const { stdout, stderr } = result;
  const shown = `settle ${args.join(' ')}`;
  if (/^\s+at\s.*(?::\d+|\))$/mu.test(stderr)) throw new Error(`a stack trace from ${shown}:\n${stderr}`);
  const unsafe = UNSAFE.exec(stdout) ?? UNSAFE.exec(stderr);
  if (unsafe) throw new Error(`U+${unsafe[0].charCodeAt(0).toString(16)} printed by ${shown}:\n${unsafe.input}`);
  return result;
}

/** Runs the program for its JSON answer, whatever it ends with. */
export async function json<T>(args: readonly string[], start: Start = {}): Promise<T> {
  const { stdout, stderr, code } = await settle([...args, '--format', 'json', '--lang', 'en'], start);
  try {
    return JSON.parse(stdout) as T;
  } catch {
    throw new Error(`settle ${args.join(' ')} ended with ${code} and no JSON:\n${stdout}${stderr}`);
  }
}

/** A folder that is gone after the tests of the file. */
export function temporary(): string {
  const folder = mkdtempSync(join(tmpdir(), 'settle-process-'));
  folders.push(folder);
  return folder;
}

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

export interface GivenFile {
  readonly name: string;
  readonly bytes: Uint8Array | string;
}

export function writeFiles(folder: string, files: readonly GivenFile[]): string {
  for (const { name, bytes } of files) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), bytes);
  }
  return folder;
}

/** New books with these settings in a folder of their own. */
export async function newBooks(settings: string, folder = temporary()): Promise<string> {
  writeFiles(folder, [{ name: 'settle.yaml', bytes: settings }]);
  const { code, stderr } = await settle(['init', folder, '--quiet']);
  if (code !== 0) throw new Error(`init ended with ${String(code)}: ${stderr}`);
  return folder;
}

export function copyOf(folder: string): string {
  const copy = temporary();
  cpSync(folder, copy, { recursive: true });
  return copy;
}

/** Every report as JSON on one day, one text: equal books give equal bytes. */
export async function allReports(books: string, asOf: string, start: Start = {}): Promise<string> {
  const texts: string[] = [];
  for (const name of REPORT_NAMES) {
    const { code, stdout, stderr } = await settle(reportArgs(name, books, asOf), start);
    if (code !== 0) throw new Error(`report ${name} ended with ${String(code)}: ${stderr}`);
    texts.push(stdout);
  }
  return texts.join('');
}

/** The same, read in this process: a tenth of the time, where it isn't the reading that is tested. */
export async function allReportsHere(books: string, asOf: string): Promise<string> {
  const texts: string[] = [];
  for (const name of REPORT_NAMES) texts.push(await succeedHere(reportArgs(name, books, asOf)));
  return texts.join('');
}

function reportArgs(name: string, books: string, asOf: string): readonly string[] {
  return ['report', name, '--books', books, '--as-of', asOf, '--format', 'json', '--lang', 'en'];
}

/** Names of all files below a folder. */
export function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
}

export function textOf(...path: readonly string[]): string {
  return readFileSync(join(...path), 'utf8');
}

/** A small seller's settings: one bank account, one wallet. */
export const SETTINGS = `book: 测试商行
accounts:
  - { id: ccb, kind: bank, number: "6222000000000000001" }
  - id: wechat
    kind: wallet
    platform: wechat
    number: "1677002001"
    fee: { rate: 0.6%, rounding: half-up, returned_on_refund: true }
    settles: D+0
    pays_out: { to: ccb, rule: manual }
`;
