import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { env } from 'node:process';

const ROOT = join(import.meta.dirname, '../..');

/** Builds the program once before its processes are tested, unless what was built is newer than every source. */
export default function setup(): void {
  if (env['SETTLE_PROGRAM'] !== undefined || isFresh()) return;
  const built = spawnSync('npm', ['run', 'build'], { cwd: ROOT, encoding: 'utf8', shell: true });
  if (built.status !== 0) throw new Error(`npm run build failed:\n${built.stdout}${built.stderr}`);
}

function isFresh(): boolean {
  const program = join(ROOT, 'dist/cli/main.js');
  if (!existsSync(program)) return false;
  const sources = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' });
  const newest = Math.max(...sources.map((name) => statSync(join(ROOT, 'src', name)).mtimeMs));
  return statSync(program).mtimeMs > newest;
}
