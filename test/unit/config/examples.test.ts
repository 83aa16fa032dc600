import {readdirSync, readFileSync} from 'node:fs';
import {Ajv} from 'ajv';
import {describe, expect, it} from 'vitest';
import {parse} from 'yaml';
import {createJsonSchema} from '../../../src/config/create-json-schema.js';
import {formatConfig} from '../../../src/config/format-config.js';
import {selectAt} from '../../../src/config/load/plain-data.js';
import {formatPath} from '../../../src/config/load/problem.js';
import {loadConfig} from '../../../src/config/load-config.js';
import {installationSchema} from '../../../src/config/schema/installation-schema.js';
import {listFields} from '../../../src/config/schema/schema-at.js';

const folder = 'templates/config';
const examples = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
const read = (name: string) => readFileSync(`${folder}/${name}`, 'utf8');
const regenerate = 'run: node --import ./scripts/typescript-imports.mjs scripts/write-config-schema.ts';

describe('the examples', () => {
  it.each(examples)('%s is right', (name) => {
    const {config, diagnostics} = loadConfig({files: [{path: name, text: read(name)}]});
    expect(diagnostics).toEqual([]);
    expect(config).toBeDefined();
  });

  it.each(examples)('%s passes the published JSON Schema', (name) => {
    const validate = new Ajv({strict: false}).compile(createJsonSchema());
    expect(validate(parse(read(name))), JSON.stringify(validate.errors)).toBe(true);
    expect(read(name)).toContain('# yaml-language-server: $schema=./shakinstall.schema.json');
  });

  it('full.yaml has every key but those that exclude each other', () => {
    const value = parse(read('full.yaml'));
    const absent = listFields(installationSchema).filter((path) => selectAt(value, path) === undefined);
    expect(absent.map(formatPath)).toEqual([
      'project.organization',
      'cluster.networkProject',
      'cluster.podRange',
      'cluster.serviceRange',
      'tls.certificate',
      'tls.key',
      'sso.issuer',
    ]);
  });

  it('the published JSON Schema and the comments of full.yaml are fresh', () => {
    expect(JSON.parse(read('shakinstall.schema.json')), regenerate).toEqual(createJsonSchema());
    const full = formatConfig(parse(read('full.yaml')), {jsonSchema: './shakinstall.schema.json'});
    expect(read('full.yaml'), regenerate).toBe(full);
  });

  it('every field says what it is', () => {
    const describe = (path: readonly PropertyKey[]) =>
      path.reduce<unknown>((at, part) => {
        const node = at as {properties?: Record<string, unknown>; items?: unknown};
        return typeof part === 'number' ? node.items : node.properties?.[String(part)];
      }, createJsonSchema()) as {description?: string};
    const mute = listFields(installationSchema).filter((path) => !describe(path)?.description);
    expect(mute.map(formatPath)).toEqual([]);
  });
});
