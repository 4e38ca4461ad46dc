import js from '@eslint/js';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

const ONE_DOOR = 'Effects come in through one door: only src/cli/world.ts names the machine and the clock.';

/** What the rest of the program asks of `World` instead. */
const machineAndClock = {
  'no-console': 'error',
  'no-restricted-globals': [
    'error',
    { name: 'process', message: ONE_DOOR },
    { name: 'performance', message: ONE_DOOR },
  ],
  'no-restricted-properties': ['error', { object: 'Date', property: 'now', message: ONE_DOOR }],
  'no-restricted-imports': [
    'error',
    { paths: ['process', 'node:process', 'node:perf_hooks'].map((name) => ({ name, message: ONE_DOOR })) },
  ],
};

const noEnum = { selector: 'TSEnumDeclaration', message: 'Use a union of string literals.' };
const noClock = [
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: ONE_DOOR },
  { selector: "CallExpression[callee.name='Date']", message: ONE_DOOR },
];
const noDefault = {
  selector: 'ExportDefaultDeclaration',
  message: 'Default exports are for plug-in files: format, kind, report, form, command, schema step.',
};

export default defineConfig(
  { ignores: ['dist/**', 'coverage/**', 'fixtures/**', 'demo/**', 'node_modules/**'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname } },
    rules: {
      // Contradicts noPropertyAccessFromIndexSignature.
      '@typescript-eslint/dot-notation': 'off',
      // Our amounts are branded numbers, which it takes for something else.
      '@typescript-eslint/no-unsafe-unary-minus': 'off',
      // Says `Record` where the reader wants to know what the key is.
      '@typescript-eslint/consistent-indexed-object-style': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-shadow': 'error',
      '@typescript-eslint/prefer-readonly': 'error',
      complexity: ['error', 12],
      eqeqeq: 'error',
      'max-depth': ['error', 3],
      'max-lines': ['error', 300],
      'max-lines-per-function': ['error', 60],
      'max-params': ['error', 4],
      'no-nested-ternary': 'error',
      'no-param-reassign': 'error',
      'no-restricted-syntax': ['error', noEnum],
      'prefer-const': 'error',
    },
  },
  {
    files: ['src/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', noEnum, noDefault] },
  },
  {
    files: ['src/**/*.ts'],
    ignores: ['src/cli/world.ts'],
    rules: { ...machineAndClock, 'no-restricted-syntax': ['error', noEnum, ...noClock, noDefault] },
  },
  {
    files: [
      'src/ingest/formats/*.ts',
      'src/discrepancy/kinds/*.ts',
      'src/report/*.ts',
      'src/render/*.ts',
      'src/vouchers/forms/*.ts',
      'src/cli/commands/*.ts',
      'src/calc/areas/*.ts',
      'src/store/schema/*.ts',
      'src/close/checks/*.ts',
    ],
    rules: { 'no-restricted-syntax': ['error', noEnum, ...noClock] },
  },
  {
    files: ['test/**/*.ts', '*.ts'],
    rules: {
      'max-lines': ['error', 600],
      'max-lines-per-function': 'off',
      // Sentences and tables of cases pass functions and literals about.
      '@typescript-eslint/no-unsafe-type-assertion': 'off',
    },
  },
  {
    files: ['eslint.config.js', '.dependency-cruiser.mjs', 'bin/settle.js'],
    languageOptions: { globals: { process: 'readonly', console: 'readonly' } },
  },
);
