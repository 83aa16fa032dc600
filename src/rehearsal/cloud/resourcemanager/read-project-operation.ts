import type {Call, Reply} from '../http/call.js';
import {reply} from '../http/call.js';
import {CloudRefusal} from '../http/cloud-refusal.js';
import {formatProjectV1, formatProjectV3} from './format-project.js';

/** `operations.get` of a project's creation or deletion. */
export function readProjectOperation(call: Call): Reply {
  const operation = call.context.state.operations[`operations/${call.params.operation}`];
  if (!operation) throw new CloudRefusal(403, 'The caller does not have permission', {reason: ''});
  const project = call.context.state.projects[operation.projectId];
  if (!operation.isDone || !project) return reply({name: operation.name});
  if (operation.isV3) {
    const metadata = {'@type': 'type.googleapis.com/google.cloud.resourcemanager.v3.CreateProjectMetadata'};
    const response = {
      '@type': 'type.googleapis.com/google.cloud.resourcemanager.v3.Project',
      ...formatProjectV3(project),
    };
    return reply({name: operation.name, metadata, done: true, response});
  }
  const metadata = {
    '@type': 'type.googleapis.com/google.cloudresourcemanager.v1.ProjectCreationStatus',
    gettable: true,
    ready: true,
  };
  const response = {'@type': 'type.googleapis.com/google.cloudresourcemanager.v1.Project', ...formatProjectV1(project)};
  return reply({name: operation.name, metadata, done: true, response});
}
