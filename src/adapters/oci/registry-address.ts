import {isIP} from 'node:net';

/** Whether a registry is on this machine, where it needs no certificate, as for every other client of registries. */
function isLoopback(registry: string): boolean {
  const name = registry.replace(/:\d+$/, '').replace(/^\[|\]$/g, '');
  return name === 'localhost' || name === '::1' || (isIP(name) === 4 && name.startsWith('127.'));
}

/** Where the API of a registry answers. Docker Hub's has a host of its own. */
export function selectRegistryBase(registry: string): string {
  if (registry === 'docker.io') return 'https://registry-1.docker.io';
  return `${isLoopback(registry) ? 'http' : 'https'}://${registry}`;
}

/**
 * Registries that take content in one piece only: Google's and GitHub's.
 * https://cloud.google.com/artifact-registry/docs/reference/docker-api
 */
export function takesChunks(registry: string): boolean {
  return !/(^|\.)(pkg\.dev|gcr\.io|ghcr\.io)$/.test(registry);
}

/** Registries that a Google token opens. */
export function isGoogleRegistry(registry: string): boolean {
  return /(^|\.)(pkg\.dev|gcr\.io)$/.test(registry);
}
