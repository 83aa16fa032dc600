import {CloudFailure} from '../../model/cloud-failure.js';
import {selectNamespaces} from '../../release/select-namespaces.js';
import type {Probe} from './probe.js';
import {listSampleObjects} from './sample-objects.js';

/** What an API server said to one object that was shown to it. */
export interface DryRunFact {
  /** Such as `Namespace hyperplane-core`. */
  readonly object: string;
  /** Null where it was accepted. */
  readonly refusal: {
    readonly message: string;
    readonly permission: string | null;
    readonly isPermission: boolean;
  } | null;
}

/** Shows the existing cluster what the plan would make there, without making it. */
export const dryRunProbe: Probe<readonly DryRunFact[]> = {
  id: 'dry-run',
  async collect({ports, cluster, config, release}) {
    const target = await cluster();
    const objects = listSampleObjects(selectNamespaces(release, config.namespaces.prefix));
    return Promise.all(
      objects.map(async (object): Promise<DryRunFact> => {
        const name = `${object.kind} ${object.metadata.name}`;
        try {
          await ports.kube.apply(target, object, {isDryRun: true, force: true});
          return {object: name, refusal: null};
        } catch (error) {
          // What never came to the server's judgement says nothing about it.
          if (
            !(error instanceof CloudFailure) ||
            error.status === undefined ||
            error.status === 401 ||
            error.status >= 500
          )
            throw error;
          const {message, permission, kind} = error;
          return {
            object: name,
            refusal: {message, permission: permission ?? null, isPermission: kind === 'permission'},
          };
        }
      }),
    );
  },
};
