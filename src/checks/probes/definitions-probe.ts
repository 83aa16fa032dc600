import type {DefinitionNeed} from '../../release/needs/cluster-needs.js';
import {selectDefinition} from '../../release/needs/select-definition.js';
import type {ClusterProbe} from './probe.js';

/** A definition of custom resources that the cluster has. */
export interface DefinitionFact extends DefinitionNeed {
  /** Versions in which objects lie in the cluster's store: none of them may go. */
  readonly storedVersions: readonly string[];
}

/** Definitions of the cluster, without their schemas, which are most of them. */
export const definitionsProbe: ClusterProbe<readonly DefinitionFact[]> = {
  id: 'definitions',
  scope: 'cluster',
  async collect({ports, cluster}) {
    const found: DefinitionFact[] = [];
    await ports.kube.scan(
      await cluster(),
      {apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition'},
      (object) => {
        const {storedVersions = []} = (object.status ?? {}) as {readonly storedVersions?: readonly string[]};
        found.push({...selectDefinition(object), storedVersions});
      },
    );
    return found.sort((a, b) => (a.name < b.name ? -1 : 1));
  },
};
