import {parseArgs} from 'node:util';
import type {CatalogueName} from './cloud/catalogue/catalogue.js';
import {serveWorld} from './world/serve-world.js';

const {values} = parseArgs({
  options: {
    directory: {type: 'string'},
    speed: {type: 'string', default: '60'},
    seed: {type: 'string', default: '1'},
    catalogue: {type: 'string', default: '2023-12'},
    'idle-minutes': {type: 'string', default: '60'},
  },
});
if (values.directory === undefined) throw new Error('--directory is missing');
await serveWorld({
  directory: values.directory,
  speed: Number(values.speed),
  seed: Number(values.seed),
  catalogue: values.catalogue as CatalogueName,
  idleMinutes: Number(values['idle-minutes']),
});
