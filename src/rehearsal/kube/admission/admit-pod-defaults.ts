import type {Open} from '../object/kube-object.js';
import type {AdmissionPlugin} from './admission-plugin.js';

/** How long a pod stays on a node that is lost. https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/#taint-based-evictions */
const toleratedSeconds = 300;

/** Lets every pod tolerate a lost node for five minutes. */
export const defaultTolerations: AdmissionPlugin = {
  mutate(_context, {operation, resource, subresource, object}) {
    if (operation !== 'CREATE' || resource.collection !== 'pods' || subresource !== '' || !object) return undefined;
    const given: readonly Open[] = object.spec.tolerations ?? [];
    const isTolerated = (key: string) =>
      given.some(
        (toleration) =>
          (toleration.key === key || !toleration.key) && (!toleration.effect || toleration.effect === 'NoExecute'),
      );
    const added = ['node.kubernetes.io/not-ready', 'node.kubernetes.io/unreachable']
      .filter((key) => !isTolerated(key))
      .map((key) => ({key, operator: 'Exists', effect: 'NoExecute', tolerationSeconds: toleratedSeconds}));
    return added.length === 0 ? undefined : {...object, spec: {...object.spec, tolerations: [...given, ...added]}};
  },
};
