import {join} from 'node:path';
import {CloudFailure} from '../../model/cloud-failure.js';
import type {Try} from '../../model/diagnostic.js';
import {DiagnosticError} from '../../model/diagnostic-error.js';
import type {Environment} from '../../model/environment.js';
import type {ImageReference} from '../../model/image-reference.js';
import {formatReleaseReference, isReleaseReference, parseReleaseReference} from '../../model/release-artifact.js';
import {cacheDirectory} from '../create-ports.js';
import {openReleaseImages} from './open-release-images.js';

/** A release on this machine: the directory or archive, and where it came from a registry the digest that names it. */
export interface FetchedRelease {
  readonly path: string;
  readonly digest?: string;
}

function fail(code: string, summary: string, detail: string, tries: readonly Try[], blame: 'user' | 'cloud'): never {
  throw new DiagnosticError([{code, summary, detail, field: 'release.path', tries, blame}]);
}

/** The place that was named; throws where it is none. */
export function requireReference(named: string): ImageReference {
  return (
    parseReleaseReference(named) ??
    fail(
      'SHK_RELEASE_E0105',
      'This names no release in a registry.',
      named,
      [{text: 'Write oci://HOST/PATH:TAG, or @sha256:… in place of the tag for one that nobody can exchange.'}],
      'user',
    )
  );
}

function explain(reference: ImageReference, {kind, message}: CloudFailure): never {
  const place = formatReleaseReference(reference);
  if (kind === 'invalid')
    fail(
      'SHK_RELEASE_E0107',
      'The registry holds something else under this name.',
      `${place}: ${message}`,
      [{text: 'Push a release there.', command: `shakinstall release push ./shakudo --to ${place}`}],
      'user',
    );
  const login = {text: 'Log in to the registry.', command: `docker login ${reference.registry}`};
  const again = {text: 'Run it again where the registry can be reached, or name a directory or a .tgz.'};
  const isRefused = kind === 'permission' || kind === 'unauthenticated';
  fail(
    'SHK_RELEASE_E0108',
    'The release cannot be fetched.',
    `${place}: ${message}`,
    isRefused ? [login] : [again],
    'cloud',
  );
}

/**
 * Brings a release to this machine, where it is not there already. With a digest the very manifest is meant that
 * an earlier command saw under the name, whatever the name leads to now.
 */
export async function fetchRelease(named: string, environment: Environment, digest?: string): Promise<FetchedRelease> {
  if (!isReleaseReference(named)) return {path: named};
  const wanted = requireReference(named);
  const reference = digest === undefined ? wanted : {...wanted, digest};
  const {pullRelease} = await import('../../adapters/oci/pull-release.js');
  const {images} = openReleaseImages(environment);
  try {
    const pulled = await pullRelease(images, reference, join(cacheDirectory(), 'releases'));
    if (pulled !== undefined) return pulled;
  } catch (error) {
    if (!(error instanceof CloudFailure)) throw error;
    explain(reference, error);
  }
  return fail(
    'SHK_RELEASE_E0106',
    'The release is not there.',
    `${formatReleaseReference(reference)} (MANIFEST_UNKNOWN)`,
    [
      {
        text: 'Name a tag that the repository has.',
        command: `shakinstall releases --from ${named.replace(/[:@][^:/@]*(:[0-9a-f]+)?$/, '')}`,
      },
    ],
    'user',
  );
}
