import { EXIT } from '../../model/problem.ts';
import type { Call } from '../command.ts';
import { helpOf } from '../help.ts';
import { nearest } from '../nearest.ts';
import { usage } from '../usage.ts';

/** `settle help [COMMAND]`: the same text as `--help`. */
export async function run({ world, lang, args, commands }: Call): Promise<number> {
  const [name] = args;
  const command = commands.find((one) => one.name === name);
  if (name !== undefined && command === undefined) {
    const near = nearest(
      name,
      commands.map((one) => one.name),
    );
    usage('unknown-command', { text: name, ...(near === undefined ? {} : { nearest: near }) });
  }
  await world.out.write(helpOf(command, commands, lang));
  return EXIT.ok;
}
