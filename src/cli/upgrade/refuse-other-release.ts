import {access} from 'node:fs/promises';
import {join} from 'node:path';
import {DirectoryReleaseFiles} from '../../adapters/local/directory-release-files.js';
import {DiagnosticError} from '../../model/diagnostic-error.js';
import {readRelease} from '../../release/read-release.js';
import type {Workspace} from '../open-workspace.js';
import {selectHelmPlace} from './collect-upgrade-facts.js';
import {readInstalledRecord} from './read-installed-record.js';

/** The release whose working copy the installation made, or that an upgrade recorded. */
async function readStandingVersion(state: string): Promise<string | undefined> {
  const record = await readInstalledRecord(state);
  if (record !== undefined) return record.version;
  const {release} = await readRelease(DirectoryReleaseFiles(join(state, 'release')));
  return release?.version;
}

/** Whether helm has a revision that serves; before there is one, an installation may begin anew with another release. */
async function isDeployed(workspace: Workspace): Promise<boolean> {
  const place = selectHelmPlace(workspace);
  const hasCluster = await access(place.kubeconfig).then(
    () => true,
    () => false,
  );
  if (!hasCluster) return false;
  const history = await workspace.ports.operator.helm.history(place);
  return history.some(({status}) => status === 'deployed' || status === 'superseded');
}

/** An installation goes on with the release that it began with: another one comes by the gates of an upgrade. */
export async function refuseOtherRelease(workspace: Workspace): Promise<void> {
  const {release, places} = workspace.subject;
  const standing = await readStandingVersion(places.state);
  if (standing === undefined || standing === release.version || !(await isDeployed(workspace))) return;
  throw new DiagnosticError([
    {
      code: 'SHK_UPGRADE_E2021',
      summary: 'Another release stands already.',
      detail: `${standing} stands, and ${release.version} is named: init has no gates, no difference to approve and no way back.`,
      field: 'release.path',
      tries: [
        {text: 'Upgrade to it.', command: `shakinstall upgrade --release ${places.release} --plan-only`},
        {text: `Or name ${standing} again.`, command: 'shakinstall releases'},
      ],
      blame: 'user',
    },
  ]);
}
