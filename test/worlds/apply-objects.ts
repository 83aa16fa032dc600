import {parseAllDocuments} from 'yaml';
import {selectClusterTarget} from '../../src/checks/probes/select-cluster-target.js';
import type {Workspace} from '../../src/cli/open-workspace.js';
import type {KubeObject} from '../../src/model/ports/kube.js';

/** Objects as a manifest has them. */
export const parseAll = (text: string): readonly KubeObject[] =>
  parseAllDocuments(text)
    .map((document) => document.toJS() as KubeObject | null)
    .filter((object) => object !== null);

/** Applies objects to the cluster of a deployment, as its operator. */
export async function applyAll({subject, ports}: Workspace, objects: readonly KubeObject[]): Promise<void> {
  const target = await selectClusterTarget(ports.operator, subject.config);
  for (const object of objects) await ports.operator.kube.apply(target, object, {isDryRun: false, force: true});
}
