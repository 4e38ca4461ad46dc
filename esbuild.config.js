import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { build } from 'esbuild';

/*
 * npm run build: the program in a few files, since finding and loading hundreds of modules is a third of a second at
 * every start. What a command doesn't need stays in files of its own. Native code can't be bundled.
 */
rmSync('dist', { recursive: true, force: true });
const sources = createHash('sha256');
for (const name of readdirSync('src', { recursive: true }).sort()) {
  if (name.endsWith('.ts')) sources.update(name).update(readFileSync(join('src', name)));
}
// And the packages it is built with.
sources.update(readFileSync('package-lock.json'));
await build({
  entryPoints: [
    { in: 'src/cli/main.ts', out: 'cli/main' },
    { in: 'src/store/sqlite/writer.ts', out: 'cli/writer' },
  ],
  outdir: 'dist',
  chunkNames: 'cli/[name]-[hash]',
  bundle: true,
  splitting: true,
  platform: 'node',
  format: 'esm',
  target: 'node20.20',
  external: ['better-sqlite3'],
  // What one build worked out and kept is no other one's.
  define: { SETTLE_BUILD: JSON.stringify(sources.digest('hex')) },
  // Packages of the old module kind ask for Node's own modules by `require`.
  banner: {
    js: `import { createRequire as requireOf } from 'node:module'; const require = requireOf(import.meta.url);`,
  },
  // Half as much to read at every start; names stay, so that a stack trace can still be told.
  minifyWhitespace: true,
  minifySyntax: true,
  legalComments: 'linked',
  logLevel: 'warning',
});
