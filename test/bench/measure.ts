import { spawn, spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';

/** What one whole process took. */
export interface Measured {
  readonly seconds: number;
  /** Largest resident set in KiB; undefined where the machine doesn't tell. */
  readonly peakKib?: number;
  readonly exit: number;
}

interface Command {
  readonly program: string;
  readonly args: readonly string[];
  /** Where its stdout goes. */
  readonly output: string;
  readonly input?: string;
}

const TIME = '/usr/bin/time';
const POLL_MILLISECONDS = 20;

/** Runs a program to its end. The peak comes from GNU time, else from looking at /proc every 20 ms. */
export async function measure(command: Command): Promise<Measured> {
  const report = `${command.output}.time`;
  const timed = existsSync(TIME);
  const args = timed ? ['-v', '-o', report, command.program, ...command.args] : command.args;
  const output = openSync(command.output, 'w');
  const errors = openSync(`${command.output}.err`, 'w');
  const started = process.hrtime.bigint();
  const child = spawn(timed ? TIME : command.program, args, { stdio: ['pipe', output, errors] });
  child.stdin?.end(command.input ?? '');
  let polled: number | undefined;
  const timer = setInterval(() => {
    polled = timed ? undefined : (highWater(child.pid) ?? polled);
  }, POLL_MILLISECONDS);
  const exit = await new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      resolve(code ?? 128);
    });
  });
  const seconds = Number(process.hrtime.bigint() - started) / 1e9;
  clearInterval(timer);
  closeSync(output);
  closeSync(errors);
  const peakKib = timed ? peakOf(report) : polled;
  return { seconds, exit, ...(peakKib === undefined ? {} : { peakKib }) };
}

export function isInstalled(program: string): boolean {
  return spawnSync(program, ['--version']).status === 0;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

function peakOf(report: string): number | undefined {
  const found = /Maximum resident set size \(kbytes\): (\d+)/.exec(readFileSync(report, 'utf8'));
  return found === null ? undefined : Number(found[1]);
}

function highWater(pid: number | undefined): number | undefined {
  const path = `/proc/${String(pid)}/status`;
  if (!existsSync(path)) return undefined;
  const found = /VmHWM:\s+(\d+)/.exec(readFileSync(path, 'utf8'));
  return found === null ? undefined : Number(found[1]);
}
