import {mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {certManagerResources} from './platform-crds/cert-manager.data.js';
import {createCrd} from './platform-crds/create-crd.js';
import type {Resource} from './platform-crds/field.js';
import {istioResources} from './platform-crds/istio.data.js';
import {monitoringResources} from './platform-crds/monitoring.data.js';

// Writes the custom resource definitions of the reference release from the compact tables beside it:
//   node --import ./scripts/typescript-imports.mjs scripts/write-platform-crds.ts

const STATIC = join(import.meta.dirname, '..', 'templates', 'platform', 'static');

function writeCrds(directory: string, resources: readonly Resource[]): void {
  mkdirSync(join(STATIC, directory), {recursive: true});
  for (const resource of resources) {
    const name = `customresourcedefinition-${resource.plural}.${resource.group}.yaml`;
    writeFileSync(join(STATIC, directory, name), createCrd(resource));
  }
}

writeCrds('crds', [...certManagerResources, ...istioResources]);
writeCrds('prometheus-1', monitoringResources);
