import {CloudFailure} from '../../model/cloud-failure.js';
import type {ApiUse} from '../../model/cluster-upgrade-facts.js';
import {compareGkeVersions} from '../../model/compare-gke-versions.js';
import type {KubeObject, KubeTarget} from '../../model/ports/kube.js';
import type {Ports} from '../../model/ports/ports.js';
import {type RemovedApi, removedApis} from '../../model/removed-apis.data.js';

const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration';

/** The API server keeps its own objects current, and each newer one writes them anew. https://kubernetes.io/docs/concepts/cluster-administration/flow-control/#mandatory-configuration-objects */
const isServersOwn = (manager = '') => manager.startsWith('api-priority-and-fairness-config-');

/** Who writes an object in an old version; undefined where nobody does. The server remembers each writer's version. */
function findWriter({metadata}: KubeObject, {apiVersion}: RemovedApi): string | undefined {
  const managers = (metadata.managedFields ?? []) as ReadonlyArray<{
    readonly manager?: string;
    readonly apiVersion?: string;
  }>;
  const manager = managers.find((entry) => entry.apiVersion === apiVersion && !isServersOwn(entry.manager))?.manager;
  if (manager !== undefined) return manager;
  return metadata.annotations?.[lastApplied]?.includes(`"apiVersion":"${apiVersion}"`) === true ? 'kubectl' : undefined;
}

/** APIs that a minor no longer serves and the present one still does. */
export function selectRemovedApis(present: string, wanted: string): readonly RemovedApi[] {
  return removedApis.filter(
    ({removedIn}) =>
      compareGkeVersions(removedIn, wanted) <= 0 &&
      compareGkeVersions(removedIn, /^\d+\.\d+/.exec(present)?.[0] ?? '') > 0,
  );
}

/**
 * Live objects that somebody writes in a version which goes; names and writers alone travel. Of kinds that
 * IAM has no permission for, what may not be looked at is left to whoever wrote it: the release’s manifests are judged all the same.
 */
export async function collectApiUses(
  ports: Pick<Ports, 'kube'>,
  target: KubeTarget,
  removed: readonly RemovedApi[],
): Promise<readonly ApiUse[]> {
  const uses = await Promise.all(
    removed.map(async (api): Promise<ApiUse | undefined> => {
      const where: string[] = [];
      const visit = (object: KubeObject) => {
        const writer = findWriter(object, api);
        const {namespace, name} = object.metadata;
        if (writer !== undefined) where.push(`${namespace === undefined ? '' : `${namespace}/`}${name} by ${writer}`);
      };
      try {
        await ports.kube.scan(
          target,
          {apiVersion: api.instead ?? api.apiVersion, kind: api.kind, isMetadataOnly: true},
          visit,
        );
      } catch (error) {
        if (!(error instanceof CloudFailure)) throw error;
        if (error.kind === 'not-found' || (error.kind === 'permission' && api.isServersOwn === true)) return undefined;
        return {...api, where: [error.permission ?? error.message], by: 'live objects', isUnseen: true};
      }
      return where.length === 0 ? undefined : {...api, where, by: 'live objects'};
    }),
  );
  return uses.filter((use) => use !== undefined);
}
