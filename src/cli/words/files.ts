import type { ProblemCode } from '../../model/problem.ts';
import type { ProblemWords } from './fill.ts';

/** A file that can't be taken as a whole. */
export const FILE_WORDS = {
  FILE_MISSING: {
    message: { en: 'there is no such file[: {path}]', zh: '文件不存在[：{path}]' },
    remedy: { en: 'Check the path.', zh: '请检查路径。' },
  },
  FILE_UNREADABLE: {
    message: { en: "can't be read as a file[: {reason}]", zh: '无法读取[：{reason}]' },
    remedy: {
      en: 'Give a regular file that you may read; pipes and devices go through «-».',
      zh: '请给出有读取权限的普通文件；管道和设备请用“-”从标准输入读取。',
    },
  },
  FILE_EMPTY: {
    message: { en: 'the file is empty', zh: '文件为空' },
    remedy: {
      en: 'Download it again; a day without movements still has a header.',
      zh: '请重新下载；没有交易的日期也应有表头。',
    },
  },
  FILE_TOO_LARGE: {
    message: { en: 'the file is larger than {limit} bytes', zh: '文件超过 {limit} 字节' },
    remedy: { en: 'Split it by days and import the parts.', zh: '请按日期拆分后分别导入。' },
  },
  ARCHIVE_DAMAGED: {
    message: {
      en: 'the archive or workbook is damaged or cut off[: {member}]',
      zh: '压缩包或工作簿已损坏或不完整[：{member}]',
    },
    remedy: { en: 'Nothing from it was stored; download it again.', zh: '未存入任何内容；请重新下载。' },
  },
  ARCHIVE_UNSAFE: {
    message: {
      en: 'the archive holds a name that leads out of its folder[: {member}]',
      zh: '压缩包内含越界路径[：{member}]',
    },
    remedy: { en: 'Nothing from it was stored; ask where it comes from.', zh: '未存入任何内容；请核实来源。' },
  },
  ARCHIVE_ENCRYPTED: {
    message: { en: 'the archive is encrypted, and no password opens it', zh: '压缩包已加密，没有可用的密码' },
    remedy: {
      en: 'Put the right password into the first line of a file and give --password-file FILE.',
      zh: '请将正确的密码写入文件第一行，并用 --password-file FILE 指定。',
    },
  },
  ENCODING_UNDECIDED: {
    message: {
      en: "the bytes aren't text in UTF-8 or GB18030[ (tried: {tried})][: {what}]",
      zh: '不是 UTF-8 或 GB18030 文本[（已尝试：{tried}）][：{what}]',
    },
    remedy: { en: 'Say what they are with --encoding.', zh: '请用 --encoding 指定编码。' },
  },
  NUL_BYTES: {
    message: { en: 'there are NUL bytes in the text', zh: '文本中含有 NUL 字节' },
    remedy: { en: 'The file is damaged or no text: download it again.', zh: '文件已损坏或不是文本，请重新下载。' },
  },
  FORMAT_UNKNOWN: {
    message: {
      en: 'no known format[: it is {what}][; the nearest is {nearest}][, of which {columns} are missing]',
      zh: '无法识别的格式[：文件是{what}][；最接近 {nearest}][，缺少列 {columns}]',
    },
    remedy: {
      en: '«settle formats» lists what can be read, «settle template KIND» prints a layout that always can, «formats:» in settle.yaml declares your own.',
      zh: '“settle formats”列出可读格式，“settle template 类型”给出通用模板，settle.yaml 的“formats:”可自定义格式。',
    },
  },
  FORMAT_AMBIGUOUS: {
    message: { en: 'several formats fit[: {formats}]', zh: '符合多种格式[：{formats}]' },
    remedy: { en: 'Say which with --as FORMAT.', zh: '请用 --as FORMAT 指定。' },
  },
  HEADER_CHANGED: {
    message: {
      en: 'columns of {format} are missing or renamed[: {columns}][; the file has «{nearest}»]',
      zh: '{format} 的列缺失或已改名[：{columns}][；文件中有“{nearest}”]',
    },
    remedy: {
      en: 'Nothing from this file was stored. If the platform has renamed it, rename it back or use a template.',
      zh: '未存入任何内容。若平台更改了列名，请改回或使用模板。',
    },
  },
  ACCOUNT_NEEDED: {
    message: {
      en: 'nothing says whose file it is[ ({format})][; it could be {accounts}]',
      zh: '无法判断属于哪个账户[（{format}）][；可能是 {accounts}]',
    },
    remedy: { en: 'Say it with --account ID.', zh: '请用 --account ID 指定。' },
  },
  ACCOUNT_OTHER: {
    message: { en: 'the file says it belongs to {said}, not to {given}', zh: '文件属于 {said}，不是 {given}' },
    remedy: {
      en: 'Import it without --account, or correct the number in settle.yaml.',
      zh: '请去掉 --account，或更正 settle.yaml 中的账号。',
    },
  },
  PERIOD_NEEDED: {
    message: { en: 'neither the file nor its name says which day it covers', zh: '文件内容和文件名都没有说明日期' },
    remedy: {
      en: 'Keep the name the platform gave it: it carries the day.',
      zh: '请保留平台下载时的文件名，其中含有日期。',
    },
  },
  FILE_TRUNCATED: {
    message: { en: 'the file ends in the middle[: {what}]', zh: '文件不完整[：{what}]' },
    remedy: { en: 'Nothing from it was stored; download it again.', zh: '未存入任何内容；请重新下载。' },
  },
  CONTROL_TOTAL_DIFFERS: {
    message: {
      en: "[the file's own {what} says {expected}, its rows come to {actual}][the details come to {text}]",
      zh: '[文件自带的{what}为 {expected}，明细合计为 {actual}][明细合计为 {text}]',
    },
    remedy: {
      en: 'It is cut off or edited, and nothing was stored: download it again. --accept-differences stores it with a finding.',
      zh: '文件被截断或修改，未存入；请重新下载。--accept-differences 可存入并记为差异。',
    },
  },
  ROWS_AFTER_FOOTER: {
    message: { en: "rows follow the file's totals", zh: '合计之后还有明细行' },
    remedy: {
      en: 'Two files may have been joined: import them one by one.',
      zh: '可能是多个文件拼接而成，请分别导入。',
    },
  },
  LIMIT_REACHED: {
    message: { en: 'more than settle takes: {limit}[, at most {allowed}]', zh: '超出上限：{limit}[，最多 {allowed}]' },
    remedy: { en: 'Nothing from it was stored; {advice}.', zh: '未存入任何内容；{advice}。' },
  },
} as const satisfies Partial<Record<ProblemCode, ProblemWords>>;
