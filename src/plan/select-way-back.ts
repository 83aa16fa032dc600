import type {HelmRelease} from '../model/ports/helm.js';
import {hasServed} from '../model/select-last-served.js';

/**
 * The revision to go back to: the one that was asked for, or where an attempt is open or failed the one that is still
 * deployed, or else the last one of another chart. Undefined where there is none.
 */
export function selectWayBack(
  history: readonly HelmRelease[],
  {asked, isAttemptOpen}: {readonly asked: number | undefined; readonly isAttemptOpen: boolean},
): HelmRelease | undefined {
  const usable = history.filter(hasServed);
  if (asked !== undefined) return usable.find(({revision}) => revision === asked);
  const deployed = usable.findLast(({status}) => status === 'deployed') ?? usable.at(-1);
  if (isAttemptOpen && deployed !== history.at(-1)) return deployed;
  return usable.findLast(({revision, chart}) => revision < (deployed?.revision ?? 0) && chart !== deployed?.chart);
}
