import tseslint from 'typescript-eslint';
import n8nBase from 'eslint-plugin-n8n-nodes-base';
import { n8nCommunityNodesPlugin } from '@n8n/eslint-plugin-community-nodes';

const shipped = ['core/**/*.ts', 'vendors/**/*.ts', 'nodes/**/*.ts', 'credentials/**/*.ts'];

const CLOCKS = 'Use monotonic or wallClock of core/pacing/clock.ts.';

const withFiles = (config, files) => ({ ...config, files });

const nodesBase = (files, set) => ({
  files,
  plugins: { 'n8n-nodes-base': n8nBase },
  rules: n8nBase.configs[set].rules,
});

export default tseslint.config(
  {
    ignores: [
      'test/recipe/*/**',
      'dist/**',
      'coverage/**',
      '.stryker-tmp/**',
      '**/node_modules/**',
      '.n8n-data/**',
      '.n8n-versions/**',
    ],
  },
  ...tseslint.configs.recommended.map((config) => withFiles(config, ['**/*.ts', '**/*.mts'])),
  {
    files: ['**/*.ts', '**/*.mts'],
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true, argsIgnorePattern: '^_' }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
    },
  },
  // What is published keeps n8n's own rules for verified packages, and no comment can switch one off.
  {
    ...withFiles(n8nCommunityNodesPlugin.configs.recommended, [...shipped, 'package.json']),
    linterOptions: { noInlineConfig: true },
  },
  { files: shipped, rules: { 'no-console': 'error' } },
  // Whoever reads a clock says which: core/pacing/clock.ts has the one that is never set and the one on the wall.
  {
    files: shipped,
    ignores: ['core/pacing/clock.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: CLOCKS },
        { object: 'performance', property: 'now', message: CLOCKS },
        { object: 'process', property: 'hrtime', message: CLOCKS },
      ],
      'no-restricted-syntax': [
        'error',
        { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: CLOCKS },
        { selector: "CallExpression[callee.name='Date']", message: CLOCKS },
      ],
    },
  },
  {
    files: ['package.json'],
    languageOptions: { parser: tseslint.parser, parserOptions: { extraFileExtensions: ['.json'] } },
  },
  nodesBase(['package.json'], 'community'),
  nodesBase(['credentials/**/*.ts'], 'credentials'),
  nodesBase(['nodes/**/*.ts'], 'nodes'),
  // These want the text 'main' where the community rules want n8n's constant for it.
  {
    files: ['nodes/**/*.ts'],
    rules: {
      'n8n-nodes-base/node-class-description-inputs-wrong-regular-node': 'off',
      'n8n-nodes-base/node-class-description-outputs-wrong': 'off',
    },
  },
  // This rule wants the name of a page in n8n's own docs; the community rules want an address.
  {
    files: ['credentials/**/*.ts'],
    rules: { 'n8n-nodes-base/cred-class-field-documentation-url-miscased': 'off' },
  },
  // This rule takes every name that ends in Key for a secret. What is one, the vendor says, and a test of the
  // credentials holds that it is shown as dots.
  {
    files: ['credentials/**/*.ts'],
    rules: { 'n8n-nodes-base/cred-class-field-type-options-password-missing': 'off' },
  },
  // This rule looks for literals in the nodes, which have their credentials from the definitions: the nodes test this
  // one, and a test of theirs holds it.
  {
    files: ['credentials/MensageiroOtherApi.credentials.ts'],
    rules: { '@n8n/community-nodes/credential-test-required': 'off' },
  },
  // Its options are put together, so the rule finds the default in none of them.
  {
    files: ['nodes/SendMedia/properties.ts'],
    rules: { 'n8n-nodes-base/node-param-default-wrong-for-options': 'off' },
  },
);
