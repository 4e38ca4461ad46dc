import { readFileSync } from 'node:fs';

/** The version of the installed package. */
export function version(): string {
  const { version: text } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
    version: string;
  };
  return text;
}

/** Names this build: a digest of its sources and packages, put in by the bundler. Undefined where the sources run as they are. */
declare const SETTLE_BUILD: string | undefined;

/** Which build this is, so that what another one worked out is not taken for its own; undefined: not built. */
export function build(): string | undefined {
  return typeof SETTLE_BUILD === 'undefined' ? undefined : SETTLE_BUILD;
}
