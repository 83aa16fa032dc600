import {join, resolve} from 'node:path';
import {buildRelease, releaseVersions} from '../test/fixtures/releases/build-release.js';

/** Writes the reference releases into a directory, to practise upgrades with: `npm run releases -- DIR`. */
const [target = 'releases'] = process.argv.slice(2);
for (const version of releaseVersions)
  process.stdout.write(`${buildRelease(version, join(resolve(target), version))}\n`);
