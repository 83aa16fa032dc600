import {mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {preflightChecks} from '../../src/checks/checks.js';
import {collectFactSet, selectLookSubject} from '../../src/cli/collect-fact-set.js';
import {openWorld} from './open-world.js';
import {worlds} from './worlds.js';

/**
 * Looks at every world with every check's probes, and keeps what was found as the fixtures that the checks are
 * tried on: npm run record-worlds [NAME…]. To be run again whenever a probe or a world changes.
 */
const fixtures = join(import.meta.dirname, '..', 'fixtures', 'worlds');
const wanted = process.argv.slice(2);

mkdirSync(fixtures, {recursive: true});
for (const definition of worlds) {
  if (wanted.length > 0 && !wanted.includes(definition.name)) continue;
  const {workspace, close} = await openWorld(definition);
  try {
    const set = await collectFactSet(selectLookSubject(workspace), preflightChecks);
    writeFileSync(join(fixtures, `${definition.name}.json`), `${JSON.stringify(set, undefined, 1)}\n`);
    process.stdout.write(`${definition.name}: ${Object.keys(set.facts).length} facts\n`);
  } finally {
    await close();
  }
}
process.exit();
