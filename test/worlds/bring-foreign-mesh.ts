import {DirectoryReleaseFiles} from '../../src/adapters/local/directory-release-files.js';
import type {Workspace} from '../../src/cli/open-workspace.js';
import {applyAll, parseAll} from './apply-objects.js';

/** Definitions of the mesh's kinds, as the release has them in files. */
async function readDefinitions(path: string) {
  const files = DirectoryReleaseFiles(path);
  const own = (await files.list()).filter((file) => /^static\/crds\/.*\.istio\.io/.test(file.path));
  return (await Promise.all(own.map(async (file) => parseAll((await files.readText(file.path)) ?? '')))).flat();
}

/** The mesh of the reference chart, put there by somebody else under a name of his own. */
export async function bringForeignMesh(workspace: Workspace): Promise<void> {
  const {subject, ports} = workspace;
  const rendered = await ports.operator.helm.template({
    release: 'mesh',
    namespace: 'istio-system',
    chartDirectory: subject.places.release,
    valuesFiles: [],
    kubernetesVersion: '1.27',
  });
  const own = parseAll(rendered).filter(
    ({kind, metadata}) =>
      kind !== 'Namespace' &&
      !/EnvoyFilter|Policy|Gateway|Certificate|PeerAuthentication/.test(kind) &&
      (metadata.namespace === 'istio-system' || /istio/.test(metadata.name)),
  );
  await applyAll(workspace, [
    ...(await readDefinitions(subject.places.release)),
    {apiVersion: 'v1', kind: 'Namespace', metadata: {name: 'istio-system'}},
    ...own,
  ]);
}
