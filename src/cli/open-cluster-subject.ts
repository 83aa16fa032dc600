import {homedir, tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import type {LookSubject} from './collect-fact-set.js';
import {createPorts} from './create-ports.js';
import {usualConfigName} from './find-config.js';
import {type ClusterChoice, openClusterAccess} from './open-cluster-access.js';
import {openEnvironment} from './open-environment.js';
import {withKubeCredential} from './with-kube-credential.js';

/** A cluster that no configuration describes, as whoever the kubeconfig says. */
export async function openClusterSubject(choice: ClusterChoice): Promise<LookSubject> {
  const access = await openClusterAccess(choice);
  const environment = await openEnvironment({rehearse: false, speed: 1, catalogue: ''});
  const {operator} = createPorts({
    environment,
    // Nothing is kept for a cluster that is only looked at.
    stateDirectory: join(process.env.XDG_CACHE_HOME ?? join(homedir() || tmpdir(), '.cache'), 'shakinstall'),
    configPath: resolve(usualConfigName),
    keyFile: '',
  });
  const {fetchCredential, target} = access;
  return {ports: withKubeCredential(operator, fetchCredential), target};
}
