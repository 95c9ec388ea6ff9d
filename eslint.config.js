import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { importOrder } from './config/lint/import-order.js';
import { noNodeImport } from './config/lint/no-node-import.js';

const nodeOnly = ['src/cli/**', '**/*.node.ts', '**/*.node.test.ts', '**/*.node.testing.ts'];
const browserHint = 'is Node only, and the library runs in a browser';
const nodeGlobals = ['process', 'Buffer', 'global', 'require', 'setImmediate', '__dirname', '__filename'];

export default defineConfig(
  globalIgnores(['dist/', 'coverage/', 'reports/', 'site/']),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    name: 'every file',
    files: ['**/*.ts', '**/*.js', '**/*.mjs'],
    rules: {
      eqeqeq: 'error',
      'no-console': 'error',
      'no-empty': 'error',
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportDefaultDeclaration', message: 'export by name' },
        { selector: 'ExportSpecifier[exported.name="default"]', message: 'export by name' },
      ],
      'object-shorthand': 'error',
    },
  },
  {
    name: 'types',
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-exports': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-import-type-side-effects': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', destructuredArrayIgnorePattern: '^_' },
      ],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
    },
  },
  {
    name: 'import order',
    files: ['src/**/*.ts'],
    plugins: { lmusim: { rules: { 'import-order': importOrder, 'no-node-import': noNodeImport } } },
    rules: { 'lmusim/import-order': 'error' },
  },
  {
    name: 'library: browsers too, the same result everywhere',
    files: ['src/**/*.ts'],
    ignores: nodeOnly,
    rules: {
      'lmusim/no-node-import': 'error',
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: 'draw from a seeded generator' },
      ],
    },
  },
  {
    name: 'library: what is shipped',
    files: ['src/**/*.ts'],
    ignores: [...nodeOnly, '**/*.test.ts', '**/*.testing.ts'],
    rules: {
      'no-restricted-globals': [
        'error',
        ...nodeGlobals.map((name) => ({ name, message: `'${name}' ${browserHint}` })),
      ],
    },
  },
  {
    name: 'what talks to the terminal',
    files: ['src/cli/**', 'scripts/**', 'benchmarks/**', 'examples/**', 'test/fuzz/campaign.ts'],
    rules: { 'no-console': 'off' },
  },
  {
    name: 'configuration files, whose tools read the default export',
    files: ['*.config.js', '*.config.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
);
