import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

import { generatedDocs } from './generate-docs.ts';

for (const [path, text] of generatedDocs()) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
