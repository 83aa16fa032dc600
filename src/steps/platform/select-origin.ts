import type {HelmRelease} from '../../model/ports/helm.js';

/**
 * The description of the revision that the last one really is: a rollback is the earlier one again.
 * https://helm.sh/docs/helm/helm_rollback/
 */
export function selectOrigin(revisions: readonly HelmRelease[]): string {
  let {description = ''} = revisions.at(-1) ?? {};
  for (let turn = 0; turn < revisions.length; turn++) {
    const earlier = /^Rollback to (\d+)$/.exec(description)?.[1];
    const found = revisions.find(({revision}) => revision === Number(earlier));
    if (found === undefined) break;
    description = found.description;
  }
  return description;
}
