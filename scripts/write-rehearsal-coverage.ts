/**
 * Writes docs/rehearsal-coverage.md: which of Google's methods the rehearsal serves; all others answer 501.
 * Usage: node --import ./scripts/typescript-imports.mjs scripts/write-rehearsal-coverage.ts
 */
import {writeFileSync} from 'node:fs';
import {formatRehearsalCoverage} from './format-rehearsal-coverage.js';

writeFileSync(new URL('../docs/rehearsal-coverage.md', import.meta.url), formatRehearsalCoverage());
