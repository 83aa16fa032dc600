import type {HelmRelease} from './ports/helm.js';

/**
 * Whether a revision has ever served. Helm calls a revision that failed superseded as soon as a later one is deployed,
 * and only its description remembers. https://github.com/helm/helm/blob/v3.17.3/pkg/action/rollback.go#L212
 */
export function hasServed({status, description}: HelmRelease): boolean {
  return (
    (status === 'deployed' || status === 'superseded') &&
    !/^(Upgrade|Rollback|Release|Install).* failed: /.test(description)
  );
}

/** The revision that serves: the one that is deployed, or the last that did. */
export function selectLastServed(revisions: readonly HelmRelease[]): HelmRelease | undefined {
  return revisions.findLast(({status}) => status === 'deployed') ?? revisions.findLast(hasServed);
}
