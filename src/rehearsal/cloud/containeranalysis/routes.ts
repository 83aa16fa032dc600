import type {Call, Reply, Route} from '../http/call.js';
import {reply} from '../http/call.js';
import {CloudRefusal} from '../http/cloud-refusal.js';
import {findProject} from '../resourcemanager/find-project.js';
import {listOccurrences} from './list-occurrences.js';
import {parseFilter} from './parse-filter.js';

const usualPageSize = 20;
const largestPageSize = 1000;

/** `occurrences.list`: https://cloud.google.com/artifact-analysis/docs/reference/rest/v1/projects.occurrences/list */
function answerList({context, params, query}: Call): Reply {
  const filter = parseFilter(query.get('filter') ?? '');
  if (filter === undefined)
    throw new CloudRefusal(501, 'This filter is not served by this rehearsal: kind and resourceUrl are.', {reason: ''});
  const size = Number(query.get('pageSize') ?? usualPageSize);
  if (!Number.isInteger(size) || size < 1 || size > largestPageSize)
    throw new CloudRefusal(400, `page size must be between 1 and ${largestPageSize}`, {reason: ''});
  const project = findProject(context.state, params.project ?? '')?.projectId ?? '';
  const all = listOccurrences(context, project).filter(
    ({kind, resourceUri}) =>
      (filter.kinds.length === 0 || filter.kinds.includes(kind)) &&
      (filter.resources.length === 0 || filter.resources.includes(resourceUri)),
  );
  const from = Number(query.get('pageToken') ?? 0);
  if (!Number.isInteger(from) || from < 0) throw new CloudRefusal(400, 'page token is invalid', {reason: ''});
  const end = from + size;
  const occurrences = all.slice(from, end);
  return reply({
    ...(occurrences.length > 0 && {occurrences}),
    ...(end < all.length && {nextPageToken: String(end)}),
  });
}

/** What Artifact Analysis tells of images. https://cloud.google.com/artifact-analysis/docs/reference/rest */
export const containerAnalysisRoutes: readonly Route[] = [
  {
    service: 'containeranalysis.googleapis.com',
    id: 'containeranalysis.projects.occurrences.list',
    verb: 'GET',
    path: '/v1/projects/{project}/occurrences',
    permissions: ['containeranalysis.occurrences.list'],
    handler: answerList,
  },
];
