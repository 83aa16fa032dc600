import {readPodAccess} from '../adapters/kube/pod-access.js';
import {doctorChecks} from '../checks/doctor-checks.js';
import type {Report} from '../model/finding.js';
import {followCluster} from './cluster-changes.js';
import {collectFactSet, type LookSubject, selectLookSubject, selectSubjectTarget} from './collect-fact-set.js';
import {findConfig} from './find-config.js';
import type {WorkspaceFlags} from './flags.js';
import {type ClusterChoice, openClusterAccess} from './open-cluster-access.js';
import {openClusterSubject} from './open-cluster-subject.js';
import {openWorkspace, type Workspace} from './open-workspace.js';
import {readStaticNeeds} from './read-static-needs.js';
import type {ChecksCommand} from './run-checks-command.js';
import {publishReport} from './schedule/publish-report.js';
import {withKubeCredential} from './with-kube-credential.js';

/** What the doctor looks at. */
export interface DoctorSubject {
  readonly subject: LookSubject;
  readonly configPath: string;
  /** The deployment, where a configuration describes one. */
  readonly workspace: Workspace | undefined;
  /** Where the deployment keeps its files. */
  readonly stateDirectory: string | undefined;
}

/**
 * Of a deployment where there is a configuration, else of the cluster that a kubeconfig names, where what needs
 * a configuration stays unknown.
 */
export async function openDoctorSubject(
  flags: WorkspaceFlags,
  choice: ClusterChoice | undefined,
): Promise<DoctorSubject> {
  if ((await findConfig(flags)) === undefined) {
    const subject = await openClusterSubject(choice ?? {kubeconfig: undefined, context: undefined});
    return {subject, configPath: '', workspace: undefined, stateDirectory: undefined};
  }
  const workspace = await openWorkspace(flags);
  const subject = selectLookSubject(workspace, readStaticNeeds);
  const {configPath} = workspace;
  const stateDirectory = workspace.subject.places.state;
  // Inside of a cluster the Pod's own account is meant, whatever Google's would be allowed.
  const access = choice === undefined ? await readPodAccess(process.env) : await openClusterAccess(choice);
  if (access === undefined) return {subject, configPath, workspace, stateDirectory};
  const {target, fetchCredential} = access;
  const ports = withKubeCredential(subject.ports, fetchCredential);
  return {subject: {...subject, target, ports}, configPath, workspace, stateDirectory};
}

/** The doctor as a judging command; with `eventNamespace` it writes each look into that namespace of the cluster. */
export function openDoctor(
  flags: WorkspaceFlags,
  choice: ClusterChoice | undefined,
  eventNamespace?: string,
): Omit<ChecksCommand, 'failure'> {
  const publish = async (report: Report, lookedAtMs: number): Promise<void> => {
    const {subject} = await openDoctorSubject(flags, choice);
    const place = {kube: subject.ports.kube, target: await selectSubjectTarget(subject)};
    await publishReport(place, report, {namespace: eventNamespace ?? '', lookedAtMs});
  };
  return {
    ...(eventNamespace === undefined ? {} : {publish}),
    name: 'doctor',
    checks: doctorChecks,
    async open() {
      const {subject, configPath} = await openDoctorSubject(flags, choice);
      return {
        configPath,
        collect: (checks, reach) => collectFactSet(subject, checks, {reach}),
        follow: async () => followCluster(subject.ports.kubeWatches, await selectSubjectTarget(subject)),
      };
    },
  };
}
