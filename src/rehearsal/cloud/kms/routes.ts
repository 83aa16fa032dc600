import type {Handler, Route, Verb} from '../http/call.js';
import {createKey, createRing, destroyVersion, listVersions, readKey, readRing} from './key-methods.js';

const rings = '/v1/projects/{project}/locations/{location}/keyRings';
const keys = `${rings}/{ring}/cryptoKeys`;
const versions = `${keys}/{key}/cryptoKeyVersions`;

function route(id: string, verb: Verb, path: string, permission: string, handler: Handler): Route {
  return {
    service: 'cloudkms.googleapis.com',
    id: `cloudkms.projects.locations.keyRings${id}`,
    verb,
    path,
    permissions: [`cloudkms.${permission}`],
    handler,
  };
}

/** Keys by name, which a cluster's disks may be encrypted with: https://cloud.google.com/kms/docs/reference/rest */
export const kmsRoutes: readonly Route[] = [
  route('.create', 'POST', rings, 'keyRings.create', createRing),
  route('.get', 'GET', `${rings}/{ring}`, 'keyRings.get', readRing),
  route('.cryptoKeys.create', 'POST', keys, 'cryptoKeys.create', createKey),
  route('.cryptoKeys.get', 'GET', `${keys}/{key}`, 'cryptoKeys.get', readKey),
  route('.cryptoKeys.cryptoKeyVersions.list', 'GET', versions, 'cryptoKeyVersions.list', listVersions),
  route(
    '.cryptoKeys.cryptoKeyVersions.destroy',
    'POST',
    `${versions}/{number}:destroy`,
    'cryptoKeyVersions.destroy',
    destroyVersion,
  ),
];
