import type { ProblemCode } from '../../model/problem.ts';
import type { ProblemWords } from './fill.ts';

const RESTORE = {
  en: 'Nothing is trusted until it is restored: copy back a backup, or import the files in archive/ into new books.',
  zh: '在恢复之前不可信：请用备份恢复，或将 archive/ 中的文件导入新账套。',
};
const CORRECT = { en: 'Correct it and run again.', zh: '请改正后重试。' };

/** The books, their settings, the command line and the machine. */
export const BOOKS_WORDS = {
  BOOKS_MISSING: {
    message: { en: 'there are no books in {path}', zh: '{path} 中没有账套' },
    remedy: {
      en: 'Make some with «settle init DIR», or say where they are with --books DIR.',
      zh: '请用“settle init DIR”新建，或用 --books DIR 指定。',
    },
  },
  BOOKS_EXIST: {
    message: { en: 'there are books already: {path}', zh: '账套已存在：{path}' },
    remedy: { en: 'They were left as they are. Choose another folder.', zh: '未作任何改动。请另选文件夹。' },
  },
  BOOKS_FOREIGN: {
    message: { en: "{path} isn't a database of settle", zh: '{path} 不是 settle 的数据库' },
    remedy: {
      en: 'It was left as it is. Say where the books are with --books DIR.',
      zh: '未作任何改动。请用 --books DIR 指定账套。',
    },
  },
  BOOKS_TOO_NEW: {
    message: {
      en: '{path} was written by a newer settle[ (version {version}; this one knows {known})]',
      zh: '{path} 由更新版本的 settle 写入[（版本 {version}，本程序支持到 {known}）]',
    },
    remedy: { en: 'Use that version of settle; not a byte was changed.', zh: '请使用新版本的 settle；未作任何改动。' },
  },
  BOOKS_OLDER: {
    message: {
      en: '{path} was written by an earlier settle (version {version}; this one writes {known}) and has to be brought up to date before it is read',
      zh: '{path} 由早期版本的 settle 写入（版本 {version}，本程序为 {known}），须先升级才能读取',
    },
    remedy: {
      en: 'Run «settle check» once: it does so, and keeps the file as it was beside it (books.db.bak-v{version}).',
      zh: '请运行一次“settle check”：账套将自动升级，原文件保留为 books.db.bak-v{version}。',
    },
  },
  BOOKS_DAMAGED: { message: { en: 'the database is damaged: {path}', zh: '数据库已损坏：{path}' }, remedy: RESTORE },
  BOOKS_BUSY: {
    message: { en: 'another run holds the books: {path}', zh: '账套正被另一个任务占用：{path}' },
    remedy: {
      en: 'Try again later, or wait longer with --busy-timeout SECONDS.',
      zh: '请稍后重试，或用 --busy-timeout 延长等待。',
    },
  },
  FINDING_UNKNOWN: {
    message: {
      en: 'there is no single finding {finding}[; it could be {candidates}][; checks saw it as of {seen}, as of {as_of} it is none]',
      zh: '没有唯一的差异 {finding}[；可能是 {candidates}][；核对曾于 {seen} 见到，截至 {as_of} 不是差异]',
    },
    remedy: {
      en: '«settle check --all» lists them; days that no statement covers only with the --period they were found for.',
      zh: '“settle check --all”列出全部差异；缺对账单的日期须加当时的 --period。',
    },
  },
  REF_UNKNOWN: {
    message: { en: 'nothing is called {text}', zh: '找不到 {text}' },
    remedy: {
      en: 'Name it as order:NO, trade:NO, batch:NO, bank:ACCOUNT/REF, invoice:NO, or a group or finding as printed.',
      zh: '写法：order:订单号、trade:交易号、batch:批次号、bank:账户/流水号、invoice:发票号，或打印出的匹配组、差异编号。',
    },
  },
  DECISION_REFUSED: {
    message: { en: '{ref} can’t be decided so: {reason}', zh: '{ref} 不能这样处理：{reason}' },
    remedy: {
      en: 'Nothing was written. «settle receivable list» and «settle report overdue» show how it stands.',
      zh: '未写入。“settle receivable list”与“settle report overdue”显示现状。',
    },
  },
  ACCOUNT_UNKNOWN: {
    message: {
      en: 'settle.yaml has no account {account}[; it has {known}]',
      zh: 'settle.yaml 中没有账户 {account}[；已有 {known}]',
    },
    remedy: { en: 'Use one of them, or add it there.', zh: '请使用已有账户，或在 settle.yaml 中添加。' },
  },
  CONFIG_MISSING: {
    message: { en: 'there is no settle.yaml in {path}', zh: '{path} 中没有 settle.yaml' },
    remedy: {
      en: 'Make books with «settle init DIR», or say where they are with --books DIR.',
      zh: '请用“settle init DIR”新建，或用 --books DIR 指定。',
    },
  },
  CONFIG_UNREADABLE: {
    message: { en: "can't be read as YAML[: {reason}]", zh: '不是有效的 YAML[：{reason}]' },
    remedy: CORRECT,
  },
  CONFIG_UNKNOWN_KEY: {
    message: {
      en: 'there is no key «{key}» here[; did you mean «{nearest}»?]',
      zh: '此处没有键“{key}”[，是否指“{nearest}”？]',
    },
    remedy: { en: 'Known here: {known}.', zh: '此处可用：{known}。' },
  },
  CONFIG_VALUE: {
    message: { en: '["{text}" is wrong here: ]{expected}', zh: '[“{text}”不正确：]{expected}' },
    remedy: CORRECT,
  },
  RATE_MISSING: {
    message: {
      en: "there is no booking rate for {currency} in {period}, so its vouchers have no amount in the books' currency",
      zh: '{period} 没有 {currency} 的记账汇率，凭证无法折算为本位币',
    },
    remedy: {
      en: 'Import a file of rates (settle template rates), or give it in settle.yaml, such as vouchers: { rates: { {currency}: { {period}: 7.18 } } }.',
      zh: '请导入汇率表（settle template rates），或在 settle.yaml 中设置，如 vouchers: { rates: { {currency}: { {period}: 7.18 } } }。',
    },
  },
  EXPORT_MAP: {
    message: {
      en: '[the template has no row with the columns {header}][there is no field «{field}»; there are {known}][the map is no JSON of headers and fields such as {map}]',
      zh: '[模板中没有包含这些列的表头：{header}][没有字段“{field}”，可用：{known}][对应表不是“列名: 字段”的 JSON，如 {map}]',
    },
    remedy: { en: 'Correct the map and run again.', zh: '请改正对应表后重试。' },
  },
  USAGE: {
    message: { en: '{sentence}', zh: '{sentence}' },
    remedy: { en: '«settle[ {command}] --help» shows what there is.', zh: '“settle[ {command}] --help”显示用法。' },
  },
  DISK_FULL: {
    message: { en: 'the disk is full: {path}', zh: '磁盘已满：{path}' },
    remedy: { en: 'Nothing half-written was kept; make space and run again.', zh: '未留下半成品；请释放空间后重试。' },
  },
  NOT_WRITABLE: {
    message: { en: "can't be written: {path}", zh: '无法写入：{path}' },
    remedy: { en: 'Check who owns it and whether the disk is read-only.', zh: '请检查权限以及磁盘是否只读。' },
  },
  OUTPUT_FAILED: {
    message: {
      en: "the answer couldn't be written[ to {path}][: {reason}]",
      zh: '结果无法写出[到 {path}][：{reason}]',
    },
    remedy: {
      en: 'Free space or choose another place; a file that stands there is replaced only with --force.',
      zh: '请释放空间或另选位置；已有文件须加 --force 才会覆盖。',
    },
  },
  PERIOD_CLOSED: {
    message: {
      en: 'a closed month is not changed[: {month}][: {what}][; the first open day is {open}]',
      zh: '已结账的月份不得改动[：{month}][：{what}][；最早可用日期为 {open}]',
    },
    remedy: {
      en: 'Book it in the open month, or reopen the closed one with «settle reopen MONTH --reason TEXT».',
      zh: '请在未结账的月份处理，或先用 settle reopen MONTH --reason TEXT 反结账。',
    },
  },
  PERIOD_NOT_READY: {
    message: {
      en: "{month} can't be closed, signed or reopened: {reason}",
      zh: '{month} 不能结账、签字或反结账：{reason}',
    },
    remedy: {
      en: 'Months are closed one after the other, each when it is over; «settle close status» lists them.',
      zh: '须按月份先后、在月份结束后结账；settle close status 列出各月状态。',
    },
  },
  SIGNER_TWICE: {
    message: { en: '{name} has signed {month} in the other role', zh: '{name} 已以另一身份签署 {month}' },
    remedy: {
      en: 'Preparer and reviewer are two people: let the other one sign, with --operator NAME.',
      zh: '编制人与复核人须为两人：请由另一人以 --operator NAME 签字。',
    },
  },
  SNAPSHOT_UNKNOWN: {
    message: { en: 'there is no snapshot {snapshot}', zh: '没有快照 {snapshot}' },
    remedy: {
      en: '«settle close status» lists months and their snapshots.',
      zh: 'settle close status 列出各月及其快照。',
    },
  },
  BACKUP_EXISTS: {
    message: { en: 'a file stands there: {path}', zh: '文件已存在：{path}' },
    remedy: {
      en: 'A backup never replaces a file: give a new name, or move the old one away.',
      zh: '备份不会覆盖已有文件：请换一个文件名，或先移走旧文件。',
    },
  },
} as const satisfies Partial<Record<ProblemCode, ProblemWords>>;
