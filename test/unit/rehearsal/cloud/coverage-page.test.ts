import {readFileSync} from 'node:fs';
import {expect, it} from 'vitest';
import {formatRehearsalCoverage} from '../../../../scripts/format-rehearsal-coverage.js';
import {cloudRoutes} from '../../../../src/rehearsal/cloud/routes.js';

it('is what the route table says', () => {
  const page = readFileSync(new URL('../../../../docs/rehearsal-coverage.md', import.meta.url), 'utf8');
  expect(page).toBe(formatRehearsalCoverage());
});

it('has no two routes that answer the same request', () => {
  const seen = cloudRoutes
    .filter(({accepts}) => !accepts)
    .map(({verb, path}) => `${verb} ${path.replace(/\{\w+\}/g, '{}')}`);
  expect(seen.filter((one, index) => seen.indexOf(one) !== index)).toEqual([]);
});
