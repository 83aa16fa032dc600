import {parse, stringify} from 'yaml';
import type {PlainObject} from '../../../src/config/load/plain-data.js';
import {withAt} from '../../../src/config/load/plain-data.js';
import {parsePath} from '../../../src/config/load/problem.js';
import {type LoadedConfig, loadConfig} from '../../../src/config/load-config.js';

/** The least that is right. */
export const minimalText = `apiVersion: shakinstall.dev/v1
kind: Installation
deployment: acme
project:
  id: acme-platform
location: us-east4-a
cluster:
  name: acme
bucket:
  name: acme-jobs
domain:
  fqdn: shakudo.acme.example
  zone: acme-example
tls:
  email: platform@acme.example
release:
  path: ../platform
`;

/** The least that is right with other values at some paths; undefined takes away. */
export function loadWith(changes: Readonly<Record<string, unknown>>): LoadedConfig {
  const value = Object.entries(changes).reduce<unknown>(
    (whole, [path, inner]) => withAt(whole, parsePath(path), inner),
    parse(minimalText) as PlainObject,
  );
  return loadConfig({files: [{path: 'shakinstall.yaml', text: stringify(value)}]});
}

/** `code field` of every diagnostic. */
export function listCodes({diagnostics}: LoadedConfig): string[] {
  return diagnostics.map(({code, field}) => `${code.replace('SHK_CONFIG_', '')} ${field}`);
}
