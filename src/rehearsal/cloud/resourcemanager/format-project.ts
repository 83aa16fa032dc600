import type {ProjectState} from '../cloud-state.js';
import type {Json} from '../json.js';
import {formatTime} from '../operations/format-time.js';

/** https://cloud.google.com/resource-manager/reference/rest/v1/projects */
export function formatProjectV1(project: ProjectState): Json {
  return {
    projectNumber: project.projectNumber,
    projectId: project.projectId,
    lifecycleState: project.lifecycleState,
    name: project.name,
    ...(project.labels && {labels: project.labels}),
    createTime: formatTime(project.createTimeMs),
    ...(project.parent && {parent: project.parent}),
  };
}

/** https://cloud.google.com/resource-manager/reference/rest/v3/projects */
export function formatProjectV3(project: ProjectState): Json {
  return {
    name: `projects/${project.projectNumber}`,
    ...(project.parent && {parent: `${project.parent.type}s/${project.parent.id}`}),
    projectId: project.projectId,
    state: project.lifecycleState,
    displayName: project.name,
    createTime: formatTime(project.createTimeMs),
    updateTime: formatTime(project.deleteTimeMs ?? project.createTimeMs),
    ...(project.deleteTimeMs && {deleteTime: formatTime(project.deleteTimeMs)}),
    etag: Buffer.from(`${project.projectNumber}${project.lifecycleState}${project.name}`)
      .toString('base64')
      .slice(0, 24),
    ...(project.labels && {labels: project.labels}),
  };
}
