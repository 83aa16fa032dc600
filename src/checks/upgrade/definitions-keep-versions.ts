import type {Gate} from '../../model/gate.js';
import type {UpgradeFacts} from '../../model/upgrade-facts.js';

export const definitionsKeepVersions: Gate<UpgradeFacts> = {
  id: 'upgrade/definitions-keep-versions',
  code: 'SHK_UPGRADE_E2012',
  title: 'No definition drops a version that objects are stored in',
  docs: 'https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definition-versioning/#upgrade-existing-objects-to-a-new-stored-version',
  evaluate({difference}) {
    const orphaned = difference.definitions.filter(({orphanedVersions}) => orphanedVersions.length > 0);
    if (orphaned.length === 0)
      return {
        verdict: 'pass',
        observed: `${difference.definitions.length} definitions change, all stored versions stay`,
      };
    return {
      verdict: 'fail',
      observed: orphaned
        .map(({name, orphanedVersions}) => `${name}: objects are stored as ${orphanedVersions.join(', ')}`)
        .join('\n'),
      expected: 'objects stored in a version that the release still has',
      evidence: `kubectl get crd ${orphaned[0]?.name} -o jsonpath={.status.storedVersions}`,
      tries: [
        {text: 'Store the objects anew in the newer version, then take the old one out of status.storedVersions.'},
      ],
    };
  },
};
