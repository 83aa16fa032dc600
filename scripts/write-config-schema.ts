import {readFileSync, writeFileSync} from 'node:fs';
import {parse} from 'yaml';
import {createJsonSchema} from '../src/config/create-json-schema.js';
import {formatConfig} from '../src/config/format-config.js';

// Writes templates/config/shakinstall.schema.json and the comments of templates/config/full.yaml:
//   node --import ./scripts/typescript-imports.mjs scripts/write-config-schema.ts
const folder = new URL('../templates/config/', import.meta.url);
const full = new URL('full.yaml', folder);

writeFileSync(new URL('shakinstall.schema.json', folder), `${JSON.stringify(createJsonSchema(), undefined, 2)}\n`);
writeFileSync(full, formatConfig(parse(readFileSync(full, 'utf8')), {jsonSchema: './shakinstall.schema.json'}));
