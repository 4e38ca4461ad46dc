import type { CommandSpec } from '../command.ts';

const help: CommandSpec = {
  name: 'help',
  summary: { en: 'say more about a command', zh: '查看命令说明' },
  arguments: [{ name: 'COMMAND', summary: { en: 'its name', zh: '命令名' } }],
  load: () => import('../actions/help.ts'),
};
export default help;
