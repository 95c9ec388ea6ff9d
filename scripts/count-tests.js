/**
 * Reads the JSON that vitest wrote and prints `N passed, 0 failed`. Exits with 1 when a test or a file failed,
 * and when nothing ran: an empty run proves nothing.
 */
import { readFileSync } from 'node:fs';

const [file] = process.argv.slice(2);
if (file === undefined) throw new Error('usage: node scripts/count-tests.js FILE');
const { success, numPassedTests, numFailedTests } = JSON.parse(readFileSync(file, 'utf8'));
if (success !== true || numFailedTests !== 0 || !(numPassedTests > 0)) {
  console.error(`${file}: ${numPassedTests} passed, ${numFailedTests} failed, success: ${success}`);
  process.exit(1);
}
console.log(`${numPassedTests} passed, 0 failed`);
