import type {Json} from '../json.js';

const teams = [
  ['owners', 'OWNER'],
  ['editors', 'OWNER'],
  ['viewers', 'READER'],
] as const;

/**
 * A bucket with its access control lists, as `projection=full` shows it; with uniform access it has none.
 * https://cloud.google.com/storage/docs/json_api/v1/buckets
 */
export function formatFullBucket(bucket: Json): Json {
  if (bucket.iamConfiguration.uniformBucketLevelAccess.enabled) return bucket;
  const {name, projectNumber, etag} = bucket;
  const entries = teams.map(([team, role]) => ({
    entity: `project-${team}-${projectNumber}`,
    role,
    etag,
    projectTeam: {projectNumber, team},
  }));
  const acl = entries.map((entry) => ({
    kind: 'storage#bucketAccessControl',
    id: `${name}/${entry.entity}`,
    selfLink: `https://www.googleapis.com/storage/v1/b/${name}/acl/${entry.entity}`,
    bucket: name,
    ...entry,
  }));
  const defaultObjectAcl = entries.map((entry) => ({kind: 'storage#objectAccessControl', ...entry}));
  return {...bucket, acl, defaultObjectAcl, owner: {entity: `project-owners-${projectNumber}`}};
}
