import { escapeJson } from './sanitise.ts';

/** What a refusal tells a program. `code` is stable, the sentences are not. */
export interface ErrorAnswer {
  readonly code: string;
  readonly message: string;
  readonly hint?: string | undefined;
  /** The file's name without its folder. */
  readonly file?: string | undefined;
  /** Physical line, counted from 1. */
  readonly line?: number | undefined;
}

/** The error as the answer of `--format json`: `settle.error/1` (CLI.md), one line. */
export function renderError(error: ErrorAnswer): string {
  const { code, message, hint, file, line } = error;
  const answer = { schema: 'settle.error/1', ok: false, error: { code, message, hint, file, line } };
  return `${escapeJson(JSON.stringify(answer))}\n`;
}
