import { existsSync, readFileSync } from 'node:fs';

/**
 * The walls of HOUSE in two tables. DOORS: which room may enter which. OWNERS: which room owns which package or
 * builtin module. Everything below them follows from the two.
 */
const DOORS = {
  model: [],
  ingest: ['model'],
  match: ['model'],
  discrepancy: ['model'],
  settlement: ['model'],
  receivables: ['model'],
  close: ['model'],
  vouchers: ['model'],
  calc: ['model', 'settlement', 'receivables', 'close'],
  store: ['model'],
  render: ['model'],
  demo: ['model'],
  report: ['model', 'store', 'discrepancy', 'settlement', 'receivables', 'close', 'vouchers'],
  jobs: ['model', 'store', 'ingest', 'match', 'discrepancy', 'settlement', 'receivables', 'close', 'vouchers'],
  cli: ['model', 'store', 'jobs', 'report', 'render', 'demo', 'calc'],
};

const OWNERS = {
  'decimal.js': ['model'],
  'currency-codes': ['model'],
  'csv-parse': ['ingest'],
  saxes: ['ingest'],
  '@e965/xlsx': ['ingest'],
  '@zip.js/zip.js': ['ingest'],
  'better-sqlite3': ['store'],
  chalk: ['render'],
  'cli-table3': ['render'],
  commander: ['cli'],
  yaml: ['cli'],
  'cli-progress': ['cli'],
  'iconv-lite': ['demo', 'render'],
  'write-excel-file': ['render'],
  'node:buffer': ['ingest'],
  'node:zlib': ['ingest'],
  'node:crypto': ['ingest', 'store'],
  'node:child_process': ['cli'],
  'node:fs': ['store', 'cli'],
  'node:path': ['store', 'cli'],
  'node:os': ['cli'],
  'node:process': ['cli'],
  'node:url': ['cli'],
  'node:util': ['cli'],
  'node:stream': ['cli', 'ingest'],
  'node:timers': ['store'],
  'node:worker_threads': ['store'],
};

/** Ways into a room besides its index.ts: the named files. Those of render load no package, for a quick start. */
const DEEP_DOORS = {
  render: '^src/render/(?:index|document|error|sanitise|width)[.]ts$',
  model: '^src/model/',
  store: '^src/store/(?:index|open|database|archive)[.]ts$|^src/store/(?:read|write)/',
  jobs: '^src/jobs/',
  report: '^src/report/(?:index|tables)[.]ts$',
  calc: '^src/calc/(?:index|names)[.]ts$',
  settlement: '^src/settlement/(?:index|terms)[.]ts$',
};

const rooms = Object.keys(DOORS);
const either = (names) => `(?:${names.join('|')})`;
const literal = (name) => name.replaceAll('.', '[.]');

const doors = rooms.map((room) => ({
  name: `door-${room}`,
  comment: `src/${room} may import only itself${DOORS[room].map((name) => `, ${name}`).join('')}.`,
  severity: 'error',
  from: { path: `^src/${room}/`, ...(room === 'match' ? { pathNot: '^src/match/keyed/' } : {}) },
  to: { path: '^(?:src|test|bin)/', pathNot: `^src/${either([room, ...DOORS[room]])}/` },
}));

const keyedDoor = {
  name: 'door-match-keyed',
  comment: 'src/match/keyed may import only match, model and the port of the store.',
  severity: 'error',
  from: { path: '^src/match/keyed/' },
  to: { path: '^(?:src|test|bin)/', pathNot: '^src/(?:match|model)/|^src/store/database[.]ts$' },
};

const wayIn = rooms.map((room) => ({
  name: `way-in-${room}`,
  comment: `Other rooms enter src/${room} by its index.ts or a named door.`,
  severity: 'error',
  from: { path: '^src/', pathNot: `^src/${room}/` },
  to: { path: `^src/${room}/`, pathNot: DEEP_DOORS[room] ?? `^src/${room}/index[.]ts$` },
}));

const owners = Object.entries(OWNERS).map(([name, owning]) => ({
  name: `owner-${name}`,
  comment: `${name} belongs to ${owning.join(' and ')}.`,
  severity: 'error',
  from: { path: '^src/', pathNot: `^src/${either(owning)}/` },
  to: name.startsWith('node:')
    ? { dependencyTypes: ['core'], path: `^(?:node:)?${literal(name.slice(5))}(?:/|$)` }
    : { path: `(?:^|node_modules/)${literal(name)}(?:/|$)` },
}));

const owned = Object.keys(OWNERS);
const unowned = [
  {
    name: 'package-without-owner',
    comment: 'Every package the program uses stands in OWNERS.',
    severity: 'error',
    from: { path: '^src/' },
    to: {
      dependencyTypes: ['npm', 'npm-optional', 'npm-peer', 'npm-bundled', 'npm-no-pkg', 'npm-unknown'],
      pathNot: `node_modules/${either(owned.map(literal))}/`,
    },
  },
  {
    name: 'builtin-without-owner',
    comment: 'Every builtin module the program uses stands in OWNERS.',
    severity: 'error',
    from: { path: '^src/' },
    to: {
      dependencyTypes: ['core'],
      pathNot: `^(?:node:)?${either(owned.filter((name) => name.startsWith('node:')).map((name) => name.slice(5)))}(?:/|$)`,
    },
  },
  {
    name: 'development-package',
    comment: 'The program runs without the development packages.',
    severity: 'error',
    from: { path: '^(?:src|bin)/' },
    to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], pathNot: 'node_modules/@types/' },
  },
];

/** Folders whose all.ts lists plug-ins: formats, kinds, reports, forms, commands, schema steps. */
const PLUG_INS = [
  'src/ingest/formats',
  'src/discrepancy/kinds',
  'src/report',
  'src/render',
  'src/cli/commands',
  'src/store/schema',
  'src/calc/areas',
  'src/close/checks',
  'src/vouchers/forms',
];

const listed = (folder) =>
  existsSync(`${folder}/all.ts`)
    ? [...readFileSync(`${folder}/all.ts`, 'utf8').matchAll(/from '[.]\/(.+)[.]ts'/g)].map((match) => match[1])
    : [];

const siblings = PLUG_INS.filter((folder) => listed(folder).length > 0).map((folder) => ({
  name: `plug-in-${folder.split('/').at(-1)}`,
  comment: `Only ${folder}/all.ts imports what it lists: no plug-in leans on a sibling.`,
  severity: 'error',
  from: { path: '^src/', pathNot: `^${folder}/all[.]ts$` },
  to: { path: `^${folder}/${either(listed(folder).map(literal))}[.]ts$` },
}));

const readOnly = {
  name: 'report-reads',
  comment: 'Reports read: no way from src/report to the writes of the store.',
  severity: 'error',
  from: { path: '^src/report/' },
  to: { path: '^src/store/(?:write|sqlite|schema)/|^src/store/(?:open|archive)[.]ts$' },
};

export default {
  forbidden: [
    ...doors,
    keyedDoor,
    ...wayIn,
    ...owners,
    ...unowned,
    ...siblings,
    readOnly,
    {
      name: 'circle',
      comment: 'Files that need each other are one file, or hide a third.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'unreachable',
      comment: 'Nothing in src that the program never reaches.',
      severity: 'error',
      from: { path: '^src/cli/main[.]ts$' },
      to: { path: '^src/', reachable: false },
    },
    {
      name: 'unresolvable',
      comment: 'An import that leads nowhere.',
      severity: 'error',
      from: { path: '^src/' },
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    combinedDependencies: false,
    enhancedResolveOptions: {
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.js'],
    },
    skipAnalysisNotInRules: true,
  },
};
