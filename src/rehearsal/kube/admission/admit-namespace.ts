import {forbidden, notFound} from '../http/status-error.js';
import type {AdmissionPlugin} from './admission-plugin.js';

const namespaces = {group: '', plural: 'namespaces', kind: 'Namespace'};

/** Namespaces that are never deleted. */
const immortal = ['default', 'kube-system', 'kube-public'];

/** Content needs a namespace that exists and is not on its way out. https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#namespacelifecycle */
export const namespaceLifecycle: AdmissionPlugin = {
  mutate({store}, {operation, resource, namespace, name, subresource}) {
    if (operation === 'DELETE' && resource.collection === 'namespaces' && immortal.includes(name))
      throw forbidden(resource, name, 'this namespace may not be deleted');
    if (!resource.isNamespaced || namespace === '' || operation === 'DELETE') return undefined;
    if (resource.verbs.length === 1) return undefined;
    const found = store.get('namespaces', '', namespace);
    if (!found) throw notFound(namespaces, namespace);
    if (operation === 'CREATE' && subresource === '' && found.status?.phase === 'Terminating') {
      throw forbidden(
        resource,
        name,
        `unable to create new content in namespace ${namespace} because it is being terminated`,
        [
          {
            reason: 'NamespaceTerminating',
            message: `namespace ${namespace} is being terminated`,
            field: 'metadata.namespace',
          },
        ],
      );
    }
    return undefined;
  },
};
