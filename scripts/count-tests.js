/**
 * Reads the JSON files that vitest wrote and prints `N passed, 0 failed` for all together. Exits with 1 when a test or a
 * file failed, and when nothing ran in one of them: an empty run proves nothing.
 */
import { readFileSync } from 'node:fs';

const files = process.argv.slice(2);
if (files.length === 0) throw new Error('usage: node scripts/count-tests.js FILE...');
let passed = 0;
for (const file of files) {
  const { success, numPassedTests, numFailedTests } = JSON.parse(readFileSync(file, 'utf8'));
  if (success !== true || numFailedTests !== 0 || !(numPassedTests > 0)) {
    console.error(`${file}: ${numPassedTests} passed, ${numFailedTests} failed, success: ${success}`);
    process.exit(1);
  }
  passed += numPassedTests;
}
console.log(`${passed} passed, 0 failed`);
