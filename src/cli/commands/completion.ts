import type { CommandSpec } from '../command.ts';

const completion: CommandSpec = {
  name: 'completion',
  summary: { en: 'print a script that completes commands and options in a shell', zh: '打印命令行自动补全脚本' },
  arguments: [
    { name: 'SHELL', required: true, choices: ['bash', 'zsh', 'fish'], summary: { en: 'the shell', zh: 'shell' } },
  ],
  load: () => import('../actions/completion.ts'),
};
export default completion;
