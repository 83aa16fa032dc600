import type {KnownVulnerability} from '../containeranalysis/list-occurrences.js';

/** What registries hold, as plain JSON. Repositories are `HOST/PATH`. */
export interface RegistryState {
  /** Content by digest: itself, or the stand-in that it is part of. */
  blobs: Record<string, {readonly standIn: string} | {readonly contentBase64: string}>;
  /** Digests of the content that a repository has. */
  links: Record<string, string[]>;
  /** Manifests by `HOST/PATH@sha256:…`. */
  manifests: Record<string, {readonly mediaType: string; readonly text: string}>;
  /** Digests by `HOST/PATH:TAG`. */
  tags: Record<string, string>;
  /** Uploads under way by their ids. */
  uploads: Record<string, {readonly repository: string; readonly contentBase64: string}>;
  /** Whom the tokens of registries stand for; nobody where it is empty. */
  tokens: Record<string, {readonly email: string; readonly expiresAtMs: number}>;
  /** Regular expressions over `HOST/PATH:TAG` of what publishers took away. */
  withdrawn: string[];
  /** When manifests, `HOST/PATH@sha256:…`, were taken for scanning, and whose they are. */
  scans: Record<string, {readonly projectId: string; readonly atMs: number}>;
  /** What is known of images, whoever scans them. */
  vulnerabilities: KnownVulnerability[];
}

export function createRegistryState(): RegistryState {
  return {
    blobs: {},
    links: {},
    manifests: {},
    tags: {},
    uploads: {},
    tokens: {},
    withdrawn: [],
    scans: {},
    vulnerabilities: [],
  };
}
